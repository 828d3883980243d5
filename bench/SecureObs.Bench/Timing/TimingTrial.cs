using System.Diagnostics;

namespace SecureObs.Bench.Timing;

/// <summary>
/// Whether the time of an answer tells "not yours" from "does not exist". Each pair is asked in turns over one connection,
/// in an order that is drawn anew each time; the first pair compares a request with itself and shows what noise is here.
/// </summary>
internal static class TimingTrial
{
    private const int WarmUp = 200;
    private static readonly string Line = "{0,-46} {1,6} {2,9:0} {3,9:0} {4,9:0} {5,9:0} {6,8:0} {7,8:0} {8,8:0.000} {9,8:0.000} {10,8:0.000}  {11}";

    public static async Task<int> RunAsync(int samples)
    {
        await using var host = await TrialHost.StartAsync();
        var places = await TimingPlaces.CreateAsync(host);
        Console.WriteLine($"{Environment.ProcessorCount} processors, load {Machine.LoadAverage()}; microseconds; n of each side");
        Console.WriteLine("{0,-46} {1,6} {2,9} {3,9} {4,9} {5,9} {6,8} {7,8} {8,8} {9,8} {10,8}  {11}",
            "pair", "n", "median", "", "p95", "", "p5", "", "MW p", "KS D", "KS p", "within noise");
        var leaks = 0;
        foreach (var pair in places.Pairs())
        {
            var result = await CompareAsync(pair, samples);
            leaks += result.WithinNoise ? 0 : 1;
            Console.WriteLine(Line, pair.Name, samples,
                result.FirstQuantile(0.5), result.SecondQuantile(0.5), result.FirstQuantile(0.95), result.SecondQuantile(0.95),
                result.FirstQuantile(0.05), result.SecondQuantile(0.05), result.MannWhitney, result.KolmogorovSmirnov.D, result.KolmogorovSmirnov.P,
                result.WithinNoise ? "yes" : "no");
        }
        Console.WriteLine($"within noise: {(leaks == 0 ? "yes" : "no")}");
        return leaks == 0 ? 0 : 1;
    }

    private static async Task<Comparison> CompareAsync(TimingPair pair, int samples)
    {
        var (one, other) = (new List<double>(samples), new List<double>(samples));
        for (var i = -WarmUp; i < samples; i++)
        {
            var firstIsOne = Random.Shared.Next(2) == 0;
            var a = await AskAsync(pair.Client, firstIsOne ? pair.NotYours() : pair.Absent());
            var b = await AskAsync(pair.Client, firstIsOne ? pair.Absent() : pair.NotYours());
            if (i < 0)
                continue;
            one.Add(firstIsOne ? a : b);
            other.Add(firstIsOne ? b : a);
        }
        return new(one, other);
    }

    private static async Task<double> AskAsync(HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path);
        var took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        if ((int)response.StatusCode is not 404)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode} instead of 404.");
        return took;
    }
}
