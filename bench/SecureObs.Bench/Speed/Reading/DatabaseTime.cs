using System.Collections.Concurrent;
using System.Diagnostics;

namespace SecureObs.Bench.Speed.Reading;

/// <summary>
/// How long requests were in the database: the statements of each, as Npgsql times them, from sending until the last row is
/// read. Those that let the caller in are among them; commits are not, and what is written behind the answer is not.
/// </summary>
internal sealed class DatabaseTime : IDisposable
{
    private const string Statements = "Npgsql";
    private readonly ConcurrentDictionary<ActivityTraceId, double> milliseconds = [];
    private readonly ActivityListener listener;

    public DatabaseTime()
    {
        listener = new()
        {
            // The server's own activity takes the trace over from the request, and statements take it from there.
            ShouldListenTo = source => source.Name is Statements or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == Statements)
                    milliseconds.AddOrUpdate(activity.TraceId, activity.Duration.TotalMilliseconds, (_, before) => before + activity.Duration.TotalMilliseconds);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <returns>Milliseconds in the database.</returns>
    /// <exception cref="InvalidOperationException">No statement was seen.</exception>
    public async Task<double> AskAsync(ReadPlace place)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, place.Path) { Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } } };
        using var answer = await place.Caller.SendAsync(request);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return milliseconds.TryRemove(trace, out var took) ? took : throw new InvalidOperationException($"{place.Name}: no statement was seen.");
    }

    public void Dispose() => listener.Dispose();
}
