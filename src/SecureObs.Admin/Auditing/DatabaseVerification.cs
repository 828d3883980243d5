using SecureObs.Audit;

namespace SecureObs.Admin.Auditing;

/// <summary>Verifies the chains of a live database; some thousand entries are in memory at a time.</summary>
internal sealed class DatabaseVerification(AuditTables tables, PublicKeys keys, IReadOnlyList<Checkpoint> checkpoints, AuditReport report)
{
    private const int EntriesAtOnce = 10_000;

    /// <param name="tenant">Null: all of them, also one that only a checkpoint remembers.</param>
    public async Task RunAsync(Guid? tenant, CancellationToken ct)
    {
        await tables.BeginAsync(tenant, ct);
        var asOf = await tables.NowAsync(ct);
        IEnumerable<Guid> tenants = tenant is { } one ? [one] : (await tables.TenantsAsync(ct)).Union(checkpoints.Select(checkpoint => checkpoint.TenantId));
        foreach (var next in tenants)
            await VerifyAsync(next, asOf, ct);
    }

    private async Task VerifyAsync(Guid tenant, DateTimeOffset asOf, CancellationToken ct)
    {
        var verifier = new AuditVerifier(tenant, keys, checkpoints, complete: true, report.Finding, await tables.CutAsync(tenant, ct));
        var sealedUpTo = new Dictionary<long, long>();
        await foreach (var blocks in tables.BlocksAsync(tenant, ct))
        {
            foreach (var block in blocks)
                sealedUpTo[block.Epoch] = Math.Max(sealedUpTo.GetValueOrDefault(block.Epoch), block.XidTo);
            foreach (var portion in Portions(blocks))
                await VerifyAsync(verifier, tenant, portion, ct);
        }
        await foreach (var row in tables.RowsWithoutBlockAsync(tenant, ct))
            verifier.Unsealed(row, asOf, wasSealedPast: row.Place is { } at && at.Xid < sealedUpTo.GetValueOrDefault(at.Epoch));
        report.Summary(verifier.End());
    }

    private async Task VerifyAsync(AuditVerifier verifier, Guid tenant, List<AuditBlock> blocks, CancellationToken ct)
    {
        var rows = await tables.RowsAsync(tenant, [.. blocks.SelectMany(block => block.Ids)], ct);
        var found = rows.Index().ToDictionary(row => row.Item.Id);
        foreach (var block in blocks)
        {
            verifier.Block(block);
            foreach (var (_, row) in block.Ids.Distinct().Where(found.ContainsKey).Select(id => found[id]).OrderBy(row => row.Index))
                verifier.Entry(row);
        }
    }

    /// <summary>Blocks whose entries are read by one statement.</summary>
    private static IEnumerable<List<AuditBlock>> Portions(List<AuditBlock> blocks)
    {
        var portion = new List<AuditBlock>();
        foreach (var block in blocks)
        {
            if (portion.Count > 0 && portion.Sum(other => other.Ids.Count) + block.Ids.Count > EntriesAtOnce)
            {
                yield return portion;
                portion = [];
            }
            portion.Add(block);
        }
        if (portion.Count > 0)
            yield return portion;
    }
}
