namespace SecureObs.Bench.Speed.Ingest;

/// <summary>What one import took.</summary>
/// <param name="Wal">Bytes of write-ahead log.</param>
/// <param name="Disk">Bytes by which the tables of the product grew.</param>
internal readonly record struct Imported(double Milliseconds, long Wal, long Disk);

/// <summary>What each lane took in each round, in the order in which the lanes came first.</summary>
internal sealed class LaneTimes
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, List<Imported>> lanes = [];

    public IReadOnlyList<string> Names => names;

    public void Add(string lane, Imported took)
    {
        if (!lanes.TryGetValue(lane, out var all))
        {
            names.Add(lane);
            lanes[lane] = all = [];
        }
        all.Add(took);
    }

    /// <summary>The median.</summary>
    public double Milliseconds(string lane) => Median(lane, took => took.Milliseconds);

    /// <summary>The median of the bytes of write-ahead log.</summary>
    public double Wal(string lane) => Median(lane, took => took.Wal);

    /// <summary>The median of the bytes of disk.</summary>
    public double Disk(string lane) => Median(lane, took => took.Disk);

    private double Median(string lane, Func<Imported, double> part) => lanes[lane].Select(part).Order().ElementAt(lanes[lane].Count / 2);
}
