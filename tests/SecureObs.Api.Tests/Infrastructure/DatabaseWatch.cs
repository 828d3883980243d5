using System.Collections.Concurrent;
using System.Diagnostics;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// Which statements a request sends to the database, told apart from those of all other requests by the trace that it
/// brings: Npgsql reports every statement to it.
/// </summary>
internal sealed class DatabaseWatch : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> statements = [];
    private readonly ActivityListener listener;

    public DatabaseWatch()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && statements.TryGetValue(activity.TraceId, out var asked))
                    asked.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => tag.Value))}");
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Gives the request a trace of its own.</summary>
    public ActivityTraceId Follow(HttpRequestMessage request)
    {
        var trace = Follow(out var header);
        request.Headers.Add("traceparent", header);
        return trace;
    }

    /// <param name="header">The value of the header <c>traceparent</c> for a request that is written by hand.</param>
    public ActivityTraceId Follow(out string header)
    {
        var trace = ActivityTraceId.CreateRandom();
        statements[trace] = [];
        header = $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";
        return trace;
    }

    public IReadOnlyCollection<string> StatementsOf(ActivityTraceId trace) => statements[trace];

    public void Dispose() => listener.Dispose();
}
