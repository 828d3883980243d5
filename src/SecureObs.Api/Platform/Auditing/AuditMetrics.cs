using System.Diagnostics.Metrics;

namespace SecureObs.Api.Platform.Auditing;

/// <summary>What to watch: unsealed age above a minute, failures, and anything dropped deserve a look.</summary>
internal sealed class AuditMetrics
{
    public const string MeterName = "SecureObs.Audit";

    private readonly TimeProvider clock;
    private readonly Counter<long> blocks;
    private readonly Counter<long> entries;
    private readonly Counter<long> failures;
    private readonly Counter<long> checkpointsSent;
    private readonly Counter<long> checkpointFailures;
    private readonly Counter<long> readsWritten;
    private readonly Counter<long> readsSpooled;
    private readonly Counter<long> readsDropped;
    private long oldestUnsealed = long.MaxValue;

    public AuditMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        blocks = meter.CreateCounter<long>("secureobs.audit.blocks", "{block}", "Blocks sealed by this process");
        entries = meter.CreateCounter<long>("secureobs.audit.entries_sealed", "{entry}", "Entries sealed by this process");
        failures = meter.CreateCounter<long>("secureobs.audit.sealing_failures", "{failure}", "Attempts to seal that failed");
        checkpointsSent = meter.CreateCounter<long>("secureobs.audit.checkpoints_sent", "{checkpoint}", "Checkpoints that arrived outside the database");
        checkpointFailures = meter.CreateCounter<long>("secureobs.audit.checkpoint_failures", "{failure}", "Checkpoints that did not arrive");
        readsWritten = meter.CreateCounter<long>("secureobs.audit.reads_written", "{entry}", "Entries about reading that reached the database");
        readsSpooled = meter.CreateCounter<long>("secureobs.audit.reads_spooled", "{entry}", "Entries about reading kept in a file while the database refused them");
        readsDropped = meter.CreateCounter<long>("secureobs.audit.reads_dropped", "{entry}", "Entries about reading that are lost");
        meter.CreateObservableGauge("secureobs.audit.unsealed_age", () => UnsealedAge.TotalSeconds, "s", "Age of the oldest entry that is not sealed, as the sealing process sees it");
    }

    public TimeSpan UnsealedAge => Volatile.Read(ref oldestUnsealed) is var ticks && ticks == long.MaxValue
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Max(0, clock.GetUtcNow().UtcTicks - ticks));

    public void Sealed(int count)
    {
        blocks.Add(1);
        entries.Add(count);
    }

    public void SealingFailed() => failures.Add(1);

    public void OldestUnsealed(DateTime? at) => Volatile.Write(ref oldestUnsealed, at?.ToUniversalTime().Ticks ?? long.MaxValue);

    public void CheckpointSent(string sink) => checkpointsSent.Add(1, new KeyValuePair<string, object?>("sink", sink));

    public void CheckpointFailed(string sink) => checkpointFailures.Add(1, new KeyValuePair<string, object?>("sink", sink));

    public void ReadsWritten(int count) => readsWritten.Add(count);

    public void ReadsSpooled(int count) => readsSpooled.Add(count);

    public void ReadsDropped(int count) => readsDropped.Add(count);
}
