-- Finding findings by their words: a dictionary of the texts that findings show, looked up past row-level security by a door
-- (docs/decisions/0014-look-words-up-in-a-dictionary.md).
set role secureobs_owner;

-- Their functions are native code: they stand where the runtime role has no way in. Their operator classes alone are used.
create schema extensions;
create extension pg_trgm schema extensions;
create extension btree_gin schema extensions;

-- Each text once, however many findings show it. A text stays when its last finding is gone: it leads to nothing then.
create table app.search_texts (
    tenant_id uuid     not null constraint search_texts_tenant_fk references app.tenants (id),
    kind      smallint not null constraint search_texts_kind_known check (kind between 1 and 3),   -- rule, path, description
    digest    bytea    not null constraint search_texts_digest_length check (octet_length(digest) = 16),   -- texts are longer than a key
    text      text     not null constraint search_texts_text_length check (length(text) <= 16000),
    constraint search_texts_pk primary key (tenant_id, kind, digest)
);
alter table app.search_texts enable row level security;
alter table app.search_texts no force row level security;

-- What is looked for by weakness is looked for by the rules that tell of it.
create table app.rule_weaknesses (
    tenant_id uuid not null constraint rule_weaknesses_tenant_fk references app.tenants (id),
    weakness  text not null constraint rule_weaknesses_weakness_length check (length(weakness) <= 256),
    rule_id   text not null constraint rule_weaknesses_rule_length check (length(rule_id) <= 256),
    constraint rule_weaknesses_pk primary key (tenant_id, weakness, rule_id)
);
alter table app.rule_weaknesses enable row level security;
alter table app.rule_weaknesses no force row level security;

-- The owner writes over all tenants in this migration only: within it row-level security is not forced on what it fills.
alter table app.findings no force row level security;
insert into app.search_texts (tenant_id, kind, digest, text)
select distinct f.tenant_id, t.kind, substring(sha256(convert_to(t.text, 'UTF8')) for 16), t.text
from app.findings f, lateral (values (1::smallint, f.rule_id), (2::smallint, f.file_path), (3::smallint, f.description)) t (kind, text)
where t.text is not null;
insert into app.rule_weaknesses (tenant_id, weakness, rule_id)
select distinct f.tenant_id, w.weakness, f.rule_id
from app.findings f, unnest(f.cwe) w (weakness) where length(w.weakness) <= 256;
alter table app.findings
    -- Descriptions are longer than an index takes; equality of numbers is leakproof, and so reaches an index.
    add column description_hash bigint generated always as (hashtextextended(description, 0)) stored;
create index findings_descriptions on app.findings (tenant_id, description_hash);
alter table app.findings force row level security;

-- One of each kind: words that are in many paths and no rule are not looked for among the paths thrice. The list of what waits
-- to be indexed is read by every search: it stays short.
create index search_texts_rules on app.search_texts
    using gin (tenant_id, text extensions.gin_trgm_ops) with (gin_pending_list_limit = 256) where kind = 1;
create index search_texts_paths on app.search_texts
    using gin (tenant_id, text extensions.gin_trgm_ops) with (gin_pending_list_limit = 256) where kind = 2;
create index search_texts_descriptions on app.search_texts
    using gin (tenant_id, text extensions.gin_trgm_ops) with (gin_pending_list_limit = 256) where kind = 3;
alter table app.search_texts force row level security;
alter table app.rule_weaknesses force row level security;
create policy tenant_isolation on app.search_texts
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
create policy tenant_isolation on app.rule_weaknesses
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.search_texts, app.rule_weaknesses to secureobs_api;

-- Door: the texts of the tenant in context that have the words in them, at most 1,001 of each kind: who gets so many knows that
-- there are more. A description is told by its hash. The tenant comes from the setting alone.
grant usage on schema app to secureobs_door_search;
grant execute on function app.current_tenant() to secureobs_door_search;
grant select (tenant_id, kind, text) on app.search_texts to secureobs_door_search;
create policy door_search on app.search_texts for select to secureobs_door_search using (true);
create function app.texts_with(words text) returns table (tenant_id uuid, kind smallint, text text, hash bigint)
    language plpgsql stable security definer
    set search_path = ''
    set plan_cache_mode = force_custom_plan
    as $$
    #variable_conflict use_column
    declare
        pattern text := '%' || replace(replace(replace(words, E'\\', E'\\\\'), '%', E'\\%'), '_', E'\\_') || '%';
    begin
        return query
            (select s.tenant_id, s.kind, s.text, null::bigint from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 1 and s.text ilike pattern limit 1001)
            union all
            (select s.tenant_id, s.kind, s.text, null from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 2 and s.text ilike pattern limit 1001)
            union all
            (select s.tenant_id, s.kind, null, hashtextextended(s.text, 0) from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 3 and s.text ilike pattern limit 1001);
    end
    $$;
revoke execute on function app.texts_with(text) from public;
grant execute on function app.texts_with(text) to secureobs_api;
grant create on schema app to secureobs_door_search;
reset role;
alter function app.texts_with(text) owner to secureobs_door_search;
set role secureobs_owner;
revoke create on schema app from secureobs_door_search;
reset role;
