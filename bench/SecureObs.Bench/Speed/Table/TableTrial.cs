using System.Diagnostics;

namespace SecureObs.Bench.Speed.Table;

/// <summary>The table of targets of performance, as far as what it is about is built: each with what the machine can in the same run.</summary>
internal static class TableTrial
{
    private static readonly string[] NotBuilt = ["Terraform graph: not built"];

    private static readonly ITableLane[] Lanes = [new IngestLane(), new ProcessLanes(), new ReadLane(), new ControlsLane()];

    /// <param name="arguments"><c>--quick</c>: small and short. <c>--json FILE</c>: writes the table there, too. <c>--only LANE</c>: one lane.</param>
    /// <returns>0; 1 when something could not be measured; 2 for other arguments. A missed target is no failure: it is a number.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (size, json, only) = (TableSize.Full, (string?)null, (string?)null);
        for (var rest = arguments; rest.Length > 0;)
        {
            switch (rest)
            {
                case ["--quick", .. var more]:
                    (size, rest) = (TableSize.Quick, more);
                    break;
                case ["--json", var file, .. var more]:
                    (json, rest) = (file, more);
                    break;
                case ["--only", var lane, .. var more] when Lanes.Any(each => each.Name == lane):
                    (only, rest) = (lane, more);
                    break;
                default:
                    Console.Error.WriteLine($"usage: bench/run [table] [--quick] [--json FILE] [--only {string.Join('|', Lanes.Select(lane => lane.Name))}]");
                    return 2;
            }
        }
        return await RunAsync(size, json, only);
    }

    private static async Task<int> RunAsync(TableSize size, string? json, string? only)
    {
        var table = new TargetTable(size);
        foreach (var lane in Lanes.Where(lane => only is null || lane.Name == only))
        {
            var clock = Stopwatch.StartNew();
            try
            {
                await lane.MeasureAsync(size, table);
            }
            catch (Exception exception)
            {
                table.Fail(lane.Name, exception);   // what the other lanes measured is worth something without it
            }
            Console.WriteLine($"{lane.Name}: {clock.Elapsed.TotalSeconds:0} s");
        }
        Array.ForEach(NotBuilt, table.LeaveOut);
        table.Print();
        if (json is not null)
            table.Write(json);
        return table.Failed ? 1 : 0;
    }
}
