namespace SecureObs.Bench.Controls;

/// <summary>What a row of the table is for.</summary>
internal enum RowKind
{
    /// <summary>The control must cost less than 10 %.</summary>
    Target,

    /// <summary>Told, whatever it is.</summary>
    Reported,

    /// <summary>Two lanes that are alike: what differs is noise.</summary>
    Noise,
}

/// <summary>One comparison.</summary>
internal sealed record ControlsRow(string Operation, string Control, RowKind Kind, Paired Paired);

/// <summary>Prints the comparisons and knows whether a target was missed.</summary>
internal sealed class ControlsTable
{
    /// <summary>A control may cost so many times what it costs without it.</summary>
    public const double Most = 1.10;
    private readonly List<ControlsRow> rows = [];

    public IReadOnlyList<ControlsRow> Rows => rows;

    /// <summary>A target is missed for sure: also the lower end of the interval is above it.</summary>
    public bool Missed { get; private set; }

    public static void Head() => Console.WriteLine(
        $"{"milliseconds",-34} {"control",-20} {"pairs",5} {"median with",12} {"without",9} {"p95 with",9} {"without",9} {"ratio",6}  {"95 % interval",-15} below 10 %");

    public void Add(string operation, string control, RowKind kind, List<double> with, List<double> without)
    {
        var paired = new Paired(with, without);
        rows.Add(new(operation, control, kind, paired));
        var (low, high) = paired.Interval();
        Missed |= kind is RowKind.Target && low > Most;
        Console.WriteLine(
            $"{operation,-34} {control,-20} {paired.Count,5} {paired.Times.FirstQuantile(0.5),12:0.00} {paired.Times.SecondQuantile(0.5),9:0.00} " +
            $"{paired.Times.FirstQuantile(0.95),9:0.00} {paired.Times.SecondQuantile(0.95),9:0.00} {paired.Ratio,6:0.000}  {$"{low:0.000} – {high:0.000}",-15} {Verdict(kind, paired.Ratio, low)}");
    }

    private static string Verdict(RowKind kind, double ratio, double low) => kind switch
    {
        RowKind.Noise => "(noise)",
        RowKind.Reported => "(reported)",
        _ when low > Most => "no",
        _ => ratio < Most ? "yes" : "unclear",
    };
}
