using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SecureObs.Bench.Speed.Reading;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Bench.Speed.Tenants;

/// <summary>
/// What is asked across tenants, over a hundredth of the tenants and over all: who comes in, and who has something that is due. What grows with
/// their number shows as a last column that is far from 1. Also what a tenant takes before it has a single finding.
/// </summary>
internal static class TenantsTrial
{
    private const string Database = "secureobs";
    private static readonly RolePasswords Passwords = new("migrator-of-trial", "api-of-trial");

    /// <summary>
    /// Of each: a member, ten projects and keys, a channel with ten messages that arrived, a hundred entries of the trail that are sealed. Of one in a hundred: ten
    /// entries that are not sealed, and a message that is due.
    /// </summary>
    private const string Seed = """
        insert into app.tenants (id, name, created_at) select gen_random_uuid(), 'Tenant ' || n, now() from generate_series(1, :count) n;
        insert into work.people (id, directory_id, object_id, name, username, created_at, seen_at)
            select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'Person', 'person', now(), now() from app.tenants;
        insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
            select t.id, p.id, gen_random_uuid(), 3, now()
            from (select id, row_number() over (order by id) as n from app.tenants) t join (select id, row_number() over (order by id) as n from work.people) p using (n);
        insert into app.projects (tenant_id, id, name, gate_policy, created_at) select t.id, gen_random_uuid(), 'project ' || n, 2, now() from app.tenants t, generate_series(1, 10) n;
        insert into app.api_keys (tenant_id, id, name, public_part, secret_hash, created_by, created_at)
            select t.id, gen_random_uuid(), 'key ' || n, substring(md5(t.id::text || n) for 8), sha256((t.id::text || n)::bytea), gen_random_uuid(), now() from app.tenants t, generate_series(1, 10) n;
        insert into app.retentions (tenant_id, due_at) select id, now() + interval '1 day' from app.tenants;
        insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            select t.id, gen_random_uuid(), now(), 1, gen_random_uuid(), 'finding.viewed', gen_random_uuid(), '{}' from app.tenants t, generate_series(1, 100) n;
        insert into app.notification_channels (tenant_id, id, kind, name, place, events, created_by, created_at, next_at, remind_at)
            select t.id, gen_random_uuid(), 1, 'channel', 'hooks.example', 1, gen_random_uuid(), now(), now(), now() + interval '1 day' from app.tenants t;
        insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at)
            select c.tenant_id, gen_random_uuid(), c.id, 1, '{}', repeat('x', 1000), 2, now(), now() from app.notification_channels c, generate_series(1, 10) n;
        insert into work.seal_progress (epoch, sealed_to, complete)
            select app.audit_epoch(), pg_current_xact_id()::text::bigint + 1, false;
        """;

    private const string Due = """
        insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at, next_at)
            select c.tenant_id, gen_random_uuid(), c.id, 1, '{}', 'x', 1, now(), now(), now() from (select tenant_id, id from app.notification_channels order by tenant_id limit :count / 100) c;
        insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            select t.id, gen_random_uuid(), now(), 1, gen_random_uuid(), 'finding.viewed', gen_random_uuid(), '{}' from (select id from app.tenants order by id limit :count / 100) t, generate_series(1, 10) n;
        """;

    private static readonly (string Name, string Sql)[] Asked =
    [
        ("a key comes in", "select * from app.authenticate_api_key(:key, now())"),
        ("a person comes in", "select * from app.tenants_of_person(:person)"),
        ("who has entries to seal: 1 in 100", "select count(*) from work.tenants_to_seal(app.audit_epoch(), 9223372036854775807)"),
        ("who has a suppression that ends", "select count(*) from work.tenants_to_wake(now())"),
        ("who is to be erased", "select count(*) from work.tenants_to_erase(now())"),
        ("whose retention is due: nobody", "select count(*) from work.tenants_to_tidy(now())"),
        ("whose retention is due: everybody", "select count(*) from work.tenants_to_tidy(now() + interval '2 days')"),
        ("who has a message to send: 1 in 100", "select count(*) from work.tenants_to_notify(now())"),
        ("whom to remind: nobody", "select count(*) from work.tenants_to_remind(now())"),
        ("whom to remind: everybody", "select count(*) from work.tenants_to_remind(now() + interval '25 hours')"),
        ("who has an archive to write", "select count(*) from work.tenants_to_archive(now())"),
    ];

    public static async Task<int> RunAsync(int tenants)
    {
        var columns = new List<Dictionary<string, double>>();
        foreach (var count in new[] { tenants / 100, tenants })
            columns.Add(await MeasureAsync(count));
        Console.WriteLine($"{"tenants",-44}{tenants / 100,12:N0}{tenants,12:N0}{"last/first",12}");
        foreach (var name in columns[0].Keys)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44}{columns[0][name],12:N2}{columns[1][name],12:N2}{columns[1][name] / columns[0][name],12:N2}"));
        return 0;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(int count)
    {
        await using var cluster = await PostgresCluster.StartMeasuredAsync(default);
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), Database, Passwords, default);
        await Migrator.MigrateAsync(cluster.ConnectionString(Database, DatabaseSetup.MigratorRole, Passwords.Migrator.Reveal()), default);
        await using var server = NpgsqlDataSource.Create(cluster.SuperuserConnectionString(Database));
        var empty = await SizeAsync(server);
        var number = ("count", count.ToString(CultureInfo.InvariantCulture));
        await ExecuteAsync(server, With(Seed, number));
        await ExecuteAsync(server, "vacuum analyze");
        var results = new Dictionary<string, double> { ["KB of a tenant without findings"] = (await SizeAsync(server) - empty) / 1024.0 / count };
        await ExecuteAsync(server, With(Due, number));
        var (key, person) = (await ScalarAsync<byte[]>(server, "select secret_hash from app.api_keys order by id limit 1"), await ScalarAsync<Guid>(server, "select person_id from app.memberships order by person_id limit 1"));
        await using var api = NpgsqlDataSource.Create(cluster.ConnectionString(Database, DatabaseSetup.ApiRole, Passwords.Api.Reveal()));
        await using var connection = await api.OpenConnectionAsync();
        foreach (var (name, sql) in Asked)
            results[$"{name}, ms"] = await HalfAsync(connection, With(sql, ("key", $"'\\x{Convert.ToHexStringLower(key)}'"), ("person", $"'{person}'")));
        return results;
    }

    private static string With(string sql, params (string Name, string Value)[] values) =>
        values.Aggregate(sql, (text, value) => text.Replace($":{value.Name}", value.Value, StringComparison.Ordinal));

    private static async Task<double> HalfAsync(NpgsqlConnection connection, string sql)
    {
        var times = new List<double>();
        for (var round = 0; round < 11; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteScalarAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return new Quantiles(times).Half;
    }

    private static Task<long> SizeAsync(NpgsqlDataSource server) => ScalarAsync<long>(server, "select pg_database_size(current_database())");

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource server, string sql)
    {
        await using var connection = await server.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
