using Npgsql;

namespace SecureObs.Admin.Isolation;

/// <summary>
/// Attacks a live database as the runtime role. Two tenants get a row in every table inside one transaction that is always
/// rolled back; each attempt is undone behind a savepoint of its own.
/// </summary>
internal static class IsolationAttack
{
    /// <summary>No attempt waits long for a lock of the application, nor makes it wait.</summary>
    private const string Limits = "set local lock_timeout = '2s'; set local statement_timeout = '60s'; set local idle_in_transaction_session_timeout = '60s'";

    /// <param name="connection">Opened as the runtime role, with error details, outside of a transaction.</param>
    public static async Task<IReadOnlyList<Check>> RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        Probe probe;
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            probe = await InsideAsync(connection, _ => true, ct);
            await transaction.RollbackAsync(ct);
        }
        await using (var transaction = await connection.BeginTransactionAsync(ct))
            await LookForTracesAsync(probe);
        return probe.Checks;
    }

    /// <summary>Everything but the rollback, in a transaction of the caller.</summary>
    /// <param name="attacked">The tables whose rows are attacked, each by itself; all get rows.</param>
    public static async Task<Probe> InsideAsync(NpgsqlConnection connection, Func<TenantTable, bool> attacked, CancellationToken ct)
    {
        var probe = new Probe(connection, ct);
        foreach (var limit in Limits.Split("; "))
            await probe.RunAsync([limit]);
        var tables = await TenantTable.AllAsync(probe);
        await ContextAttacks.StartAsync(probe, tables);
        var seeded = await SeedAsync(probe, tables);
        foreach (var table in seeded.Where(attacked))
        {
            await RowAttacks.RunAsync(probe, table);
            await CopyAttacks.RunAsync(probe, table);
            await ReferenceAttacks.RunAsync(probe, table);
        }
        await ContextAttacks.RunAsync(probe);
        await ObjectAttacks.RunAsync(probe);
        await RoleAttacks.RunAsync(probe);
        return probe;
    }

    /// <summary>A row of each tenant in every table, in an order in which references hold. What cannot be seeded cannot be attacked, and breaks.</summary>
    private static async Task<List<TenantTable>> SeedAsync(Probe probe, List<TenantTable> tables)
    {
        var seeded = new List<TenantTable>();
        foreach (var table in tables.OrderBy(table => Seeds.Tables.ToList().IndexOf(table.Name)))
        {
            var answers = new List<Answer>();
            foreach (var (tenant, row) in new[] { (probe.Ours, Seeds.OurRow), (probe.Theirs, Seeds.TheirRow) })
                answers.Add(Seeds.Statement(table.Name, tenant, row, row) is { } seed
                    ? await KeepAsync(probe, tenant, seed)
                    : new("missing", "", null, null, 0, []));
            var holds = answers.TrueForAll(answer => answer is { State: null, Rows: 1 });
            probe.Add(Attack.Seed, table.FullName, "a row of each tenant", "1 row, 1 row",
                answers[0].State == "missing" ? $"no seed: add db/probe/seeds/NNN_{table.Name}.sql" : string.Join(", ", answers), holds);
            if (holds)
                seeded.Add(table);
        }
        return seeded;
    }

    private static async Task<Answer> KeepAsync(Probe probe, Guid tenant, string seed)
    {
        await probe.RunAsync(["savepoint seed"]);
        try
        {
            return await probe.RunAsync([.. Probe.As(tenant), seed]);
        }
        catch (PostgresException refusal)
        {
            await probe.RunAsync(["rollback to savepoint seed"]);
            return Answer.Refused(refusal);
        }
    }

    private static async Task LookForTracesAsync(Probe probe)
    {
        foreach (var table in await TenantTable.AllAsync(probe))
        {
            var (ours, theirs) = (await probe.AsOursAsync($"select 1 from {table.FullName}"), await probe.AsTheirsAsync($"select 1 from {table.FullName}"));
            probe.Add(Attack.Trace, table.FullName, "look for rows of the two tenants", "0 rows, 0 rows", $"{ours}, {theirs}", ours.IsDeniedOrEmpty && theirs.IsDeniedOrEmpty);
        }
    }
}
