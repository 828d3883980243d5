using System.Diagnostics;
using OpenTelemetry;

namespace SecureObs.Api.Platform.Telemetry;

/// <summary>
/// What a span may tell: method, route template, status, kind of error, statement with <c>$1</c> in the place of values.
/// It is a list of what stays, so that what an instrumentation adds tomorrow (an address, a header, a message) goes.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    public const string SourceName = "SecureObs.Plain";

    /// <summary>Names of https://opentelemetry.io/docs/specs/semconv/</summary>
    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
        "db.system", "db.system.name", "db.operation.name", "db.query.text", "db.statement", "db.response.status_code",
    ];

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The caller's <c>tracestate</c> would travel on.</summary>
    public override void OnStart(Activity data) => data.TraceStateString = null;

    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !Kept.Contains(name)).ToList())
            data.SetTag(name, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
        if (data.Events.Any())
            Replace(data);
    }

    /// <summary>Events hold messages of exceptions and cannot be taken off a span: another one goes in its place.</summary>
    private static void Replace(Activity data)
    {
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        var parent = data.ParentSpanId == default ? default : new ActivityContext(data.TraceId, data.ParentSpanId, ActivityTraceFlags.Recorded);
        using var plain = Source.StartActivity(data.Kind, parent, data.TagObjects, startTime: data.StartTimeUtc, name: data.DisplayName);
        plain?.SetStatus(data.Status).SetEndTime(data.StartTimeUtc + data.Duration);
    }
}
