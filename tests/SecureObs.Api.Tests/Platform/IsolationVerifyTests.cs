using Npgsql;
using SecureObs.Admin.Isolation;
using SecureObs.Api.Tests.Conventions;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Platform;

/// <summary><c>secureobs-admin isolation verify</c>: it holds on what we ship, and finds what is broken.</summary>
public sealed class IsolationVerifyTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_gets_through_and_every_attack_was_made()
    {
        var report = await VerifyAsync(api.DatabaseName);

        Assert.Equal("", Broken(report.Checks));
        Assert.Equal(Attack.All.Select(attack => attack.Name), report.Checks.Select(check => check.Name).Intersect(Attack.All.Select(attack => attack.Name)).OrderBy(name => Attack.All.Single(attack => attack.Name == name).Code, StringComparer.Ordinal));
        Assert.Equal(IsolationLints.Rules.Count + 1, report.Rules);
        Assert.Equal((DatabaseSetup.ApiRole, "postgres"), (report.AttackedAs, report.AskedAs));
    }

    /// <summary>A new tenant table without a seed fails here with the file to add.</summary>
    [Fact]
    public async Task Every_tenant_table_is_attacked()
    {
        var tables = await api.Database.ScalarAsync<string[]>(api.DatabaseName,
            "select array_agg('app.\"' || tablename || '\"' order by tablename) from pg_tables where schemaname = 'app' and tablename <> 'scanners'");

        var checks = (await VerifyAsync(api.DatabaseName)).Checks;

        foreach (var attack in new[] { Attack.Seed, Attack.Read, Attack.NoTenant, Attack.Insert, Attack.Update, Attack.Delete, Attack.Upsert, Attack.Copy, Attack.Prepared, Attack.Truncate, Attack.Trace })
            Assert.Equal(tables, checks.Where(check => check.Name == attack.Name).Select(check => check.On).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(checks, check => check.Observed.StartsWith("no seed", StringComparison.Ordinal));
    }

    /// <summary>Each hole is made, attacked as the runtime role and rolled back in one transaction.</summary>
    [Fact]
    public async Task What_opens_a_hole_is_found_by_the_attack_that_it_is_for()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(api.Database.AsSuperuser(await api.Database.CloneAsync())) { IncludeErrorDetail = true }.ConnectionString);
        await connection.OpenAsync(Ct);
        var missed = new List<string>();
        foreach (var breakage in Breakages.All.Where(breakage => breakage.Attack is not null && !breakage.NeedsNewSession))
        {
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await ExecuteAsync(connection, breakage.Sql);
            await ExecuteAsync(connection, $"set local session authorization {DatabaseSetup.ApiRole}");

            var checks = (await IsolationAttack.InsideAsync(connection, breakage.Concerns, Ct)).Checks;

            if (!checks.Any(check => check.Verdict is Verdict.Broken && check.Name == breakage.Attack))
                missed.Add($"{breakage.Code} {breakage.Attack}: {breakage.Sql}\n{Broken(checks.Where(check => check.Name is not "set-session"))}");
        }

        Assert.Equal("", string.Join('\n', missed));
    }

    [Fact]
    public async Task What_only_a_new_session_shows_is_found_too()
    {
        foreach (var breakage in Breakages.All.Where(breakage => breakage.NeedsNewSession))
        {
            var name = await api.Database.CloneAsync();
            await api.Database.ExecuteAsync(name, breakage.Sql);

            var report = await VerifyAsync(name);

            Assert.Contains(report.Checks, check => check.Verdict is Verdict.Broken && check.Code == breakage.Code);
            Assert.Contains(report.Checks, check => check.Verdict is Verdict.Broken && check.Name == breakage.Attack);
        }
    }

    [Fact]
    public async Task A_table_without_a_seed_breaks_by_name()
    {
        var name = await api.Database.CloneAsync();
        await api.Database.ExecuteAsync(name, "create table app.notes (tenant_id uuid not null primary key)");

        var report = await VerifyAsync(name);

        Assert.Contains("no seed: add db/probe/seeds/NNN_notes.sql", Broken(report.Checks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_the_runtime_role_does_not_attack()
    {
        var superuser = api.Database.AsSuperuser(api.DatabaseName);

        var refusal = await Assert.ThrowsAsync<CannotVerifyException>(() => IsolationVerification.RunAsync(superuser, superuser, Ct));

        Assert.Contains("Nothing was attacked: connected as postgres", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_databases_are_not_taken_for_one()
    {
        var other = api.Database.AsApi(await api.Database.CloneAsync());

        await Assert.ThrowsAsync<CannotVerifyException>(() => IsolationVerification.RunAsync(api.Database.AsSuperuser(api.DatabaseName), other, Ct));
    }

    /// <summary>The report is made for people who were not there.</summary>
    [Fact]
    public async Task The_report_tells_where_when_and_what()
    {
        var report = await VerifyAsync(api.DatabaseName);
        var text = report.ToText();

        foreach (var part in new[] { $"database   {api.DatabaseName}\n", "server     PostgreSQL ", $"time       {report.At:yyyy-MM-dd}", "tool       secureobs-admin ", $"rules      {report.Rules} asked as postgres", $"attempts   {report.Attempts} as secureobs_api" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Contains("\"verdict\": \"Ok\"", report.ToJson(), StringComparison.Ordinal);
    }

    private Task<IsolationReport> VerifyAsync(string database) =>
        IsolationVerification.RunAsync(api.Database.AsSuperuser(database), api.Database.AsApi(database), Ct);

    /// <summary>All but the server's version, which is not ours to choose where tests run.</summary>
    private static string Broken(IEnumerable<Check> checks) => string.Join('\n', checks
        .Where(check => check.Verdict is Verdict.Broken && check.Code != "I32")
        .Select(check => $"{check.Code} {check.Name} {check.On}: {check.Tried}: expected {check.Expected}, observed {check.Observed}"));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
