-- Audit that shows what was changed behind its back: entries are sealed into a chain of signed blocks for each tenant.
set role secureobs_owner;

-- A dump restored into another cluster meets transaction ids that start anew: (epoch, xid) orders entries, xid alone does not.
-- Volatile, so that a statement takes it in whole instead of calling it.
create function app.audit_epoch() returns bigint
    language sql volatile parallel safe
    as $$ select (pg_catalog.pg_control_system()).system_identifier $$;
comment on function app.audit_epoch() is 'The identity of this database cluster, in which transaction ids only grow.';
revoke execute on function app.audit_epoch() from public;
grant execute on function app.audit_epoch() to secureobs_api;

-- The transaction that wrote an entry: what a finished transaction wrote is complete, however late it committed.
alter table app.audit
    add column xid   bigint not null default (pg_catalog.pg_current_xact_id()::text::bigint),
    add column epoch bigint not null default app.audit_epoch();
create index audit_to_seal on app.audit using brin (epoch, xid) with (pages_per_range = 32, autosummarize = on);
create index audit_actor on app.audit (tenant_id, actor_id, id);
create index audit_action on app.audit (tenant_id, action, id);
-- Whoever writes an entry does not choose when it is sealed.
revoke insert on app.audit from secureobs_api;
grant insert (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data) on app.audit to secureobs_api;

-- The chain: block no seals entries [xid_from, xid_to) of one epoch. Two sealers at once collide on the key, they do not fork.
create table app.audit_blocks (
    tenant_id uuid        not null constraint audit_blocks_tenant_fk references app.tenants (id),
    no        bigint      not null constraint audit_blocks_no_starts_at_one check (no >= 1),
    closed_at timestamptz not null,
    epoch     bigint      not null,
    xid_from  bigint      not null,
    xid_to    bigint      not null,
    count     integer     not null,
    total     bigint      not null,     -- entries of the chain up to and with this block
    prev      bytea       not null constraint audit_blocks_prev_length check (octet_length(prev) = 32),
    root      bytea       not null constraint audit_blocks_root_length check (octet_length(root) = 32),
    hash      bytea       not null constraint audit_blocks_hash_length check (octet_length(hash) = 32),
    key_id    text        not null constraint audit_blocks_key_id_length check (length(key_id) = 16),
    signature bytea       not null constraint audit_blocks_signature_length check (octet_length(signature) = 64),
    ids       uuid[]      not null,     -- the entries in the order of their leaves
    leaves    bytea       not null,     -- 32 bytes each
    constraint audit_blocks_pk primary key (tenant_id, no),
    constraint audit_blocks_range check (xid_from < xid_to),
    constraint audit_blocks_counts check (count >= 1 and total >= count and cardinality(ids) = count and octet_length(leaves) = 32 * count)
);
alter table app.audit_blocks enable row level security;
alter table app.audit_blocks force row level security;
create policy tenant_isolation on app.audit_blocks
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.audit_blocks to secureobs_api;

-- Where a tenant wants its checkpoints sent.
create table app.checkpoint_webhooks (
    tenant_id  uuid        not null constraint checkpoint_webhooks_tenant_fk references app.tenants (id),
    url        text        not null constraint checkpoint_webhooks_url_length check (length(url) between 9 and 1000),
    changed_at timestamptz not null,
    constraint checkpoint_webhooks_pk primary key (tenant_id)
);
alter table app.checkpoint_webhooks enable row level security;
alter table app.checkpoint_webhooks force row level security;
create policy tenant_isolation on app.checkpoint_webhooks
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.checkpoint_webhooks to secureobs_api;
grant update (url, changed_at) on app.checkpoint_webhooks to secureobs_api;

-- What arrived where.
create table app.checkpoint_deliveries (
    tenant_id    uuid        not null constraint checkpoint_deliveries_tenant_fk references app.tenants (id),
    sink         smallint    not null constraint checkpoint_deliveries_sink_known check (sink between 1 and 3), -- directory, object store, webhook
    no           bigint,                -- the newest block whose checkpoint arrived; null before the first
    delivered_at timestamptz,
    failing_since timestamptz,          -- null: the newest attempt succeeded
    failure      text        constraint checkpoint_deliveries_failure_length check (length(failure) <= 200),
    constraint checkpoint_deliveries_pk primary key (tenant_id, sink)
);
alter table app.checkpoint_deliveries enable row level security;
alter table app.checkpoint_deliveries force row level security;
create policy tenant_isolation on app.checkpoint_deliveries
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.checkpoint_deliveries to secureobs_api;
grant update (no, delivered_at, failing_since, failure) on app.checkpoint_deliveries to secureobs_api;

-- How far all tenants of an epoch are sealed: below sealed_to nothing has to be looked for.
create table work.seal_progress (
    epoch     bigint  not null constraint seal_progress_pk primary key,
    sealed_to bigint  not null,
    complete  boolean not null              -- an epoch of the past: nothing will ever be added
);

-- Whose newest checkpoint is not yet everywhere it belongs.
create table work.checkpoints_due (
    tenant uuid   not null constraint checkpoints_due_pk primary key,
    no     bigint not null
);

-- Who does what only one process should do.
create table work.leases (
    name       text        not null constraint leases_pk primary key,
    holder     uuid        not null,
    expires_at timestamptz not null
);

grant usage on schema app, work to secureobs_door_sealer;
grant usage on schema work to secureobs_door_lease;

-- Doors of the sealer: which tenants have something to seal. It learns ids of tenants, never an entry.
grant select (tenant_id, epoch, xid, at) on app.audit to secureobs_door_sealer;
create policy door_sealer on app.audit for select to secureobs_door_sealer using (true);
grant select, insert on work.seal_progress to secureobs_door_sealer;
grant update (sealed_to, complete) on work.seal_progress to secureobs_door_sealer;
create function work.tenants_to_seal(of_epoch bigint, horizon bigint) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select distinct a.tenant_id
        from app.audit a
        where a.epoch = of_epoch and a.xid < horizon
          and a.xid >= coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0)
    $$;
create function work.past_epochs_to_seal(current_epoch bigint) returns table (epoch bigint)
    language sql stable security definer
    set search_path = ''
    as $$
        select distinct a.epoch
        from app.audit a
        where (a.epoch < current_epoch or a.epoch > current_epoch)
          and not exists (select from work.seal_progress p where p.epoch = a.epoch and p.complete)
    $$;
create function work.oldest_unsealed(of_epoch bigint) returns timestamptz
    language sql stable security definer
    set search_path = ''
    as $$
        select min(a.at) from app.audit a
        where a.epoch = of_epoch and a.xid >= coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0)
    $$;
-- Only on the server that named the horizon: after a failover it may stand for transactions yet to come.
create function work.note_sealed(of_epoch bigint, up_to bigint, is_past boolean, server_started timestamptz) returns void
    language sql volatile security definer
    set search_path = ''
    as $$
        insert into work.seal_progress as p (epoch, sealed_to, complete)
        select of_epoch, up_to, is_past where server_started = pg_catalog.pg_postmaster_start_time()
        on conflict on constraint seal_progress_pk do update
            set sealed_to = greatest(p.sealed_to, excluded.sealed_to), complete = excluded.complete
    $$;

-- Doors of checkpoints: a list of what is to be sent that outlives the process.
grant select, insert, delete on work.checkpoints_due to secureobs_door_sealer;
grant update (no) on work.checkpoints_due to secureobs_door_sealer;
create function work.announce_checkpoint(of_tenant uuid, block_no bigint) returns void
    language sql volatile security definer
    set search_path = ''
    as $$
        insert into work.checkpoints_due as d (tenant, no) values (of_tenant, block_no)
        on conflict on constraint checkpoints_due_pk do update set no = greatest(d.no, excluded.no)
    $$;
create function work.checkpoints_to_send() returns table (tenant uuid, no bigint)
    language sql stable security definer
    set search_path = ''
    as $$ select d.tenant, d.no from work.checkpoints_due d order by d.tenant $$;
create function work.note_checkpoint_sent(of_tenant uuid, block_no bigint) returns void
    language sql volatile security definer
    set search_path = ''
    as $$ delete from work.checkpoints_due d where d.tenant = of_tenant and d.no <= block_no $$;

-- Door of leases. The database's clock decides, the only one that all processes share.
grant select, insert on work.leases to secureobs_door_lease;
grant update (holder, expires_at) on work.leases to secureobs_door_lease;
create function work.take_lease(lease text, by uuid, seconds integer) returns boolean
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    begin
        insert into work.leases as l (name, holder, expires_at)
        values (lease, by, pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => seconds))
        on conflict on constraint leases_pk do update
            set holder = excluded.holder, expires_at = excluded.expires_at
            where l.holder = excluded.holder or l.expires_at < pg_catalog.clock_timestamp();
        return found;
    end
    $$;

revoke execute on function
    work.tenants_to_seal(bigint, bigint), work.past_epochs_to_seal(bigint), work.oldest_unsealed(bigint),
    work.note_sealed(bigint, bigint, boolean, timestamptz), work.announce_checkpoint(uuid, bigint),
    work.checkpoints_to_send(), work.note_checkpoint_sent(uuid, bigint),
    work.take_lease(text, uuid, integer) from public;
grant execute on function
    work.tenants_to_seal(bigint, bigint), work.past_epochs_to_seal(bigint), work.oldest_unsealed(bigint),
    work.note_sealed(bigint, bigint, boolean, timestamptz), work.announce_checkpoint(uuid, bigint),
    work.checkpoints_to_send(), work.note_checkpoint_sent(uuid, bigint),
    work.take_lease(text, uuid, integer) to secureobs_api;

grant create on schema work to secureobs_door_sealer, secureobs_door_lease;
reset role;
alter function work.tenants_to_seal(bigint, bigint) owner to secureobs_door_sealer;
alter function work.past_epochs_to_seal(bigint) owner to secureobs_door_sealer;
alter function work.oldest_unsealed(bigint) owner to secureobs_door_sealer;
alter function work.note_sealed(bigint, bigint, boolean, timestamptz) owner to secureobs_door_sealer;
alter function work.announce_checkpoint(uuid, bigint) owner to secureobs_door_sealer;
alter function work.checkpoints_to_send() owner to secureobs_door_sealer;
alter function work.note_checkpoint_sent(uuid, bigint) owner to secureobs_door_sealer;
alter function work.take_lease(text, uuid, integer) owner to secureobs_door_lease;
set role secureobs_owner;
revoke create on schema work from secureobs_door_sealer, secureobs_door_lease;
reset role;
