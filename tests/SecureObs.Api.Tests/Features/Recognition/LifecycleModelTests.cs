using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Recognition;

/// <summary>
/// Runs of several branches, scanners and targets, complete, failed, silent, late and repeated, in any interleaving: after
/// each result every finding stands where a simple model says.
/// </summary>
public sealed class LifecycleModelTests(TestApi api)
{
    private sealed record PlannedResult(string Scanner, string Target, int Seen, int End, int Order, bool Repeated);

    private sealed record PlannedRun(string Branch, int HoursAgo, PlannedResult[] Results);

    private sealed record Plan(PlannedRun[] Runs, int[] Interleaving);

    private static readonly string[] Branches = ["main", "main", "feature", "other"];

    private static readonly Gen<PlannedResult> AnyResult = Gen.Select(
        Gen.Bool.Select(first => first ? "bandit" : "devskim"), Gen.Bool.Select(whole => whole ? "" : "api"), Gen.Int[0, 15], Gen.Int[0, 5], Gen.Int[0, 1_000], Gen.Bool,
        (scanner, target, seen, end, order, repeated) => new PlannedResult(scanner, target, seen, end, order, repeated));

    private static readonly Gen<PlannedRun> AnyRun = Gen.Select(
        Gen.Int[0, 3].Select(branch => Branches[branch]), Gen.Int[1, 100], AnyResult.Array[1, 2],
        (branch, hours, results) => new PlannedRun(branch, hours, [.. results.DistinctBy(result => (result.Scanner, result.Target))]));

    private static readonly Gen<Plan> AnyPlan = Gen.Select(AnyRun.Array[2, 5], Gen.Int[0, 1_000].Array[60],
        (runs, picks) => new Plan([.. runs.DistinctBy(run => run.HoursAgo)], picks));

    [Fact]
    public Task Any_interleaving_of_runs_ends_where_the_model_does() => AnyPlan.SampleAsync(RunAsync, iter: 12, threads: 1);

    private async Task RunAsync(Plan plan)
    {
        var tenant = await api.NewTenantAsync();
        var (client, model, epoch) = (new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId), new Model(), DateTimeOffset.UtcNow);
        var steps = plan.Runs.Select((run, number) => new Queue<Func<Task>>(Steps(run, number, tenant.ProjectId, client, model, epoch))).ToList();
        for (var turn = 0; steps.Exists(run => run.Count > 0); turn++)
        {
            var going = steps.FindAll(run => run.Count > 0);
            await going[plan.Interleaving[turn % plan.Interleaving.Length] % going.Count].Dequeue()();
            Assert.Equal(model.States(), await StatesAsync(tenant));
            await Recount.AssertAsync(api.Services, tenant.Id);
        }
    }

    private static IEnumerable<Func<Task>> Steps(PlannedRun run, int number, Guid project, ScanClient client, Model model, DateTimeOffset epoch)
    {
        var (name, started) = ($"run-{number}", epoch.AddHours(-run.HoursAgo));
        yield return () => client.OpenAsync(name, run.Branch, started);
        foreach (var result in run.Results)
        {
            var rows = Enumerable.Range(0, 4).Where(bit => (result.Seen & (1 << bit)) != 0).Select(bit => (Bit: bit, Row: Row(project, name, result, bit))).ToList();
            // Two chunks in any order; one of them perhaps twice.
            var chunks = rows.OrderBy(row => (row.Bit * result.Order) % 7).Chunk(2).ToList();
            foreach (var chunk in result.Repeated ? chunks.Concat(chunks.Take(1)) : chunks)
            {
                yield return async () =>
                {
                    await client.Http.IngestAsync("universal", [.. chunk.Select(row => (JsonObject)row.Row.DeepClone())]);
                    model.See(run.Branch, result, name, started, chunk.Select(row => Name(result, row.Bit)));
                };
            }
            if (result.End is 5)
                continue;
            var status = result.End is not 4 ? ScannerStatus.Completed : number % 2 == 0 ? ScannerStatus.Failed : ScannerStatus.Skipped;
            foreach (var _ in Enumerable.Range(0, result.Repeated ? 2 : 1))
            {
                yield return async () =>
                {
                    await client.ReportAsync(await client.OpenAsync(name, run.Branch), result.Scanner, status, result.Target);
                    model.End(run.Branch, result, name, started, status);
                };
            }
        }
        yield return async () => await client.CloseAsync(await client.OpenAsync(name, run.Branch));
    }

    private static string Name(PlannedResult result, int bit) => $"{result.Scanner}-{result.Target}-{bit}";

    private static JsonObject Row(Guid project, string run, PlannedResult result, int bit)
    {
        string[] lines = ["def handler(request):", $"    return run_{"abcd"[bit]}(request)", ""];
        var row = new ScanClient(null!, project).RowsOf(run, $"src/{result.Target}{bit}.py", lines, "run_", $"B{bit}", result.Scanner).Single();
        row["target"] = result.Target;
        row["description"] = Name(result, bit);
        // Half of them as a client that tells no features.
        if (bit % 2 == 0)
            row["features"] = null;
        return row;
    }

    private static async Task<string> StatesAsync(TestTenant tenant)
    {
        var page = await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?limit=200"), TestContext.Current.CancellationToken);
        return string.Join('\n', page!.Items.Select(item => $"{item.Title} {item.Status is FindingStatus.Open}").Order(StringComparer.Ordinal));
    }

    /// <summary>The rules in a few lines, without a database: what each result saw, and how it ended.</summary>
    private sealed class Model
    {
        private sealed class Result(DateTimeOffset startedAt)
        {
            public DateTimeOffset StartedAt => startedAt;
            public HashSet<string> Seen { get; } = [];
            public bool IsComplete { get; set; }
        }

        private readonly Dictionary<(string Branch, string Scanner, string Target), Dictionary<string, Result>> scopes = [];

        public void See(string branch, PlannedResult result, string run, DateTimeOffset startedAt, IEnumerable<string> findings) =>
            Of(branch, result, run, startedAt).Seen.UnionWith(findings);

        public void End(string branch, PlannedResult result, string run, DateTimeOffset startedAt, ScannerStatus status) =>
            Of(branch, result, run, startedAt).IsComplete = status is ScannerStatus.Completed;

        public string States() => string.Join('\n', scopes.Values.SelectMany(scope => scope.Values).SelectMany(result => result.Seen).Distinct()
            .Select(finding => $"{finding} {IsOpen(finding)}").Order(StringComparer.Ordinal));

        private bool IsOpen(string finding)
        {
            var saw = scopes.Where(scope => scope.Value.Values.Any(result => result.Seen.Contains(finding))).ToList();
            var counted = saw.Exists(scope => scope.Key.Branch == "main") ? saw.FindAll(scope => scope.Key.Branch == "main") : saw;
            return counted.Exists(scope => IsSeen(finding, [.. scope.Value.Values]));
        }

        private static bool IsSeen(string finding, List<Result> results)
        {
            var newest = results.FindAll(result => result.IsComplete).MaxBy(result => result.StartedAt);
            return results.Exists(result => result.Seen.Contains(finding)
                && (result == newest || newest is null || (!result.IsComplete && result.StartedAt > newest.StartedAt)));
        }

        private Result Of(string branch, PlannedResult result, string run, DateTimeOffset startedAt)
        {
            var key = (branch, result.Scanner, result.Target);
            if (!scopes.TryGetValue(key, out var results))
                scopes.Add(key, results = []);
            if (!results.TryGetValue(run, out var found))
                results.Add(run, found = new(startedAt));
            return found;
        }
    }
}
