using SecureObs.Admin.Isolation;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary><c>secureobs-admin isolation verify</c> leaves nothing. It runs alone: roles are the whole server's, and other tests make some.</summary>
[Collection(nameof(Alone))]
public sealed class IsolationTraceTests(TestApi api)
{
    [Fact]
    public async Task Nothing_is_left_in_the_database()
    {
        var name = await api.Database.CloneAsync();
        var before = await DumpAsync(name);

        await IsolationVerification.RunAsync(api.Database.AsSuperuser(name), api.Database.AsApi(name), TestContext.Current.CancellationToken);

        Assert.Equal(before, await DumpAsync(name));
        Assert.Contains("app.scanners", before, StringComparison.Ordinal);
    }

    /// <summary>Every row of every table of ours, and how many rows, settings and roles there are.</summary>
    private async Task<string> DumpAsync(string database)
    {
        var tables = await api.Database.ScalarAsync<string[]>(database,
            "select array_agg(schemaname || '.' || tablename order by schemaname, tablename) from pg_tables where schemaname in ('app', 'work', 'migrations')");
        var dump = new List<string>();
        foreach (var table in tables)
            dump.Add(await api.Database.ScalarAsync<string>(database, $"select '{table} ' || count(*) || ' ' || coalesce(string_agg(t::text, E'\\n' order by t::text), '') from {table} t"));
        dump.Add(await api.Database.ScalarAsync<string>(database, "select format('roles %s, settings %s, classes %s, functions %s, policies %s', (select count(*) from pg_roles), (select count(*) from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database())), (select count(*) from pg_class), (select count(*) from pg_proc), (select count(*) from pg_policy))"));
        return string.Join('\n', dump);
    }
}
