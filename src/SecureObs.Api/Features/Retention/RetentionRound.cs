using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Jobs;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Retention;

/// <summary>One round of every tenant that is due. Batches are small and safe to repeat, so it goes on where it was stopped.</summary>
internal sealed class RetentionRound(
    WakingDoor door, TenantTransactions transactions, TenantPlan plans, OldFindings findings, OldRuns runs, OldAudit audit,
    JobMetrics metrics, TimeProvider clock, ILogger<RetentionRound> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>One tenant's failure does not hold up the others.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var tenant in await door.TenantsToTidyAsync(clock.GetUtcNow(), ct))
        {
            try
            {
                await RunAsync(tenant, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                metrics.Failed("retention");
                logger.LogError(exception, "Retention of tenant {Tenant} was interrupted; it goes on later.", tenant);
                await EndAsync(tenant, RetentionFailure.Interrupted, null, RetryAfter, ct);
            }
        }
    }

    public async Task RunAsync(Guid tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var days = (await transactions.ReadAsync(tenant, tx => RetentionState.ReadAsync(tx, plans, ct), ct)).Days;
        if (days is null)
        {
            await EndAsync(tenant, null, null, Every, ct);
            return;
        }
        var cutoff = now - TimeSpan.FromDays(days.Value);
        await transactions.RunAsync(tenant, tx => RoundNotes.BeginAsync(tx, cutoff, now, ct), ct);
        await findings.RunAsync(tenant, cutoff, ct);
        await runs.RunAsync(tenant, cutoff, ct);
        var whole = await audit.RunAsync(tenant, cutoff, ct);
        if (!whole)
            logger.LogError("The audit trail of tenant {Tenant} does not verify; nothing of it is deleted.", tenant);
        await EndAsync(tenant, whole ? null : RetentionFailure.TrailNotWhole, clock.GetUtcNow(), Every, ct);
    }

    /// <summary>What was deleted is in the trail: that it went, not what it was.</summary>
    private async Task EndAsync(Guid tenant, RetentionFailure? failure, DateTimeOffset? finished, TimeSpan next, CancellationToken ct)
    {
        var (key, due) = (AuditEntryKey.New(clock), clock.GetUtcNow() + next);
        await transactions.RunAsync(tenant, async tx =>
        {
            await RoundNotes.EndAsync(tx, failure, finished, due, ct);
            if (finished is not null && await RoundNotes.RemovedAsync(tx, ct) is { Any: true } removed)
                await AuditTrail.WriteAsSystemAsync(tx, key, AuditActions.RetentionApplied, tx.TenantId, new Dictionary<string, string?>
                {
                    ["findings"] = $"{removed.Findings}",
                    ["runs"] = $"{removed.Runs}",
                    ["auditEntries"] = $"{removed.Entries}",
                }, ct);
            return true;
        }, ct);
    }
}
