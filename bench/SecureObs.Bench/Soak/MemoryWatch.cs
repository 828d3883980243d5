using System.Globalization;

namespace SecureObs.Bench.Soak;

/// <summary>The resident memory of a process, every other second.</summary>
internal sealed class MemoryWatch(int process)
{
    private readonly List<double> megabytes = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            megabytes.Add(Now());
            await Task.WhenAny(Task.Delay(2_000, stop));
        }
    }

    /// <summary>The last quarter of the time beside the second: the first is for warming up.</summary>
    public double Growth => Part(3) / Part(1);

    public double Most => megabytes.Max();

    public override string ToString() => $"{Part(1):F0} → {Part(3):F0} MB (at most {Most:F0})";

    private double Part(int quarter) => megabytes.Skip(megabytes.Count * quarter / 4).Take(Math.Max(1, megabytes.Count / 4)).Average();

    private double Now()
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
