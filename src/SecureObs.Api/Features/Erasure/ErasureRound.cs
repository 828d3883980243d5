using SecureObs.Api.Domain.Erasing;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Jobs;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Erasure;

/// <summary>Erases what is due, in parts, each a transaction of its own: it goes on where it was stopped.</summary>
internal sealed class ErasureRound(
    WakingDoor door, TenantTransactions transactions, IEnumerable<ITenantEnding> endings, KeyHolder keys, JobMetrics metrics, TimeProvider clock, ILogger<ErasureRound> logger)
{
    /// <summary>One tenant's failure does not hold up the others.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var tenant in await door.TenantsToEraseAsync(clock.GetUtcNow(), ct))
        {
            try
            {
                if (await transactions.RunAsync(tenant, tx => BeginAsync(tx, ct), ct))
                    await EraseTenantAsync(tenant, ct);
                else
                    await EraseProjectsAsync(tenant, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                metrics.Failed("erasure");
                logger.LogError(exception, "Tenant {Tenant} could not be erased; it is tried again.", tenant);
            }
        }
    }

    /// <summary>From here on nobody takes it back. False when the tenant itself is not due.</summary>
    private async Task<bool> BeginAsync(TenantTransaction tx, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await tx.FirstAsync<bool?>($"""
            select erasing_at is null from app.tenants where id = {tx.TenantId} and delete_after <= {now} for update
            """, ct);
        if (due is true)
            await tx.ExecuteAsync($"""
                update app.tenants set erasing_at = {now}, tombstone = {await Tombstone.SignAsync(tx, keys, now, ct)} where id = {tx.TenantId}
                """, ct);
        return due is not null;
    }

    private async Task EraseTenantAsync(Guid tenant, CancellationToken ct)
    {
        foreach (var ending in endings)
            await ending.EndAsync(tenant, ct);
        var rows = await AllPartsAsync(tenant, tx => TenantPartAsync(tx, ct), ct);
        if (await transactions.RunAsync(tenant, tx => BuryAsync(tx, ct), ct))
            logger.LogInformation("Tenant {Tenant} is erased: {Rows} rows.", tenant, rows);
    }

    internal static async Task<long> TenantPartAsync(TenantTransaction tx, CancellationToken ct) =>
        await TakeAsync(tx, ct) ? await EraserDoor.EraseTenantPartAsync(tx, ct) : 0;

    private async Task<bool> BuryAsync(TenantTransaction tx, CancellationToken ct)
    {
        if (!await TakeAsync(tx, ct))
            return false;
        await EraserDoor.BuryAsync(tx, clock.GetUtcNow(), ct);
        return true;
    }

    /// <summary>Two that erase at once wait for each other: one would find rows gone that it had counted on. False: the tenant is gone.</summary>
    private static async Task<bool> TakeAsync(TenantTransaction tx, CancellationToken ct) =>
        await tx.FirstAsync<Guid?>($"select id from app.tenants where id = {tx.TenantId} for no key update", ct) is not null;

    private async Task EraseProjectsAsync(Guid tenant, CancellationToken ct)
    {
        foreach (var project in await transactions.ReadAsync(tenant, tx => tx.QueryAsync<Guid>($"""
            select id from app.projects where tenant_id = {tx.TenantId} and erasing_at is not null
            """, ct), ct))
        {
            var rows = await AllPartsAsync(tenant, async tx => await TakeAsync(tx, ct) ? await EraserDoor.EraseProjectPartAsync(tx, project, ct) : 0, ct);
            logger.LogInformation("Project {Project} of tenant {Tenant} is erased: {Rows} rows.", project, tenant, rows);
        }
    }

    private async Task<long> AllPartsAsync(Guid tenant, Func<TenantTransaction, Task<long>> part, CancellationToken ct)
    {
        for (var (all, rows) = (0L, 1L); ; all += rows)
        {
            rows = await transactions.RunAsync(tenant, part, ct);
            if (rows == 0)
                return all;
        }
    }
}
