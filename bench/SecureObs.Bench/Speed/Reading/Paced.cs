using System.Diagnostics;
using System.Net;

namespace SecureObs.Bench.Speed.Reading;

/// <summary>Requests at an even pace, whether those before are answered or not: a slow answer does not spare the next ones.</summary>
internal static class Paced
{
    public const int PerSecond = 50;
    private const double Refused = 60_000;

    /// <returns>Milliseconds of each; one that is refused because too many wait counts as a minute.</returns>
    public static async Task<double[]> AskAsync(ReadPlace place, int requests)
    {
        var (asked, started) = (new List<Task<double>>(), Stopwatch.GetTimestamp());
        for (var n = 0; n < requests; n++)
        {
            var rest = TimeSpan.FromSeconds((double)n / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest);
            asked.Add(AskAsync(place));
        }
        return await Task.WhenAll(asked);
    }

    private static async Task<double> AskAsync(ReadPlace place)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await place.Caller.GetAsync(place.Path);
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            return Refused;
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
