using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Platform;

public sealed class StartupGuardTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<string> RefusalAsync(string connectionString, string environment = "Testing")
    {
        await using var app = api.Build(connectionString, environment);
        return (await Assert.ThrowsAsync<UnsafeDatabaseException>(() => app.StartAsync(Ct))).Message;
    }

    [Fact]
    public async Task A_superuser_connection_is_refused() =>
        Assert.Contains("connected as 'postgres'", await RefusalAsync(api.Database.AsSuperuser(api.DatabaseName)), StringComparison.Ordinal);

    [Theory]
    [InlineData("secureobs_owner", "")]
    [InlineData("login_with_bypassrls", "bypassrls")]
    [InlineData("login_of_another_name", "")]
    public async Task A_connection_as_another_role_is_refused(string role, string attributes)
    {
        await api.Database.ExecuteAsync("postgres", $"""
            do $$ begin
                perform pg_advisory_xact_lock({DatabaseSetup.RolesLock});
                if to_regrole('{role}') is null then create role {role}; end if;
                alter role {role} login password 'x' {attributes};
            end $$
            """);
        try
        {
            await api.Database.ExecuteAsync(api.DatabaseName, $"do $$ begin execute format('grant connect on database %I to {role}', current_database()); end $$");
            Assert.Contains($"connected as '{role}'", await RefusalAsync(api.Database.Cluster.ConnectionString(api.DatabaseName, role, "x")), StringComparison.Ordinal);
        }
        finally
        {
            await api.Database.ExecuteAsync("postgres", $"select pg_advisory_xact_lock({DatabaseSetup.RolesLock}); alter role {role} nologin nobypassrls");
        }
    }

    [Fact]
    public async Task A_database_without_migrations_is_refused()
    {
        const string empty = "without_migrations";
        await DatabaseSetup.CreateAsync(api.Database.Cluster.SuperuserConnectionString(), empty, TestDatabase.Passwords, Ct);

        Assert.Contains("migration 0001_tenancy.sql is not applied", await RefusalAsync(api.Database.AsApi(empty)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(140_000, "too old")]
    [InlineData(150_018, "below the security floor")]
    [InlineData(150_019, null)]
    [InlineData(180_004, "below the security floor")]
    [InlineData(180_005, null)]
    [InlineData(190_000, null)]
    public void A_server_below_the_floor_of_its_line_is_named(int version, string? expected)
    {
        var warning = ServerFloor.Warning(version);

        if (expected is null)
            Assert.Null(warning);
        else
            Assert.Contains(expected, warning, StringComparison.Ordinal);
    }

    /// <summary>Production refuses what Development warns of; which of the two this server gets depends on its version.</summary>
    [Fact]
    public async Task Production_starts_only_on_a_server_above_the_floor()
    {
        await using var app = api.Build(api.Database.AsApi(api.DatabaseName), "Production");
        if (ServerFloor.Warning(api.Database.Cluster.ServerVersion) is { } warning)
            Assert.Contains(warning, (await Assert.ThrowsAsync<UnsafeDatabaseException>(() => app.StartAsync(Ct))).Message, StringComparison.Ordinal);
        else
            await app.StartAsync(Ct);
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        var name = await api.Database.CloneAsync();
        await api.Database.ExecuteAsync(name, "update migrations.applied set checksum = '\\x00' where name = '0003_api_keys.sql'");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator.MigrateAsync(api.Database.AsMigrator(name), Ct));

        Assert.Contains("0003_api_keys.sql", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Which objects a newer schema should have, its own version knows. One that adds nothing is served.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("create table app.teams (tenant_id uuid not null primary key)", "the schema is newer than this version, which does not know 9999_teams.sql")]
    public async Task On_a_newer_schema_it_says_so(string sql, string? refusal)
    {
        var name = await api.Database.CloneAsync();
        await api.Database.ExecuteAsync(name, $"insert into migrations.applied (name, checksum) values ('9999_teams.sql', '\\x00'); {sql}");
        await using var app = api.Build(api.Database.AsApi(name));
        if (refusal is null)
            await app.StartAsync(Ct);
        else
            Assert.Contains(refusal, (await Assert.ThrowsAsync<UnsafeDatabaseException>(() => app.StartAsync(Ct))).Message, StringComparison.Ordinal);
    }
}
