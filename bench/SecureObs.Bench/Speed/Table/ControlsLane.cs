using SecureObs.Bench.Controls;

namespace SecureObs.Bench.Speed.Table;

/// <summary>What row-level security and audit cost: see <see cref="ControlsTrial"/>, which also shows that what was off was off.</summary>
internal sealed class ControlsLane : ITableLane
{
    public string Name => "controls";

    public async Task MeasureAsync(TableSize size, TargetTable table)
    {
        var (measured, proven) = await ControlsTrial.MeasureAsync(size.ControlRounds, sealing: false);
        if (!proven)
            throw new InvalidOperationException("a control was not on or off as it should have been");
        foreach (var row in measured.Where(row => row.Kind is not RowKind.Noise))
            table.Add(Of(row, $"{row.Control} on: {row.Operation.Trim()}"));
    }

    private static TargetRow Of(ControlsRow row, string name)
    {
        var (with, without) = (row.Paired.Times.FirstQuantile(0.5), row.Paired.Times.SecondQuantile(0.5));
        return row.Kind is RowKind.Target
            ? TargetRow.AtMostTimes(name, with, "ms", without, "off; ratio of pairs", row.Paired.Ratio, ControlsTable.Most)
            : TargetRow.Told(name, with, "ms", without, "off");
    }
}
