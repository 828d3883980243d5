using Npgsql;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>
/// Brings entries about reading into the database, many at a time. While it refuses them they wait in the spool; what was
/// lost is told by one entry as soon as entries can be written again.
/// </summary>
internal sealed class ReadWriter(
    ReadQueue queue, ReadSpool spool, ReadOptions options, TenantTransactions transactions, AuditMetrics metrics, TimeProvider clock,
    ILogger<ReadWriter> logger) : BackgroundService
{
    private const int Batch = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim one = new(1);
    private DateTimeOffset retryAt = DateTimeOffset.MinValue;   // also at start: an earlier process may have left something

    /// <summary>Writes or spools what is in the queue, and replays the spool when it is time.</summary>
    /// <param name="replayNow">Without waiting for the time.</param>
    public async Task FlushAsync(bool replayNow = false)
    {
        await one.WaitAsync();
        try
        {
            if (replayNow || clock.GetUtcNow() >= retryAt)
            {
                await spool.ReplayAsync(Batch, WriteAsync);
                retryAt = clock.GetUtcNow() + RetryAfter;
            }
            while (queue.Take(Batch) is { Count: > 0 } entries)
            {
                if (spool.HoldsAny || !await WriteAsync(entries))
                    Keep(entries);
            }
            if (!spool.HoldsAny)
                await TellLossAsync();
        }
        finally
        {
            one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.SpoolDirectory is null)
            logger.LogInformation("{Setting} is not set: entries about reading that wait for the database end with this process.", ReadOptions.DirectorySetting);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FlushAsync();
                await Task.Delay(Pause, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "Writing entries about reading failed; it is tried again.");
            }
            catch (OperationCanceledException)
            {
            }
        }
        await FlushAsync();
    }

    /// <summary>Whether they are settled: written, or known to be never wanted.</summary>
    private async Task<bool> WriteAsync(List<ReadEntry> entries)
    {
        foreach (var tenant in entries.GroupBy(entry => entry.TenantId))
        {
            // Those before it are written; writing them again later is harmless.
            if (!await WriteAsync(tenant.Key, [.. tenant]))
                return false;
        }
        return true;
    }

    private async Task<bool> WriteAsync(Guid tenant, List<ReadEntry> entries)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await transactions.RunAsync(tenant, tx => AuditTrail.WriteManyAsync(tx, entries, patience.Token), patience.Token);
            metrics.ReadsWritten(entries.Count);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return true;   // the tenant is gone, and its audit with it
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The database takes no entries about reading; {Count} are kept.", entries.Count);
            return false;
        }
    }

    private void Keep(List<ReadEntry> entries)
    {
        var lost = spool.Keep(entries);
        metrics.ReadsSpooled(entries.Count - lost.Count);
        retryAt = clock.GetUtcNow() + RetryAfter;
        foreach (var tenant in lost.GroupBy(entry => entry.TenantId))
            queue.Drop(tenant.Key, tenant.Count());
    }

    private async Task TellLossAsync()
    {
        foreach (var tenant in queue.TenantsWithLoss)
        {
            if (!queue.TakeLoss(tenant, out var count))
                continue;
            var (id, at) = AuditEntryKey.New(clock);
            var told = await WriteAsync(tenant,
            [
                new ReadEntry(tenant, id, at, ActorKind.System, Guid.Empty, AuditActions.EntriesDropped, tenant,
                    new Dictionary<string, string?> { ["count"] = $"{count}" }),
            ]);
            if (!told)
                queue.PutBack(tenant, count.Value);
        }
    }
}
