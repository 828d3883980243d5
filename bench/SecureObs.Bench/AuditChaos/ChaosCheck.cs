using Npgsql;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Bench.AuditChaos;

/// <summary>What must be true afterwards, asked of the database.</summary>
internal static class ChaosCheck
{
    /// <summary>Every fault of the chain, with all its entries.</summary>
    public static async Task<(List<AuditFinding> Faults, AuditSummary Summary)> VerifyAsync(
        TenantTransactions transactions, Guid tenant, PublicKeys keys, IEnumerable<Checkpoint> checkpoints)
    {
        var faults = new List<AuditFinding>();
        var verifier = new AuditVerifier(tenant, keys, checkpoints, complete: true, faults.Add);
        var sealedTo = new Dictionary<long, long>();
        for (var no = 1L; ; no += 50)
        {
            var blocks = await transactions.RunAsync(tenant, tx => Chain.BlocksAsync(tx, no, 50, default), default);
            foreach (var block in blocks)
            {
                verifier.Block(block);
                sealedTo[block.Epoch] = block.XidTo;
                foreach (var row in await transactions.RunAsync(tenant, tx => Chain.EntriesAsync(tx, block.Epoch, block.XidFrom, block.XidTo, int.MaxValue, default), default))
                    verifier.Entry(new(row.Id, row.EntryOrNull(tenant), new XidPlace(row.Epoch, row.Xid)));
            }
            if (blocks is [])
                break;
        }
        foreach (var (epoch, from) in sealedTo)
            foreach (var row in await transactions.RunAsync(tenant, tx => Chain.EntriesAsync(tx, epoch, from, long.MaxValue, int.MaxValue, default), default))
                verifier.Unsealed(new(row.Id, row.EntryOrNull(tenant)), DateTimeOffset.UtcNow);
        return (faults, verifier.End());
    }

    /// <summary>Changes without an entry, entries without their change, and what was acknowledged but is not there.</summary>
    public static async Task<List<string>> CompareAsync(string superuser, Acknowledged acknowledged)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        var problems = new List<string>();
        foreach (var (what, sql) in Differences)
        {
            await using var command = source.CreateCommand(sql);
            var count = (long)(await command.ExecuteScalarAsync())!;
            if (count > 0)
                problems.Add($"{count} {what}");
        }
        var opened = await IdsAsync(source, "select subject_id::text from app.audit where action = 'run.opened'");
        var closed = await IdsAsync(source, "select subject_id::text from app.audit where action = 'run.closed'");
        var ingested = await IdsAsync(source, "select data ->> 'run' from app.audit where action = 'finding.ingested'");
        AddMissing("acknowledged openings without entry", acknowledged.Opened.Count(id => !opened.Contains(id.ToString())));
        AddMissing("acknowledged closings without entry", acknowledged.Closed.Count(id => !closed.Contains(id.ToString())));
        AddMissing("acknowledged batches without entry", acknowledged.Ingested.Count(run => !ingested.Contains(run)));
        return problems;

        void AddMissing(string what, int count)
        {
            if (count > 0)
                problems.Add($"{count} {what}");
        }
    }

    public static async Task<long> CountAsync(string superuser, string action)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        await using var command = source.CreateCommand("select count(*) from app.audit where action = $1");
        command.Parameters.Add(new() { Value = action });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static readonly (string What, string Sql)[] Differences =
    [
        ("runs not opened exactly once in the trail", """
            select count(*) from app.runs r where r.pipeline_run_id like 'open-%'
              and 1 <> (select count(*) from app.audit a where a.tenant_id = r.tenant_id and a.action = 'run.opened' and a.subject_id = r.id)
            """),
        ("closed runs not closed exactly once in the trail", """
            select count(*) from app.runs r where r.closed_at is not null
              and 1 <> (select count(*) from app.audit a where a.tenant_id = r.tenant_id and a.action = 'run.closed' and a.subject_id = r.id)
            """),
        ("entries of openings or closings without their run", """
            select count(*) from app.audit a left join app.runs r on r.tenant_id = a.tenant_id and r.id = a.subject_id
            where (a.action = 'run.opened' and r.id is null) or (a.action = 'run.closed' and r.closed_at is null)
            """),
        ("findings without an entry of their batch", """
            select count(*) from app.findings f
            where not exists (select from app.audit a where a.tenant_id = f.tenant_id and a.action = 'finding.ingested' and a.data ->> 'run' = f.first_run)
            """),
        ("entries of batches without their findings", """
            select count(*) from app.audit a where a.action = 'finding.ingested'
              and not exists (select from app.findings f where f.tenant_id = a.tenant_id and f.first_run = a.data ->> 'run')
            """),
    ];

    private static async Task<HashSet<string>> IdsAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new HashSet<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }
}
