using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Suppressions.Waking;

/// <summary>
/// Ends every suppression whose date has come. What a finding's status says never waits for it: it is read with the clock.
/// Here it becomes a row and an entry that says why.
/// </summary>
internal sealed class WakingRound(WakingDoor door, TenantTransactions transactions, TimeProvider clock, ILogger<WakingRound> logger)
{
    /// <summary>Returns how many suppressions ended. One tenant's failure does not hold up the others.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (ended, now) = (0, clock.GetUtcNow());
        foreach (var tenant in await door.TenantsToWakeAsync(now, ct))
        {
            try
            {
                ended += await transactions.RunAsync(tenant, tx => WakeAsync(tx, now, ct), ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "Suppressions of tenant {Tenant} could not be ended; it is tried again.", tenant);
            }
        }
        return ended;
    }

    /// <summary>An ingest writes its findings in another order than this does: the projects are kept from it meanwhile.</summary>
    private static async Task<int> WakeAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            select p.id from app.projects p
            where p.tenant_id = {tx.TenantId} and exists (
                select from app.suppressions s
                where s.tenant_id = {tx.TenantId} and s.ended_at is null and s.expires_at <= {now} and (s.project_id = p.id or s.project_id is null))
            order by p.id for no key update
            """, ct);
        return await SuppressionEnds.EndExpiredAsync(tx, now, ct);
    }
}
