using System.Text.Json;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Audit;
using SecureObs.Bench.Imports;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Running;

namespace SecureObs.Bench.Speed.Table;

/// <summary>Processes from outside: the API's start and memory, and the command from start to exit.</summary>
internal sealed class ProcessLanes : ITableLane
{
    private const string Large = "large";
    private const int SarifResults = 100_000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public string Name => "processes";

    public async Task MeasureAsync(TableSize size, TargetTable table)
    {
        var keys = Directory.CreateTempSubdirectory("secureobs-keys-").FullName;
        KeyRing.Create(Path.Combine(keys, "ring"), TimeProvider.System).Dispose();
        try
        {
            await MeasureAsync(size, table, Path.Combine(keys, "ring"));
        }
        finally
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    private static async Task MeasureAsync(TableSize size, TargetTable table, string keys)
    {
        await using var host = await TrialHost.StartAsync(serve: false, measured: true);
        table.Add(await StartsAsync(host, keys, size.Starts));
        await MemoryAsync(host, keys, $"{LargeBody.Requests} requests", table, async (scans, project) =>
        {
            for (var n = 0; n < LargeBody.Requests; n++)
                await scans.SendAsync(LargeBody.Request(project, Large, n));
        });
        await MemoryAsync(host, keys, "one import", table, (scans, project) => scans.ImportAsync(LargeBody.Whole(project, Large)));
        await using var api = (await ApiProcess.StartAsync(host.ApiConnectionString, keys)).Api;
        table.Add(await CallsAsync(host, api, size.Calls));
        await ImportAsync(host, api, table);
        if (CommandRun.Kind == "JIT")
            table.LeaveOut("the command as a binary compiled ahead of time: name it with SECUREOBS_CLI");
    }

    private static async Task<TargetRow> StartsAsync(TrialHost host, string keys, int starts)
    {
        var (took, empty) = (new List<double>(), new List<double>());
        for (var n = -1; n < starts; n++)
        {
            var (api, milliseconds) = await ApiProcess.StartAsync(host.ApiConnectionString, keys);
            await api.DisposeAsync();
            var (nothing, least) = await ApiProcess.StartEmptyAsync();
            await nothing.DisposeAsync();
            if (n < 0)
                continue;
            took.Add(milliseconds);
            empty.Add(least);
        }
        return TargetRow.AtMost($"API ready, {ApiProcess.Kind}", Median(took), "ms", Median(empty), "an API that does nothing", 400);
    }

    /// <summary>In a process and a project of its own, so that nothing else has filled its memory.</summary>
    private static async Task MemoryAsync(TrialHost host, string keys, string way, TargetTable table, Func<Scans, Guid, Task> send)
    {
        var (project, key) = await host.NewKeyAsync(way);
        await using var api = (await ApiProcess.StartAsync(host.ApiConnectionString, keys)).Api;
        using var pipeline = new HttpClient { BaseAddress = api.Address, Timeout = TimeSpan.FromMinutes(10), DefaultRequestHeaders = { { "X-Api-Key", key } } };
        await Task.Delay(Rest);
        if (Machine.MemoryOf(api.Id) is not { Now: var rest })
        {
            table.LeaveOut("memory of the API: this system does not tell it");
            return;
        }
        var scans = new Scans(host, project, pipeline);
        var run = await scans.OpenAsync(Large);
        await send(scans, project);
        var peak = Machine.MemoryOf(api.Id)!.Value.Peak;
        await scans.CompleteAsync(run, LargeBody.Requests * BulkRequest.MaximumRows);
        table.Add(
            TargetRow.AtMost($"API at rest, resident, before {way}", rest, "MB", null, "", 120),
            TargetRow.AtMost($"API at most, 77 MB in {way}", peak, "MB", rest, "at rest", 150),
            TargetRow.Told($"API at most, 77 MB in {way}, complete", Machine.MemoryOf(api.Id)!.Value.Peak, "MB", rest, "at rest"));
    }

    private static async Task<TargetRow> CallsAsync(TrialHost host, ApiProcess api, int calls)
    {
        var (project, key) = await host.NewKeyAsync("command");
        using var pipeline = new HttpClient { BaseAddress = api.Address, DefaultRequestHeaders = { { "X-Api-Key", key } } };
        var scans = new Scans(host, project, pipeline);
        var run = await scans.OpenAsync("run");
        await scans.SendAsync(JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, "run", 0, 10), Scans.Web));
        await scans.CompleteAsync(run, 10);
        await scans.CloseAsync(run);
        var call = new CommandCall(api.Address, key, project, "run");
        var (command, requests) = (new List<double>(), new List<double>());
        for (var n = -2; n < calls; n++)
        {
            var (one, other) = (await call.GateAsync(), await call.RequestsAsync(pipeline));
            if (n < 0)
                continue;
            command.Add(one);
            requests.Add(other);
        }
        return TargetRow.AtMost($"secureobs gate, start to exit, {CommandRun.Kind}", Median(command), "ms", Median(requests), "its requests, warm client", 10);
    }

    private static async Task ImportAsync(TrialHost host, ApiProcess api, TargetTable table)
    {
        var (project, key) = await host.NewKeyAsync("sarif");
        var (call, report) = (new CommandCall(api.Address, key, project, "sarif"), Path.GetTempFileName());
        try
        {
            LargeSarif.WriteResults(report, SarifResults);
            var read = await call.ImportAsync(report, check: true);
            var import = await call.ImportAsync(report, check: false);
            var name = FormattableString.Invariant($"import of {SarifResults:#,0} SARIF results, {CommandRun.Kind}");
            table.Add(
                TargetRow.AtMost(name, import.Milliseconds / 1000, "s", read.Milliseconds / 1000, "reading alone", 5),
                TargetRow.AtMost($"{name}, resident at most", import.PeakMegabytes, "MB", read.PeakMegabytes, "reading alone", 200));
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
