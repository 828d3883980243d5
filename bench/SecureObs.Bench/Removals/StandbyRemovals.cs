namespace SecureObs.Bench.Removals;

/// <summary>What keeps reads of a standby from being too old, of somebody else, or of another installation; and what an upgrade says of itself.</summary>
internal static class StandbyRemovals
{
    private const string Standby = "SecureObs.Api/Platform/Tenancy/Standby.cs";
    private const string Reads = "SecureObs.Api/Platform/Tenancy/TenantDb.cs";

    public static Removal[] All { get; } =
    [
        new("no endpoint reads a standby that does not say so", Reads, "context.Has<StandbyReads>() && ", "", "StandbyTests"),
        new("a standby that is too late is left", Standby, "age <= most", "age < TimeSpan.MaxValue", "StandbyTests"),
        new("what fails on a standby is done on the primary", Reads, "catch (NpgsqlException exception)", "catch (NpgsqlException exception) when (exception.Message.Length == 0)", "StandbyTests"),
        new("what a standby does not know is asked of the primary", Reads, "if (!IsNothing(read))", "if (!IsNothing(read) || source is not null)", "StandbyTests"),
        new("a standby is asked what the primary is asked", Standby, "await StartupGuard.RefuseUnsafeAsync(standby, environment, logger, ct);", "", "StandbyTests"),
        new("another installation is no standby", Standby, "!= await ScalarAsync<string>(standby, cluster, ct)", "== \"\"", "StandbyTests"),
        new("a newer schema is told from an unsafe one", "SecureObs.Api/Platform/Database/StartupGuard.cs", "if (violations.Count > 0 && newer is not null)", "if (violations.Count < 0)", "StartupGuardTests"),
        new("the watch does not judge a newer schema", "SecureObs.Api/Platform/Database/IsolationWatch.cs", "if (violations.Count > 0 && (await", "if (violations.Count < 0 && (await", "ManagementPortTests"),
        new("a migration that gave way closes the entrance", "SecureObs.Database/Migrator.cs", "if (closed)", "if (closed && Patience == default)", "LiveMigrationTests"),
        new("roles are asked for before migrations", "SecureObs.Database/Migrator.cs", "await RefuseMissingRolesAsync(connection, ct);", "", "LiveMigrationTests"),
    ];
}
