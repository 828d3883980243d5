using System.Globalization;
using System.Text.Json;

namespace SecureObs.Bench.Speed.Table;

/// <summary>Collects the rows, prints them, writes them as JSON.</summary>
internal sealed class TargetTable(TableSize size)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly DateTimeOffset startedAt = DateTimeOffset.UtcNow;
    private readonly string loadBefore = Machine.LoadAverage();
    private readonly List<TargetRow> rows = [];
    private readonly List<string> leftOut = [];

    /// <summary>Something could not be measured.</summary>
    public bool Failed { get; private set; }

    public void Add(params IEnumerable<TargetRow> more) => rows.AddRange(more);

    /// <summary>What the table would have, and why it does not.</summary>
    public void LeaveOut(string what) => leftOut.Add(what);

    public void Fail(string lane, Exception exception)
    {
        Failed = true;
        leftOut.Add($"{lane}: FAILED, {exception.GetType().Name}: {exception.Message}");
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{"",-60} {"measured",12} {"",-10} {"beside it",12} {"ratio",8}  {"target",-16} {"met",-4} beside");
        foreach (var row in rows)
            Console.WriteLine($"{row.Name,-60} {Number(row.Value),12} {row.Unit,-10} {Number(row.Limit),12} {Number(row.Ratio),8}  {row.Target,-16} {Word(row.Met),-4} {row.Beside}");
        foreach (var what in leftOut)
            Console.WriteLine($"left out: {what}");
        var (met, aimed) = (rows.Count(row => row.Met is true), rows.Count(row => row.Met is not null));
        Console.WriteLine($"{met} of {aimed} targets met; {size.Name}; {Machine.Processor()}, {Environment.ProcessorCount} processors, load {loadBefore} before and {Machine.LoadAverage()} after; {startedAt:yyyy-MM-dd HH:mm} UTC");
    }

    /// <param name="file">Is overwritten.</param>
    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(new
    {
        Machine = new { Processor = Machine.Processor(), Processors = Environment.ProcessorCount, Memory = Machine.Memory(), System = Machine.System(), Runtime = Machine.Runtime(), LoadBefore = loadBefore, LoadAfter = Machine.LoadAverage() },
        Date = startedAt,
        Size = size.Name,
        Rows = rows,
        LeftOut = leftOut,
    }, Readable) + "\n");

    private static string Word(bool? met) => met switch { true => "yes", false => "NO", null => "" };

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 1_000 or <= -1_000 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 or <= -100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 or <= -10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
