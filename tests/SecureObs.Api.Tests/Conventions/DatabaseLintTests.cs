using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>The schema keeps every rule of db/lints; and each rule, once broken, stops the start of the API.</summary>
public sealed class DatabaseLintTests(TestApi api)
{
    /// <summary>What breaks a rule, as the superuser. Every rule of db/lints stands here, or the test below fails.</summary>
    private static readonly (string Rule, string Breakage)[] Breakages =
    [
        ("runtime_role_is_restricted", "create role breach_1 bypassrls; grant breach_1 to secureobs_api"),
        ("runtime_role_is_member_of_nothing", "create role breach_2; grant breach_2 to secureobs_api"),
        ("owner_and_doors_are_restricted", "create role secureobs_door_breach bypassrls"),
        ("relations_belong_to_the_owner", "create table app.breach (tenant_id uuid not null primary key)"),
        ("tenant_tables_force_rls", "alter table app.findings no force row level security"),
        ("tenant_tables_force_rls", "alter table app.findings disable row level security"),
        ("tenant_column_is_uuid_not_null", "alter table app.audit drop constraint audit_pk; alter table app.audit alter column tenant_id drop not null"),
        ("tenant_columns_live_in_app", "create table public.breach (tenant_id uuid)"),
        ("every_tenant_table_has_its_policy", "drop policy tenant_isolation on app.findings"),
        ("policies_are_canonical", "create policy breach on app.findings for select using (true)"),
        ("policies_are_canonical", "drop policy tenant_isolation on app.findings; create policy tenant_isolation on app.findings using (tenant_id = app.current_tenant()) with check (true)"),
        ("policies_are_canonical", "drop policy tenant_isolation on app.findings; create policy tenant_isolation on app.findings using (tenant_id = app.current_tenant() or current_setting('app.tenant_id', true) = '')"),
        ("tenant_foreign_keys_are_composite", "alter table app.findings add constraint breach_uq unique (id); alter table app.finding_presence add constraint breach foreign key (finding_id) references app.findings (id)"),
        ("unique_indexes_start_with_the_tenant", "create unique index breach on app.findings (fingerprint)"),
        ("views_are_security_invoker", "create view app.breach as select * from app.findings"),
        ("no_relation_without_row_security", "create materialized view app.breach as select * from app.findings"),
        ("no_relation_without_row_security", "create sequence app.breach"),
        ("no_relation_without_row_security", "create rule breach as on insert to app.audit do also nothing"),
        ("no_relation_without_row_security", "create type app.breach as enum ('a')"),
        ("no_relation_without_row_security", "create function app.breach() returns trigger language plpgsql as 'begin return new; end'; create trigger breach before insert on app.audit for each row execute function app.breach()"),
        ("doors_are_on_the_list", "create function app.breach() returns integer language sql security definer as 'select 1'"),
        ("doors_are_on_the_list", "alter function app.authenticate_api_key(bytea, timestamptz) reset search_path"),
        ("doors_are_on_the_list", "alter function app.authenticate_api_key(bytea, timestamptz) owner to postgres"),
        ("doors_are_on_the_list", "alter function app.find_invitation(bytea, timestamptz) owner to secureobs_owner"),
        ("tenant_functions_are_stable", "create or replace function app.current_tenant() returns uuid language sql immutable as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$"),
        ("runtime_role_holds_no_structural_right", "grant truncate on app.findings to secureobs_api"),
        ("audit_is_append_only", "grant update on app.audit to secureobs_api"),
        ("audit_is_append_only", "grant delete on app.audit to secureobs_api"),
        ("tables_without_tenant_are_read_only", "grant insert on app.scanners to secureobs_api"),
        ("tables_without_tenant_are_read_only", "grant select on work.people to secureobs_api"),
        ("public_holds_nothing", "grant select on app.findings to public"),
        ("public_holds_nothing", "create function app.breach() returns integer language sql as 'select 1'"),
        ("public_holds_nothing", "alter default privileges in schema app grant select on tables to secureobs_api"),
        ("runtime_role_creates_nothing", "grant create on schema app to secureobs_api"),
        ("runtime_role_creates_nothing", "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$"),
        ("runtime_role_creates_nothing", "grant execute on function lo_create(oid) to public"),
        ("settings_do_not_preset_a_tenant", "do $$ begin execute format('alter role secureobs_api in database %I set app.tenant_id = ''11111111-1111-1111-1111-111111111111''', current_database()); end $$"),
        ("publications_export_no_tenant", "create publication breach for table app.findings"),
    ];

    /// <summary>Roles belong to the whole server: they go before the next breakage.</summary>
    private const string Mend = """
        do $$ begin
            execute (select coalesce(string_agg(format('drop owned by %I; drop role %I;', rolname, rolname), ' '), 'select 1')
                     from pg_roles where rolname in ('breach_1', 'breach_2', 'secureobs_door_breach'));
        end $$
        """;

    [Fact]
    public async Task The_schema_keeps_every_rule()
    {
        await using var connection = new NpgsqlConnection(api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await IsolationLints.FindViolationsAsync(connection, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_rule_has_a_breakage() => Assert.Equal(
        Directory.GetFiles(Repository.Path("db/lints"), "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal),
        Breakages.Select(breakage => breakage.Rule).Distinct().Order(StringComparer.Ordinal));

    /// <summary>On a server of its own: a broken role is seen from every database.</summary>
    [Fact]
    public async Task A_database_that_breaks_a_rule_is_refused_at_start()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        foreach (var (rule, breakage) in Breakages)
        {
            var name = await database.CloneAsync();
            await database.ExecuteAsync(name, breakage);
            try
            {
                await using var app = api.Build(database.AsApi(name));
                var refusal = await Assert.ThrowsAsync<UnsafeDatabaseException>(() => app.StartAsync(TestContext.Current.CancellationToken));
                Assert.Contains(rule + ":", refusal.Message, StringComparison.Ordinal);
            }
            finally
            {
                await database.ExecuteAsync("postgres", Mend);
            }
        }
    }
}
