using System.Collections.Concurrent;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Checkpoints;

/// <summary>
/// Sends the newest checkpoint of each tenant to each sink, at most once a minute: it covers all before it. What is to
/// be sent stands in the database, so it outlives this process. Sealing never waits for it, nor one sink for another.
/// </summary>
internal sealed class CheckpointSender(
    SealingDoors doors, TenantTransactions transactions, IEnumerable<ICheckpointSink> sinks, AuditMetrics metrics, TimeProvider clock,
    ILogger<CheckpointSender> logger) : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<ICheckpointSink> sinks = [.. sinks];
    private readonly ConcurrentDictionary<(SinkKind, Guid), Attempt> attempts = new();

    private sealed record Attempt(DateTimeOffset Next, int Failures, long Done);

    private sealed record Delivery(long? No, DateTime? DeliveredAt);

    /// <summary>Set by the leader: the others keep quiet.</summary>
    public bool Leads { get; set; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sinks.Select(sink => LoopAsync(sink, stoppingToken)));

    /// <param name="atOnce">Without waiting for the minute, as at the end of the process.</param>
    public Task SendDueAsync(bool atOnce, CancellationToken ct) => Task.WhenAll(sinks.Select(sink => SendDueAsync(sink, atOnce, ct)));

    private async Task LoopAsync(ICheckpointSink sink, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (Leads)
                    await SendDueAsync(sink, atOnce: false, ct);
                await Task.Delay(Pause, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "Checkpoints could not be sent; it is tried again.");
                await Task.WhenAny(Task.Delay(Pause, ct));
            }
        }
    }

    private async Task SendDueAsync(ICheckpointSink sink, bool atOnce, CancellationToken ct)
    {
        var due = (await doors.CheckpointsToSendAsync(ct)).Where(each => Of(sink, each.TenantId) is var attempt
            && attempt.Done < each.No && (atOnce || attempt.Next <= clock.GetUtcNow()));
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (each, token) => await SendAsync(sink, each, atOnce, token));
    }

    private async Task SendAsync(ICheckpointSink sink, DueCheckpoint due, bool atOnce, CancellationToken ct)
    {
        var key = (sink.Kind, due.TenantId);
        var (checkpoint, before) = await transactions.ReadAsync(due.TenantId, async tx => (
            await Chain.NewestAsync(tx, ct) is { } block ? Checkpoint.Of(block) : null,
            await tx.FirstAsync<Delivery>($"""
                select no, delivered_at from app.checkpoint_deliveries where tenant_id = {tx.TenantId} and sink = {sink.Kind}
                """, ct)), ct);
        var now = clock.GetUtcNow();
        if (checkpoint is null || before?.No >= checkpoint.No)
        {
            await DoneAsync(key, checkpoint?.No ?? due.No, now, ct);
            return;
        }
        if (!atOnce && before?.DeliveredAt is { } last && last + Apart > now.UtcDateTime)
        {
            attempts[key] = new(new(last + Apart), 0, before.No ?? 0);
            return;
        }
        try
        {
            if (await sink.SendAsync(checkpoint, ct))
            {
                await NoteAsync(sink, due.TenantId, checkpoint.No, null, ct);
                metrics.CheckpointSent(sink.Kind.ToString());
            }
            await DoneAsync(key, checkpoint.No, now + Apart, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            await FailedAsync(sink, due.TenantId, exception, ct);
        }
    }

    private async Task FailedAsync(ICheckpointSink sink, Guid tenant, Exception exception, CancellationToken ct)
    {
        var failures = Of(sink, tenant).Failures + 1;
        var wait = TimeSpan.FromMinutes(Math.Min(LongestBackOff.TotalMinutes, Math.Pow(2, Math.Min(failures, 10) - 1)));
        attempts[(sink.Kind, tenant)] = new(clock.GetUtcNow() + wait, failures, Of(sink, tenant).Done);
        metrics.CheckpointFailed(sink.Kind.ToString());
        // The address may hold a secret of its owner: it is not logged.
        logger.LogWarning(exception is DestinationException ? null : exception,
            "The checkpoint of tenant {Tenant} did not reach its {Sink}: {Failure}. Next attempt in {Minutes} minutes.",
            tenant, sink.Kind, (exception as DestinationException)?.Message ?? exception.GetType().Name, wait.TotalMinutes);
        await NoteAsync(sink, tenant, null, exception is DestinationException known ? known.Message : "it could not be written", ct);
    }

    private async Task DoneAsync((SinkKind, Guid Tenant) key, long no, DateTimeOffset next, CancellationToken ct)
    {
        attempts[key] = new(next, 0, no);
        if (sinks.Min(sink => Of(sink, key.Tenant).Done) is var everywhere && everywhere > 0)
            await doors.NoteCheckpointSentAsync(key.Tenant, everywhere, ct);
    }

    private Attempt Of(ICheckpointSink sink, Guid tenant) => attempts.GetValueOrDefault((sink.Kind, tenant)) ?? new(DateTimeOffset.MinValue, 0, 0);

    private Task<int> NoteAsync(ICheckpointSink sink, Guid tenant, long? no, string? failure, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return transactions.RunAsync(tenant, tx => tx.ExecuteAsync($"""
            insert into app.checkpoint_deliveries as d (tenant_id, sink, no, delivered_at, failing_since, failure)
            values ({tx.TenantId}, {sink.Kind}, {no}::bigint, {(no is null ? null : now)}::timestamptz, {(no is null ? now : null)}::timestamptz, {failure}::text)
            on conflict on constraint checkpoint_deliveries_pk do update set
                no = coalesce(excluded.no, d.no), delivered_at = coalesce(excluded.delivered_at, d.delivered_at),
                failing_since = case when excluded.failing_since is null then null else coalesce(d.failing_since, excluded.failing_since) end,
                failure = excluded.failure
            """, ct), ct);
    }
}
