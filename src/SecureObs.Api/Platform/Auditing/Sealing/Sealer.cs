using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Sealing;

/// <summary>
/// Seals what finished transactions of one tenant wrote, as the runtime role under row-level security. A transaction is
/// sealed as a whole or not at all; one that still runs holds back those after it, so a late commit is never skipped.
/// </summary>
internal sealed class Sealer(TenantTransactions transactions, KeyHolder keys, TimeProvider clock, AuditMetrics metrics)
{
    /// <summary>What a block holds at most, unless one transaction alone wrote more.</summary>
    public const int EntriesOfBlock = 5_000;

    private sealed record Step(AuditBlock? Block, bool Again);

    /// <summary>Adds blocks until everything that can be is sealed; returns how many.</summary>
    /// <param name="pastEpoch">An epoch of another cluster: all its transactions have ended. Null: that of this one.</param>
    public async Task<int> SealAsync(Guid tenant, long? pastEpoch, CancellationToken ct)
    {
        for (var blocks = 0; ;)
        {
            var step = await transactions.RunAsync(tenant, tx => StepAsync(tx, pastEpoch, ct), ct);
            if (step.Block is { } block)
            {
                blocks++;
                metrics.Sealed(block.Count);
            }
            if (!step.Again)
                return blocks;
        }
    }

    private async Task<Step> StepAsync(TenantTransaction tx, long? pastEpoch, CancellationToken ct)
    {
        // In this transaction, hence on this server: after a failover another one counts on from where it was.
        var horizon = (await tx.FirstAsync<Horizon>(SealingDoors.HorizonQuery, ct))!;
        var epoch = pastEpoch ?? horizon.Epoch;
        var previous = await Chain.NewestAsync(tx, ct);
        var from = await Chain.SealedToAsync(tx, epoch, ct);
        var entries = await Chain.EntriesAsync(tx, epoch, from, pastEpoch is null ? horizon.Xid : long.MaxValue, EntriesOfBlock + 1, ct);
        if (entries is [])
            return new(null, Again: false);

        var (whole, to) = await WholeTransactionsAsync(tx, epoch, entries, ct);
        var end = to ?? (pastEpoch is null ? horizon.Xid : entries[^1].Xid + 1);
        var block = AuditBlock.Seal(previous, tx.TenantId, ClosedAt(previous), epoch, from, end, [.. whole.Select(each => each.Entry(tx.TenantId))], keys.Current);
        if (!await Chain.AppendAsync(tx, block, ct))
            return new(null, Again: true);
        await tx.ExecuteAsync($"select work.announce_checkpoint({tx.TenantId}, {block.No})", ct);
        return new(block, Again: to is not null);
    }

    /// <summary>Cuts a batch that is too long between two transactions, and says where; no place: it was not too long.</summary>
    private static async Task<(List<EntryRow> Whole, long? To)> WholeTransactionsAsync(
        TenantTransaction tx, long epoch, List<EntryRow> entries, CancellationToken ct)
    {
        if (entries.Count <= EntriesOfBlock)
            return (entries, null);
        var last = entries[^1].Xid;
        var whole = entries.TakeWhile(each => each.Xid < last).ToList();
        return whole is []
            ? (await Chain.EntriesAsync(tx, epoch, last, last + 1, int.MaxValue, ct), last + 1)
            : (whole, last);
    }

    /// <summary>Never before the block before it, whatever the clocks of two processes say.</summary>
    private DateTimeOffset ClosedAt(AuditBlock? previous)
    {
        var now = clock.GetUtcNow();
        return previous?.ClosedAt > now ? previous.ClosedAt : now;
    }
}
