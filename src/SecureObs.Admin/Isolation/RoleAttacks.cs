namespace SecureObs.Admin.Isolation;

/// <summary>What the runtime role tries to become, to set and to create.</summary>
internal static class RoleAttacks
{
    private static readonly (Attack Attack, string On, string Sql)[] Denied =
    [
        (Attack.Promote, "secureobs_api", "alter role secureobs_api bypassrls"),
        (Attack.Promote, "secureobs_api", "alter role secureobs_api superuser"),
        (Attack.Promote, "secureobs_api", "grant secureobs_owner to secureobs_api"),
        (Attack.Promote, "secureobs_api", "create role isolation_probe"),
        (Attack.Setting, "session", "set local session_replication_role = replica"),
        (Attack.Setting, "session", "set local lo_compat_privileges = on"),
        (Attack.Setting, "session", "set local session_preload_libraries = 'isolation_probe'"),
        (Attack.Create, "app", "create table app.isolation_probe ()"),
        (Attack.Create, "app", "create view app.isolation_probe as select 1"),
        (Attack.Create, "app", "create function app.isolation_probe() returns integer language sql as 'select 1'"),
        (Attack.Create, "work", "create table work.isolation_probe ()"),
        (Attack.Create, "migrations", "create table migrations.isolation_probe ()"),
        (Attack.Create, "database", "create schema isolation_probe"),
        (Attack.Create, "database", "create publication isolation_probe"),
        (Attack.Create, "database", "create foreign data wrapper isolation_probe"),
        (Attack.Temporary, "database", "create temporary table isolation_probe ()"),
        (Attack.Temporary, "database", "create function pg_temp.isolation_probe(text) returns boolean language sql as 'select true'"),
        (Attack.LargeObject, "database", "select lo_create(0)"),
        (Attack.LargeObject, "database", "select lo_from_bytea(0, 'x')"),
        (Attack.LargeObject, "database", "select lo_get(0)"),
        (Attack.LargeObject, "database", "select lo_open(0, 262144)"),
        (Attack.LargeObject, "database", "select lo_unlink(0)"),
        (Attack.File, "server", "select length(pg_read_file('PG_VERSION'))"),
        (Attack.File, "server", "select length(pg_read_binary_file('PG_VERSION'))"),
        (Attack.File, "server", "select count(*) from pg_ls_dir('.')"),
        (Attack.File, "server", "select count(*) from pg_stat_file('PG_VERSION')"),
        (Attack.File, "server", "copy (select 1 where false) to '/dev/null'"),
        (Attack.File, "server", "copy (select 1 where false) to program 'true'"),
        (Attack.File, "server", "copy app.projects from '/dev/null'"),
    ];

    public static async Task RunAsync(Probe probe)
    {
        foreach (var (attack, on, sql) in Denied)
            probe.AddDenied(attack, on, sql, await probe.AsOursAsync(sql));
        var roles = await probe.AskAsync("select quote_ident(rolname) from pg_catalog.pg_roles where rolname <> current_user order by 1", row => row.GetString(0));
        foreach (var role in roles)
        {
            probe.AddDenied(Attack.SetRole, role, "set role", await probe.AsOursAsync($"set local role {role}"));
            probe.AddDenied(Attack.SetSession, role, "set session authorization", await probe.AsOursAsync($"set local session authorization {role}"));
        }
    }
}
