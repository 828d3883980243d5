using System.Diagnostics.Metrics;

namespace SecureObs.Api.Features.Notifications;

/// <summary>What to watch: messages that do not arrive, and a queue that nobody works on.</summary>
internal sealed class NotificationMetrics
{
    public const string MeterName = "SecureObs.Notifications";

    /// <summary>Only the process that sends knows the queue: one that does no more says nothing, instead of what it knew last.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Counter<long> messages;
    private readonly TimeProvider clock;
    private volatile Seen? seen;

    private sealed record Seen(long Count, double Overdue, DateTimeOffset At);

    public NotificationMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        messages = meter.CreateCounter<long>("secureobs.notifications.messages", "{message}", "Messages that were sent, by kind of channel and outcome: sent, failed, given_up");
        meter.CreateObservableGauge("secureobs.notifications.waiting", () => Of(known => known.Count), "{event}", "Events and messages that wait to be sent");
        meter.CreateObservableGauge("secureobs.notifications.overdue", () => Of(known => known.Overdue), "s", "How long the oldest of them has been due");
    }

    public void Sent(string kind, string outcome) => messages.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    public void Waiting((long Count, DateTime? Oldest) waiting, DateTimeOffset now) =>
        seen = new(waiting.Count, waiting.Oldest is { } oldest && oldest < now.UtcDateTime ? (now.UtcDateTime - oldest).TotalSeconds : 0, now);

    private IEnumerable<Measurement<T>> Of<T>(Func<Seen, T> value) where T : struct =>
        seen is { } known && clock.GetUtcNow() < known.At + Fresh ? [new(value(known))] : [];
}
