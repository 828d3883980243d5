namespace SecureObs.Bench.Speed.Table;

/// <summary>How much is measured.</summary>
/// <param name="IngestRounds">How often 5,000 findings are taken in by every way.</param>
/// <param name="Findings">In the installation that is read, of 200 tenants; a fifth is of one.</param>
/// <param name="Requests">Of each kind of reading.</param>
/// <param name="ControlRounds">As of <c>bench/run controls</c>.</param>
/// <param name="Starts">How often the API is started.</param>
/// <param name="Calls">How often the command is called.</param>
internal sealed record TableSize(string Name, int IngestRounds, int Findings, int Requests, int ControlRounds, int Starts, int Calls)
{
    public static TableSize Quick { get; } = new("quick", 3, 200_000, 150, 3, 3, 7);

    public static TableSize Full { get; } = new("full", 9, 5_000_000, 1_000, 15, 9, 20);
}

/// <summary>Measures some rows of the table.</summary>
internal interface ITableLane
{
    string Name { get; }

    Task MeasureAsync(TableSize size, TargetTable table);
}
