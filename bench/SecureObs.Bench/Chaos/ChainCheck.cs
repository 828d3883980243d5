using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Auditing.Checkpoints;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Bench.Chaos;

/// <summary>Whether the audit trail is whole after all that.</summary>
/// <param name="Faults">Of the chain, with all its entries.</param>
/// <param name="Checkpoints">How many the outside was told.</param>
internal sealed record ChainCheck(IReadOnlyList<AuditFinding> Faults, AuditSummary Summary, int Checkpoints)
{
    public bool IsWhole => Faults.Count == 0 && Summary.Unsealed == 0;

    /// <summary>Seals what is not sealed yet, tells the outside, and verifies from the first entry on.</summary>
    public static async Task<ChainCheck> RunAsync(ChaosHost chaos)
    {
        var services = chaos.Host.Services;
        await services.GetRequiredService<ReadWriter>().FlushAsync(replayNow: true);
        await services.GetRequiredService<SealingRound>().RunAsync(default);
        await services.GetRequiredService<CheckpointSender>().SendDueAsync(atOnce: true, default);
        var kept = Directory.GetFiles(chaos.Checkpoints).SelectMany(File.ReadAllLines).Select(Checkpoint.Parse).ToList();
        var (faults, summary) = await VerifyAsync(
            services.GetRequiredService<TenantTransactions>(), chaos.Host.TenantId, services.GetRequiredService<KeyHolder>().Public, kept);
        return new(faults, summary, kept.Count);
    }

    private static async Task<(List<AuditFinding> Faults, AuditSummary Summary)> VerifyAsync(
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
}
