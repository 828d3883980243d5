namespace SecureObs.Bench.Controls;

/// <summary>Measures what each control costs, prints it, and shows of each lane that it was what it is called.</summary>
internal sealed class Comparisons(Lane all, Lane same, Lane noAudit, Lane noRls)
{
    private const int ReadsOfRound = 10;
    private const int WarmUpIngests = 2;
    private const int WarmUpReads = 10;
    private const string Ingest = "ingest of 5,000 findings";
    private const string NoControl = "none: alike lanes";

    private readonly ControlsTable table = new();
    private readonly OffIsOff proof = new();

    public IReadOnlyList<ControlsRow> Rows => table.Rows;

    /// <summary>Each control was on or off as it should have been.</summary>
    public bool Proven => !proof.Failed;

    /// <param name="sealing">Whether sealing is measured, too, which takes the longest.</param>
    /// <returns>1 when a control costs 10 % or more for sure, or was not what it should have been.</returns>
    public async Task<int> RunAsync(int rounds, bool sealing)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, load {Machine.LoadAverage()}; two organisations with {Stock.Projects * ScanUpload.Findings:N0} findings each; milliseconds");
        ControlsTable.Head();
        await ReadingAsync(rounds * ReadsOfRound);
        await StatusAsync(rounds * ReadsOfRound);
        await IngestAsync(rounds);
        if (sealing)
            await SealingAsync(rounds);
        await RowLevelSecurityAsync();
        Console.WriteLine($"load {Machine.LoadAverage()}; each was on or off as it is called: {(proof.Failed ? "no" : "yes")}; costs 10 % or more for sure: {(table.Missed ? "yes" : "no")}");
        return table.Missed || proof.Failed ? 1 : 0;
    }

    private async Task SealingAsync(int rounds)
    {
        await CheckSizesAsync(all, same);
        var before = await StatesAsync(all, same);
        var times = await Rounds.MeasureAsync(rounds, 1, round => all.SlotAsync(round, sealing: true), round => same.SlotAsync(round, sealing: false));
        Add("4 ingests while entries arrive", "sealing", RowKind.Target, times[0], times[1]);
        var after = await StatesAsync(all, same);
        var (with, without) = (after[0].Blocks - before[0].Blocks, after[1].Blocks - before[1].Blocks);
        proof.Check("sealing: new blocks of each organisation", with, without, with > rounds && without == 0);
        (with, without) = (after[0].Entries - before[0].Entries, after[1].Entries - before[1].Entries);
        proof.Check("sealing: new entries to seal", with, without, with == without);
    }

    private async Task IngestAsync(int rounds)
    {
        await CheckSizesAsync(all, same, noAudit, noRls);
        var before = await StatesAsync(all, noAudit);
        var times = await Rounds.MeasureAsync<Took>(rounds, WarmUpIngests, all.IngestAsync, same.IngestAsync, noAudit.IngestAsync, noRls.IngestAsync);
        Add(Ingest, NoControl, RowKind.Noise, times[0], times[1]);
        Add(Ingest, "audit", RowKind.Target, times[0], times[2]);
        Add(Ingest, "row-level security", RowKind.Target, times[0], times[3]);
        var after = await StatesAsync(all, noAudit);
        var (with, without) = (after[0].Entries - before[0].Entries, after[1].Entries - before[1].Entries);
        proof.Check("audit: entries of ingest", with, without, with == (rounds + WarmUpIngests) * ScanUpload.Entries && without == 0);
    }

    private async Task ReadingAsync(int rounds)
    {
        await CheckSizesAsync(all, same, noRls);
        foreach (var kind in ReadKind.All)
        {
            var times = await Rounds.MeasureAsync(rounds, WarmUpReads,
                round => all.ReadAsync(kind, round), round => same.ReadAsync(kind, round), round => noRls.ReadAsync(kind, round));
            table.Add(kind.Name, NoControl, RowKind.Noise, times[0], times[1]);
            table.Add(kind.Name, "row-level security", RowKind.Target, times[0], times[2]);
        }
    }

    private async Task StatusAsync(int rounds)
    {
        await Task.WhenAll(all.SettleAsync(), noAudit.SettleAsync());
        await CheckSizesAsync(all, same, noAudit);
        var before = await StatesAsync(all, noAudit);
        var times = await Rounds.MeasureAsync<double>(rounds, WarmUpReads, all.SetStatusAsync, same.SetStatusAsync, noAudit.SetStatusAsync);
        table.Add("status change of a finding", NoControl, RowKind.Noise, times[0], times[1]);
        table.Add("status change of a finding", "audit", RowKind.Reported, times[0], times[2]);
        var after = await StatesAsync(all, noAudit);
        var (with, without) = (after[0].Entries - before[0].Entries, after[1].Entries - before[1].Entries);
        proof.Check("audit: entries of status changes", with, without, with == rounds + WarmUpReads && without == 0);
    }

    private async Task RowLevelSecurityAsync()
    {
        var states = await StatesAsync(all, noRls);
        var (with, without) = (states[0], states[1]);
        proof.Check("row-level security: tables that have it", with.ProtectedTables, without.ProtectedTables, with.ProtectedTables > 0 && without.ProtectedTables == 0);
        proof.Check("row-level security: findings read without naming a tenant", with.SeenWithoutTenant, without.SeenWithoutTenant, with.SeenWithoutTenant == 0 && without.SeenWithoutTenant > 0);
        proof.Check("row-level security: isolation rules broken", with.Violations, without.Violations, with.Violations == 0 && without.Violations > 0);
    }

    private void Add(string operation, string control, RowKind kind, List<Took> with, List<Took> without)
    {
        table.Add(operation, control, kind, [.. with.Select(took => took.Milliseconds)], [.. without.Select(took => took.Milliseconds)]);
        table.Add("  its processor time", control, kind, [.. with.Select(took => took.Processor)], [.. without.Select(took => took.Processor)]);
    }

    /// <summary>A lane that has more rows is slower for that alone.</summary>
    private async Task CheckSizesAsync(params Lane[] lanes)
    {
        var sizes = (await StatesAsync(lanes)).Select(state => state.Findings).ToList();
        proof.Check("the lanes to compare have the same number of findings", sizes[0], sizes[^1], sizes.Distinct().Count() == 1);
    }

    /// <summary>What the lanes' databases show, after they were tidied up for the next comparison.</summary>
    private static async Task<LaneState[]> StatesAsync(params Lane[] lanes)
    {
        List<LaneState> states = [];
        foreach (var lane in lanes)
        {
            await lane.Host.ExecuteAsync("vacuum analyze");
            states.Add(await LaneState.ReadAsync(lane.Host));
        }
        return [.. states];
    }
}
