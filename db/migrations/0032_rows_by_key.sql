-- Rows to erase are picked by their primary key. Where a row lies in a file (ctid) means nothing to a distributed database.
set role secureobs_owner;
grant create on schema app to secureobs_door_eraser;
reset role;

set role secureobs_door_eraser;
create or replace function app.erase_tenant_part(most integer) returns bigint
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        erased bigint := 0;
        rows bigint;
        one text;
        key_columns text;
    begin
        if not exists (
            select from app.tenants t
            where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp()) then
            raise exception 'the tenant is not to be erased' using errcode = 'TN003';
        end if;
        foreach one in array array[
            'finding_change_items', 'finding_changes', 'finding_comments', 'finding_links', 'finding_fingerprints', 'result_rows',
            'result_findings', 'scope_findings', 'suppressions', 'findings', 'attack_chokepoints', 'attack_paths', 'infrastructure_edges',
            'infrastructure_nodes', 'infrastructure_analyses', 'gate_verdicts', 'gate_policies', 'scan_results', 'scan_scopes', 'runs',
            'imports', 'finding_counts', 'finding_days', 'finding_views', 'project_scanners', 'api_keys', 'run_credentials', 'trust_rules', 'projects', 'rule_aliases',
            'rule_weaknesses', 'search_texts', 'invitations', 'checkpoint_deliveries', 'checkpoint_webhooks', 'subscriptions', 'archive_parts',
            'archives', 'secret_hash_keys', 'retentions', 'audit_cuts', 'audit', 'audit_blocks']
        loop
            if one = 'suppressions' then
                -- A finding and its suppression name each other.
                update app.findings f set suppression_id = null, suppression_kind = null, suppressed_until = null
                where f.tenant_id = of_tenant and f.id = any (array(
                    select o.id from app.findings o where o.tenant_id = of_tenant and o.suppression_id is not null limit most - erased));
                get diagnostics rows = row_count;
                erased := erased + rows;
                exit when erased >= most;
            end if;
            -- By primary key, which no machine of a distributed database reads another way.
            select string_agg(quote_ident(a.attname), ', ' order by k.place) into key_columns
            from pg_catalog.pg_constraint c cross join lateral unnest(c.conkey) with ordinality as k (number, place)
            join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
            where c.contype = 'p' and c.conrelid = format('app.%I', one)::pg_catalog.regclass;
            execute format('delete from app.%1$I where tenant_id = $1 and (%2$s) in (select %2$s from app.%1$I where tenant_id = $1 limit $2)', one, key_columns)
                using of_tenant, most - erased;
            get diagnostics rows = row_count;
            erased := erased + rows;
            exit when erased >= most;
        end loop;
        return erased;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app from secureobs_door_eraser;
reset role;
