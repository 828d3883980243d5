using System.Net.Http.Json;
using CsCheck;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Identity;

namespace SecureObs.Api.Tests.Features.Recognition;

/// <summary>Code changes in any way, its findings arrive in any order: each is the one that the ladder says, none is lost and none is double.</summary>
public sealed class ChangedCodeTests(TestApi api)
{
    private sealed record Change(int Kind, int At, int Other);

    private static readonly string[] Statements =
    [
        "    x = eval(a)", "    x = eval(a)", "    y = eval(a)", "    return eval(request.args['q'], scope)", "    print(total)", "    total = total + 1", "def handler(request):", "", "    save(eval(b), 7)",
    ];

    private static readonly Gen<(int[] Code, Change[] Changes, int Shuffle)> AnyHistory = Gen.Select(
        Gen.Int[0, 8].Array[8, 40],
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000], Gen.Int[0, 1_000], (kind, at, other) => new Change(kind, at, other)).Array[1, 6],
        Gen.Int[1, 1_000]);

    [Fact]
    public Task Findings_are_recognised_as_the_ladder_says_in_whatever_order_they_arrive() => AnyHistory.SampleAsync(async history =>
    {
        List<string> before = [.. history.Code.Select(statement => Statements[statement])], after = [.. before];
        foreach (var change in history.Changes)
            Apply(after, change);
        var tenant = await api.NewTenantAsync();
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", before));
        var old = await OpenAsync(tenant);

        var run = await client.OpenAsync("2");
        foreach (var chunk in client.RowsOf("2", "app/views.py", after).OrderBy(row => row["startLine"]!.GetValue<int>() * history.Shuffle % 31).Chunk(3))
            await client.Http.IngestAsync("universal", [.. chunk]);
        await client.ReportAsync(run, "bandit");
        var now = await OpenAsync(tenant);

        Assert.Equal(Lines(after), now.Keys.Order());
        Assert.Equal(
            Expected(before, after).Order(),
            now.Where(finding => old.ContainsValue(finding.Value)).Select(finding => (old.Single(other => other.Value == finding.Value).Key, finding.Key)).Order());
    }, iter: 30, threads: 1);

    private static IEnumerable<int> Lines(List<string> code) => Enumerable.Range(1, code.Count).Where(line => code[line - 1].Contains("eval(", StringComparison.Ordinal));

    private static IEnumerable<(int Old, int New)> Expected(List<string> before, List<string> after)
    {
        var (old, now) = (Lines(before).ToList(), Lines(after).ToList());
        return FindingMatcher.Match(
            [.. old.Select(line => ScanClient.Features("app/views.py", before, line))],
            [.. now.Select(line => ScanClient.Features("app/views.py", after, line))]).Select(pair => (old[pair.Old], now[pair.New]));
    }

    private static void Apply(List<string> code, Change change)
    {
        var (at, other) = (change.At % code.Count, Statements[change.Other % Statements.Length]);
        switch (change.Kind)
        {
            case 0:
                code.Insert(at, other);
                break;
            case 1 when code.Count > 1:
                code.RemoveAt(at);
                break;
            case 2:
                code[at] = code[at].Replace("a)", "a, b)", StringComparison.Ordinal);
                break;
            default:
                var line = code[at];
                code.RemoveAt(at);
                code.Insert(change.Other % (code.Count + 1), line);
                break;
        }
    }

    /// <summary>Open findings by their line.</summary>
    private static async Task<Dictionary<int, Guid>> OpenAsync(TestTenant tenant)
    {
        var page = await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?limit=200&status=open"), TestContext.Current.CancellationToken);
        Assert.All(page!.Items, item => Assert.Equal(FindingStatus.Open, item.Status));
        return page.Items.ToDictionary(item => item.StartLine!.Value, item => item.Id);
    }
}
