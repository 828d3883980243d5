using System.Diagnostics.Metrics;

namespace SecureObs.Api.Features.Notifications;

/// <summary>What to watch: messages that do not arrive, and a queue that nobody works on.</summary>
internal sealed class NotificationMetrics
{
    public const string MeterName = "SecureObs.Notifications";

    private readonly Counter<long> messages;
    private readonly Gauge<long> depth;
    private readonly Gauge<double> age;

    public NotificationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        messages = meter.CreateCounter<long>("secureobs.notifications.messages", "{message}", "Messages that were sent, by kind of channel and outcome: sent, failed, given_up");
        depth = meter.CreateGauge<long>("secureobs.notifications.waiting", "{event}", "Events and messages that wait to be sent");
        age = meter.CreateGauge<double>("secureobs.notifications.overdue", "s", "How long the oldest of them has been due");
    }

    public void Sent(string kind, string outcome) => messages.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    public void Waiting((long Count, DateTime? Oldest) waiting, DateTimeOffset now)
    {
        depth.Record(waiting.Count);
        age.Record(waiting.Oldest is { } oldest && oldest < now.UtcDateTime ? (now.UtcDateTime - oldest).TotalSeconds : 0);
    }
}
