-- Presence as bits: a scope numbers the findings that it ever had, and a result is a bit for each
-- (docs/decisions/0015-keep-presence-as-bits.md).
set role secureobs_owner;

-- Each finding has a place in its scope: a page, and a bit of it. Two findings that became one keep both places.
create table app.scope_findings (
    tenant_id  uuid     not null,
    scope_id   uuid     not null,
    finding_id uuid     not null,
    page       integer  not null constraint scope_findings_page_positive check (page >= 0),
    bit        smallint not null constraint scope_findings_bit_of_page check (bit between 0 and 8191),
    constraint scope_findings_pk primary key (tenant_id, scope_id, page, bit),
    constraint scope_findings_scope_fk foreign key (tenant_id, scope_id) references app.scan_scopes (tenant_id, id),
    constraint scope_findings_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index scope_findings_finding on app.scope_findings (tenant_id, finding_id, scope_id);

-- The bits of one page of a result, bit 0 first in the lowest bit of byte 0, as get_bit counts; up to the last byte that has any.
create table app.result_findings (
    tenant_id uuid    not null,
    scope_id  uuid    not null,
    seq       integer not null,
    page      integer not null,
    bits      bytea   not null constraint result_findings_bits_of_page check (octet_length(bits) <= 1024),
    constraint result_findings_pk primary key (tenant_id, scope_id, seq, page),
    constraint result_findings_result_fk foreign key (tenant_id, scope_id, seq) references app.scan_results (tenant_id, scope_id, seq)
);

-- The owner writes over all tenants in this migration only: within it row-level security is not forced on what it reads.
alter table app.finding_presence no force row level security;
alter table app.scan_results no force row level security;

insert into app.scope_findings (tenant_id, scope_id, finding_id, page, bit)
select p.tenant_id, p.scope_id, p.finding_id, p.place / 8192, p.place % 8192
from (
    select i.tenant_id, i.scope_id, i.finding_id,
        row_number() over (partition by i.tenant_id, i.scope_id order by min(i.from_seq), i.finding_id) - 1 as place
    from app.finding_presence i group by i.tenant_id, i.scope_id, i.finding_id) p;

insert into app.result_findings (tenant_id, scope_id, seq, page, bits)
select b.tenant_id, b.scope_id, b.seq, b.page, string_agg(decode(lpad(to_hex(b.byte), 2, '0'), 'hex'), ''::bytea order by b.nth)
from (
    select r.tenant_id, r.scope_id, r.seq, m.page, m.bit / 8 as nth,
        sum(case when i.finding_id is null then 0 else 1 << (m.bit % 8) end)::integer as byte
    from app.scan_results r
    join app.scope_findings m on m.tenant_id = r.tenant_id and m.scope_id = r.scope_id
    left join app.finding_presence i on i.tenant_id = m.tenant_id and i.scope_id = m.scope_id and i.finding_id = m.finding_id
        and r.seq between i.from_seq and i.to_seq
    group by r.tenant_id, r.scope_id, r.seq, m.page, m.bit / 8) b
group by b.tenant_id, b.scope_id, b.seq, b.page
having bool_or(b.byte > 0);

alter table app.scan_results force row level security;
drop table app.finding_presence;

alter table app.scope_findings enable row level security;
alter table app.scope_findings force row level security;
create policy tenant_isolation on app.scope_findings
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.scope_findings to secureobs_api;
grant update (finding_id) on app.scope_findings to secureobs_api;

alter table app.result_findings enable row level security;
alter table app.result_findings force row level security;
create policy tenant_isolation on app.result_findings
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.result_findings to secureobs_api;
grant update (bits) on app.result_findings to secureobs_api;
reset role;
