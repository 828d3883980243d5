using System.Globalization;
using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>The schema keeps every rule of db/lints; each rule, once broken, is named; and one broken rule stops the start of the API.</summary>
public sealed class DatabaseLintTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_schema_keeps_every_rule() => Assert.Equal("", await ViolationsAsync());

    /// <summary>I32 is the version of the server: <see cref="ServerFloor"/>, with tests of its own.</summary>
    [Fact]
    public void Every_invariant_has_a_rule() => Assert.Equal(
        Enumerable.Range(1, 33).Except([32]).Select(number => string.Create(CultureInfo.InvariantCulture, $"I{number:00}")),
        IsolationLints.Rules.Select(rule => rule.Code).Distinct().TakeWhile(code => string.CompareOrdinal(code, "I33") <= 0));

    [Fact]
    public void Every_file_of_lints_is_a_rule() => Assert.Equal(
        Directory.GetFiles(Repository.Path("db/lints"), "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal),
        IsolationLints.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal));

    /// <summary>Each breakage is made, asked about and rolled back in one transaction: even a role of the server is whole again.</summary>
    [Fact]
    public async Task Whatever_is_broken_is_named()
    {
        var named = new HashSet<IsolationRule>();
        await using var connection = new NpgsqlConnection(api.Database.AsSuperuser(await api.Database.CloneAsync()));
        await connection.OpenAsync(Ct);
        foreach (var breakage in Breakages.All)
        {
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await using var command = new NpgsqlCommand(breakage.Sql, connection);
            await command.ExecuteNonQueryAsync(Ct);

            var violations = await IsolationLints.FindViolationsAsync(connection, Ct);

            Assert.True(violations.Any(violation => violation.Rule.Code == breakage.Code),
                $"{breakage.Code} is not named for: {breakage.Sql}\n{string.Join('\n', violations)}");
            named.UnionWith(violations.Select(violation => violation.Rule));
        }

        Assert.Empty(IsolationLints.Rules.Except(named).Select(rule => rule.Name));
    }

    [Fact]
    public async Task A_database_that_breaks_a_rule_is_refused_at_start()
    {
        var name = await api.Database.CloneAsync();
        await api.Database.ExecuteAsync(name, "drop policy tenant_isolation on app.findings; alter table app.audit no force row level security");
        await using var app = api.Build(api.Database.AsApi(name));

        var refusal = await Assert.ThrowsAsync<UnsafeDatabaseException>(() => app.StartAsync(Ct));

        Assert.Contains("I07 every_tenant_table_has_its_policy: app.findings", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("I05 tenant_tables_force_rls: app.audit", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A new table or door is on the lists of db/approved.sql, or stands here with what to write there.</summary>
    private async Task<string> ViolationsAsync()
    {
        await using var connection = new NpgsqlConnection(api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync(Ct);
        return string.Join('\n', await IsolationLints.FindViolationsAsync(connection, Ct));
    }
}
