using Npgsql;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Features.Retention;

/// <summary>
/// Cuts old blocks off the beginning of the audit trail. Each is verified before it goes: whoever changed an entry does not get
/// it tidied away. The door writes the signed cut in the same transaction, so the rest verifies.
/// </summary>
internal sealed class OldAudit(TenantTransactions transactions, KeyHolder keys, TimeProvider clock)
{
    private const int BlocksAtOnce = 50;
    private const int EntriesAtOnce = 5_000;

    /// <returns>False: the trail is not whole where it should be cut. It stays as it is.</returns>
    public async Task<bool> RunAsync(Guid tenant, DateTimeOffset cutoff, CancellationToken ct)
    {
        var whole = true;
        try
        {
            await Batches.RunAsync(transactions, tenant, 0L, async (tx, _) =>
            {
                var (from, blocks) = await OldAsync(tx, cutoff, ct);
                if (blocks is [])
                    return null;
                whole = await VerifyAsync(tx, from, blocks, ct);
                return whole ? await CutAsync(tx, blocks[^1], ct) : (long?)null;
            }, ct);
        }
        catch (PostgresException refused) when (refused.SqlState == PurgeDoor.NotWhole)
        {
            whole = false;
        }
        return whole;
    }

    /// <summary>The oldest blocks that may go: never the newest of all, to which the next one is chained.</summary>
    private static async Task<(AuditCut? From, List<AuditBlock> Blocks)> OldAsync(TenantTransaction tx, DateTimeOffset cutoff, CancellationToken ct)
    {
        var (from, newest, entries) = (await Chain.CutAsync(tx, ct), await Chain.NewestAsync(tx, ct), 0);
        var headers = await Chain.HeadersAsync(tx, 1 + (from?.No ?? 0), BlocksAtOnce, ct);
        var old = headers.TakeWhile(block => block.ClosedAt < cutoff && block.No < newest!.No && (entries += block.Count) <= EntriesAtOnce + block.Count).Count();
        return (from, old == 0 ? [] : await Chain.BlocksAsync(tx, headers[0].No, old, ct));
    }

    private async Task<bool> VerifyAsync(TenantTransaction tx, AuditCut? from, List<AuditBlock> blocks, CancellationToken ct)
    {
        var whole = true;
        var verifier = new AuditVerifier(tx.TenantId, keys.Public, [], complete: true, _ => whole = false, from);
        foreach (var block in blocks)
        {
            verifier.Block(block);
            foreach (var row in await Chain.EntriesAsync(tx, block.Epoch, block.XidFrom, block.XidTo, int.MaxValue, ct))
                verifier.Entry(new(row.Id, row.EntryOrNull(tx.TenantId), new XidPlace(row.Epoch, row.Xid)));
        }
        verifier.End();
        return whole;
    }

    private async Task<long?> CutAsync(TenantTransaction tx, AuditBlock last, CancellationToken ct)
    {
        var entries = await PurgeDoor.AuditAsync(tx, AuditCut.Sign(last, clock.GetUtcNow(), keys.Current), ct);
        await RoundNotes.CountAsync(tx, 0, 0, entries, ct);
        return last.No;
    }
}
