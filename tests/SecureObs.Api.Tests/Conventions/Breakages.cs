using System.Text.RegularExpressions;
using SecureObs.Admin.Isolation;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>One way to break the isolation of a database, as the superuser.</summary>
/// <param name="Code">The invariant that the guard must name.</param>
/// <param name="Attack">The attack of <c>secureobs-admin isolation verify</c> that gets through, or null when the runtime role gains nothing by it.</param>
internal sealed record Breakage(string Code, string Sql, string? Attack = null)
{
    /// <summary>What a role or database presets is seen by the sessions that start after it.</summary>
    public bool NeedsNewSession => Sql.Contains("alter database", StringComparison.Ordinal) || Sql.Contains("in database", StringComparison.Ordinal);

    /// <summary>Whether it is about this table: it names it, or no table at all.</summary>
    public bool Concerns(TenantTable table) => Regex.Matches(Sql, @"\bon app\.(\w+)|\btable app\.(\w+)") is not { Count: > 0 } named
        || named.Any(name => name.Groups[1].Value + name.Groups[2].Value == table.Name);
}

internal static class Breakages
{
    /// <summary>Every rule of db/lints is broken here, or a test fails.</summary>
    public static readonly Breakage[] All =
    [
        new("I01", "alter role secureobs_api bypassrls", "read"),
        new("I01", "alter role secureobs_api superuser", "read"),
        new("I01", "create role breach_1 bypassrls; grant breach_1 to secureobs_api", "set-role"),
        new("I02", "create role breach_1; grant breach_1 to secureobs_api", "set-role"),
        new("I02", "grant pg_read_all_data to secureobs_api", "work"),
        new("I02", "grant secureobs_owner to secureobs_api", "set-role"),
        new("I02", "grant secureobs_door_person to secureobs_api", "read"),
        new("I03", "create table app.breach (tenant_id uuid not null primary key)", "seed"),
        new("I03", "alter table app.findings owner to secureobs_api", "disable-rls"),
        new("I03", "alter schema work owner to postgres"),
        new("I03", "alter function app.set_tenant(uuid) owner to postgres"),
        new("I04", "alter role secureobs_owner bypassrls"),
        new("I04", "create role secureobs_door_breach bypassrls"),
        new("I04", "alter role secureobs_door_person login"),
        new("I04", "alter role secureobs_door_api_key bypassrls"),
        new("I04", "alter role secureobs_door_person createrole"),
        new("I05", "alter table app.findings no force row level security"),
        new("I05", "alter table app.findings disable row level security", "read"),
        new("I05", $"{Partitioned}; create table app.breach_1 partition of app.breach for values from (0) to (9)", "seed"),
        new("I06", "alter table app.audit drop constraint audit_pk; alter table app.audit alter column tenant_id drop not null"),
        new("I06", "alter table app.runs add column other uuid; create table public.breach (tenant_id uuid)"),
        new("I07", "drop policy tenant_isolation on app.findings", "seed"),
        new("I07", "alter policy tenant_isolation on app.findings to secureobs_api"),
        new("I08", "create policy breach on app.findings for select using (true)", "read"),
        new("I08", "create policy breach on app.runs to secureobs_door_person using (true)"),
        new("I08", "create policy breach on app.findings as restrictive using (true)"),
        new("I08", $"{Unpoliced}; create policy tenant_isolation on app.findings using (tenant_id = app.current_tenant()) with check (true)", "insert"),
        new("I08", $"{Unpoliced}; create policy tenant_isolation on app.findings using (tenant_id = app.current_tenant() or current_setting('app.tenant_id', true) = '')", "no-tenant"),
        new("I08", $"{Unpoliced}; create policy tenant_isolation on app.findings using (tenant_id = (select app.current_tenant())) with check (tenant_id = (select app.current_tenant()))"),
        new("I08", "alter policy door_person on app.memberships to public", "read"),
        new("I08", "drop policy door_person on app.tenants; create policy door_person on app.tenants to secureobs_door_person using (true) with check (true)"),
        new("I08", "alter policy door_api_key on app.api_keys using (secret_hash is not null)"),
        new("I08", "drop policy door_person on app.memberships"),
        new("I08", "alter policy door_sealer on app.audit to public", "read"),
        new("I08", "alter policy door_invitation on app.invitations to secureobs_api", "read"),
        new("I08", "alter policy door_search on app.search_texts to public", "read"),
        new("I09", "alter table app.findings add constraint breach_uq unique (id); alter table app.scope_findings drop constraint scope_findings_finding_fk, add constraint breach foreign key (finding_id) references app.findings (id)", "foreign-key"),
        new("I10", "alter table app.scanners add column breach uuid constraint breach references app.tenants (id)"),
        new("I10", "alter table work.people add column breach uuid constraint breach references app.tenants (id)"),
        new("I11", "create unique index breach on app.findings (fingerprint)", "unique"),
        new("I11", "alter table app.api_keys add constraint breach unique (public_part)", "unique"),
        new("I12", "create view app.breach as select * from app.findings; grant select on app.breach to secureobs_api", "view"),
        new("I13", "create materialized view app.breach as select * from app.findings; grant select on app.breach to secureobs_api", "view"),
        new("I14", "create function app.breach() returns setof app.findings language sql security definer as 'select * from app.findings'; grant execute on function app.breach() to secureobs_api", "function"),
        new("I14", "alter function app.authenticate_api_key(bytea, timestamptz) reset search_path"),
        new("I14", "alter function app.tenants_of_person(uuid) set search_path = app"),
        new("I14", "alter function app.authenticate_api_key(bytea, timestamptz) owner to postgres"),
        new("I14", "alter function app.people_of_tenant() owner to secureobs_door_api_key"),
        new("I14", "alter function app.tenants_of_person(uuid) security invoker"),
        new("I14", "grant execute on function work.recognise_person(uuid, uuid, uuid, text, text, timestamptz) to secureobs_door_api_key"),
        new("I14", "alter function app.find_invitation(bytea, timestamptz) owner to secureobs_owner"),
        new("I14", "alter function work.take_lease(text, uuid, integer) reset all"),
        new("I14", "alter function app.texts_with(text) reset all"),
        new("I14", "grant execute on function work.tenants_to_seal(bigint, bigint) to public"),
        new("I15", "grant truncate on app.findings to secureobs_api", "truncate"),
        new("I15", "grant references (id) on app.projects to secureobs_api"),
        new("I15", "grant trigger on app.projects to secureobs_api"),
        new("I16", "grant update on app.audit to secureobs_api", "append-only"),
        new("I16", "grant update (action) on app.audit to secureobs_api", "append-only"),
        new("I16", "grant delete on app.audit to secureobs_api", "append-only"),
        new("I17", $"{Partitioned}; create table app.breach_1 partition of app.breach for values from (0) to (9); grant select on app.breach_1 to secureobs_api", "partition"),
        new("I18", "grant create on schema app to secureobs_api", "create"),
        new("I18", "create schema breach; grant all on schema breach to public"),
        new("I19", "do $$ begin execute format('grant create on database %I to secureobs_api', current_database()); end $$", "create"),
        new("I19", "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$", "temporary"),
        new("I20", "create or replace function app.current_tenant() returns uuid language sql immutable as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$", "prepared"),
        new("I21", "create function app.breach(text) returns boolean language plpgsql leakproof as 'begin return true; end'"),
        new("I22", "grant select on app.findings to public"),
        new("I22", "grant select on work.people to public", "work"),
        new("I22", "grant select (name) on work.people to public", "work"),
        new("I23", "create sequence app.breach; grant usage on sequence app.breach to secureobs_api", "sequence"),
        new("I24", "create function app.breach() returns trigger language plpgsql as 'begin return new; end'; create trigger breach before insert on app.audit for each row execute function app.breach()"),
        new("I25", "grant execute on function lo_create(oid) to public", "large-object"),
        new("I25", "grant execute on function lo_get(oid) to secureobs_api", "large-object"),
        new("I26", "create publication breach for table app.findings"),
        new("I26", "create publication breach for all tables"),
        new("I27", "create rule breach as on insert to app.audit do also nothing"),
        new("I28", "do $$ begin execute format('alter role secureobs_api in database %I set app.tenant_id = ''11111111-1111-1111-1111-111111111111''', current_database()); end $$", "start"),
        new("I28", "do $$ begin execute format('alter database %I set row_security = off', current_database()); end $$", "seed"),
        new("I28", "alter role secureobs_api set search_path = public"),
        new("I29", "grant insert on app.scanners to secureobs_api", "catalogue"),
        new("I29", "grant update (hidden) on app.scanners to secureobs_api", "catalogue"),
        new("I29", "grant delete on migrations.applied to secureobs_api"),
        new("I30", "create table app.breach (tenant_id uuid not null)", "seed"),
        new("I31", "alter default privileges in schema app grant select on tables to secureobs_api"),
        new("I31", "alter default privileges for role secureobs_owner grant select on tables to public"),
        new("I33", "insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion) values (99999, 'citus', 10, 11, false, '0')"),
        new("I34", "create function app.breach() returns integer language sql as 'select 1'"),
        new("I34", "grant execute on function app.people_of_tenant() to public"),
        new("I35", "grant select on work.people to secureobs_api", "work"),
        new("I35", "grant update (name) on work.people to secureobs_api", "work"),
        new("I36", "grant delete on app.suppressions to secureobs_api"),
        new("I36", "grant update (tenant_id) on app.findings to secureobs_api"),
        new("I36", "grant update (secret_hash) on app.api_keys to secureobs_api"),
        new("I36", "revoke insert on app.audit from secureobs_api", "seed"),
        new("I37", "grant update (revoked_at) on app.api_keys to secureobs_door_api_key"),
        new("I36", "grant insert (xid, epoch) on app.audit to secureobs_api"),
        new("I37", "grant select (data) on app.audit to secureobs_door_sealer"),
        new("I37", "grant select (secret_hash) on app.api_keys to secureobs_door_invitation"),
        new("I37", "grant delete on work.leases to secureobs_door_lease"),
        new("I37", "grant select on app.findings to secureobs_door_person"),
        new("I37", "grant usage on schema work to secureobs_door_api_key"),
        new("I37", "grant select on app.findings to secureobs_door_search"),
        new("I38", "create role breach_1; grant usage on schema app to breach_1; grant select on app.findings to breach_1"),
        new("I39", "grant execute on function app.set_tenant(uuid) to secureobs_door_person"),
        new("I39", "create function app.breach() returns integer language sql as 'select 1'; revoke all on function app.breach() from public; grant execute on function app.breach() to secureobs_api"),
        new("I40", "grant execute on function pg_read_file(text) to secureobs_api", "file"),
        new("I40", "grant execute on function pg_ls_dir(text) to public", "file"),
        new("I41", "create function app.breach(text) returns bytea language internal as 'pg_read_binary_file_all'; grant execute on function app.breach(text) to secureobs_api", "function"),
        new("I41", "grant usage on schema extensions to secureobs_api", "function"),
        new("I42", "create foreign data wrapper breach; create server breach foreign data wrapper breach; grant usage on foreign server breach to secureobs_api"),
        new("I43", "create function public.breach() returns event_trigger language plpgsql as 'begin end'; create event trigger breach on ddl_command_end execute function public.breach()"),
        new("I44", "create table app.breach () inherits (app.findings)", "seed"),
        new("I45", "create subscription breach connection 'dbname=elsewhere' publication breach with (connect = false, slot_name = none, enabled = false)"),
        new("I46", "create role breach_1; grant secureobs_owner to breach_1"),
        new("I46", "create role breach_1; grant breach_1 to secureobs_door_person"),
        new("I47", "grant set on parameter session_replication_role to secureobs_api", "setting"),
        new("I49", "create or replace function app.people_of_tenant() returns table (actor_id uuid, person_id uuid, name text, username text) language sql stable security definer set search_path = '' as 'select m.actor_id, p.id, p.name, p.username from app.memberships m join work.people p on p.id = m.person_id'", "function"),
        new("I49", "create or replace function app.tenants_of_person(person uuid) returns table (id uuid, name text, role smallint, delete_after timestamptz) language sql stable security definer set search_path = '' as 'select t.id, t.name, m.role, t.delete_after from app.memberships m join app.tenants t on t.id = m.tenant_id'", "function"),
        new("I49", "create or replace function app.authenticate_api_key(presented_hash bytea, at timestamptz) returns table (tenant_id uuid, api_key_id uuid, project_id uuid, may_export boolean) language sql security definer set search_path = '' as 'select k.tenant_id, k.id, k.project_id, k.may_export from app.api_keys k'", "function"),
        new("I49", "create or replace function app.find_invitation(presented_hash bytea, at timestamptz) returns table (tenant_id uuid, invitation_id uuid) language sql stable security definer set search_path = '' as 'select i.tenant_id, i.id from app.invitations i'", "function"),
        new("I49", "create or replace function app.erase_tenant_part(most integer) returns bigint language sql security definer set search_path = '' as 'select count(*) from app.findings'"),
        new("I49", "create or replace function app.texts_with(words text) returns table (tenant_id uuid, kind smallint, text text, hash bigint) language sql stable security definer set search_path = '' as 'select s.tenant_id, s.kind, s.text, null::bigint from app.search_texts s'", "function"),
        new("I49", "create or replace function app.set_tenant(tenant uuid) returns void language plpgsql as $$ begin execute 'set local app.tenant_id = ' || quote_literal(tenant::text); end $$", "context"),
        new("I49", "create or replace function app.current_tenant() returns uuid language sql stable as $$ select current_setting('app.tenant_id', true)::uuid $$", "no-tenant"),
        new("I48", "create type app.breach as enum ('a')"),
    ];

    private const string Unpoliced = "drop policy tenant_isolation on app.findings";

    private const string Partitioned = """
        create table app.breach (tenant_id uuid not null, n integer not null, constraint breach_pk primary key (tenant_id, n)) partition by range (n);
        alter table app.breach enable row level security; alter table app.breach force row level security; alter table app.breach owner to secureobs_owner;
        create policy tenant_isolation on app.breach using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
        """;
}
