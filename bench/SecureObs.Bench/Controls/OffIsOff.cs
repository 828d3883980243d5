using Npgsql;
using SecureObs.Database;

namespace SecureObs.Bench.Controls;

/// <summary>What a lane's database shows of the controls.</summary>
/// <param name="Findings">Of both organisations.</param>
/// <param name="Entries">In the audit trail.</param>
/// <param name="Blocks">Sealed, of either organisation the fewer.</param>
/// <param name="ProtectedTables">Tables with row-level security, forced.</param>
/// <param name="SeenWithoutTenant">Findings that the runtime role reads without naming a tenant.</param>
/// <param name="Violations">Rules of db/lints that are broken.</param>
internal sealed record LaneState(long Findings, long Entries, long Blocks, long ProtectedTables, long SeenWithoutTenant, int Violations)
{
    public static async Task<LaneState> ReadAsync(TrialHost host)
    {
        await using var superuser = NpgsqlDataSource.Create(host.SuperuserConnectionString);
        await using var api = NpgsqlDataSource.Create(host.ApiConnectionString);
        await using var connection = await api.OpenConnectionAsync();
        return new(
            await CountAsync(superuser, "select count(*) from app.findings"),
            await CountAsync(superuser, "select count(*) from app.audit"),
            await CountAsync(superuser, "select min(blocks) from (select (select count(*) from app.audit_blocks b where b.tenant_id = t.id) as blocks from app.tenants t) as each"),
            await CountAsync(superuser, "select count(*) from pg_class where relrowsecurity and relforcerowsecurity"),
            await CountAsync(api, "select count(*) from app.findings"),
            (await IsolationLints.FindViolationsAsync(connection, default)).Count);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>Shows that what was off was off, and what was on was on: else the ratios say nothing.</summary>
internal sealed class OffIsOff
{
    public bool Failed { get; private set; }

    public void Check(string what, long with, long without, bool holds)
    {
        Failed |= !holds;
        Console.WriteLine($"{(holds ? "ok    " : "FAILED")} {what}: {with} with, {without} without");
    }
}
