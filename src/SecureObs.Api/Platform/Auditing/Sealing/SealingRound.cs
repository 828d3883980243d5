namespace SecureObs.Api.Platform.Auditing.Sealing;

/// <summary>Seals every tenant that has something to seal.</summary>
internal sealed class SealingRound(SealingDoors doors, Sealer sealer, AuditMetrics metrics, ILogger<SealingRound> logger)
{
    /// <summary>Returns how many blocks were added. One tenant's failure does not hold up the others.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var horizon = await doors.HorizonAsync(ct);
        var blocks = await SealEpochAsync(horizon.Epoch, horizon, isPast: false, ct);
        metrics.OldestUnsealed(await doors.OldestUnsealedAsync(horizon.Epoch, ct));
        return blocks;
    }

    /// <summary>Once for each start is enough: no transaction can add to an epoch of another cluster.</summary>
    public async Task<int> RunPastEpochsAsync(CancellationToken ct)
    {
        var (blocks, horizon) = (0, await doors.HorizonAsync(ct));
        foreach (var epoch in await doors.PastEpochsAsync(horizon.Epoch, ct))
            blocks += await SealEpochAsync(epoch, horizon, isPast: true, ct);
        return blocks;
    }

    private async Task<int> SealEpochAsync(long epoch, Horizon horizon, bool isPast, CancellationToken ct)
    {
        var tenants = await doors.TenantsToSealAsync(epoch, isPast ? long.MaxValue : horizon.Xid, ct);
        var (blocks, failed) = (0, false);
        foreach (var tenant in tenants)
        {
            try
            {
                blocks += await sealer.SealAsync(tenant, isPast ? epoch : null, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failed = true;
                metrics.SealingFailed();
                logger.LogError(exception, "The audit of tenant {Tenant} could not be sealed; it is tried again.", tenant);
            }
        }
        if (!failed && (isPast || tenants.Count > 0))
            await doors.NoteSealedAsync(epoch, isPast ? 0 : horizon.Xid, isPast, horizon.ServerStarted, ct);
        return blocks;
    }
}
