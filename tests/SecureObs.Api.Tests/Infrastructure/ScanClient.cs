using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Contracts;
using SecureObs.Identity;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>What our command does: it opens runs, tells features, reports results and closes.</summary>
internal sealed class ScanClient(HttpClient pipeline, Guid project)
{
    private static readonly CodeReader Reader = new(text => (ulong)text.Aggregate(14_695_981_039_346_656_037UL, (hash, sign) => unchecked((hash ^ sign) * 1_099_511_628_211UL)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Http => pipeline;

    public async Task<Guid> OpenAsync(string run, string? branch = "main", DateTimeOffset? startedAt = null, string? defaultBranch = null)
    {
        var response = await pipeline.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(run, branch, StartedAt: startedAt, DefaultBranch: defaultBranch), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<OpenedRun>(Ct))!.RunId;
    }

    /// <returns>What a complete result is; null of a failed one.</returns>
    public async Task<ScannerResultCounts?> ReportAsync(Guid run, string scanner, ScannerStatus status = ScannerStatus.Completed, string? target = null)
    {
        var response = await pipeline.PutAsJsonAsync($"/api/projects/{project}/runs/{run}/results/{scanner}", new ReportScannerResultRequest(status, Target: target), Ct);
        Assert.True(response.StatusCode == (status is ScannerStatus.Completed ? HttpStatusCode.OK : HttpStatusCode.NoContent), await response.Content.ReadAsStringAsync(Ct));
        return response.StatusCode is HttpStatusCode.OK ? await response.Content.ReadFromJsonAsync<ScannerResultCounts>(Ct) : null;
    }

    public async Task CloseAsync(Guid run) =>
        Assert.Equal(HttpStatusCode.NoContent, (await pipeline.PostAsync($"/api/projects/{project}/runs/{run}/close", null, Ct)).StatusCode);

    /// <summary>A whole run of one scanner.</summary>
    public async Task<Guid> ScanAsync(string run, IReadOnlyList<JsonObject> rows, string branch = "main", string scanner = "bandit", DateTimeOffset? startedAt = null)
    {
        var id = await OpenAsync(run, branch, startedAt);
        if (rows.Count > 0)
            await pipeline.IngestAsync("universal", [.. rows.Select(row => (JsonObject)row.DeepClone())]);
        await ReportAsync(id, scanner);
        await CloseAsync(id);
        return id;
    }

    /// <summary>A row for each line of a file in which the text stands, as the command makes them.</summary>
    public List<JsonObject> RowsOf(string run, string path, IReadOnlyList<string> lines, string text = "eval(", string rule = "B307", string scanner = "bandit") =>
        [.. Enumerable.Range(1, lines.Count).Where(line => lines[line - 1].Contains(text, StringComparison.Ordinal)).Select(line => Row(run, path, lines, line, rule, scanner))];

    private JsonObject Row(string run, string path, IReadOnlyList<string> lines, int line, string rule, string scanner)
    {
        var ordinal = lines.Take(line).Count(other => Plain(other) == Plain(lines[line - 1]));
        var row = Rows.Universal(project, run, rule, line, path: path);
        row["scanner"] = scanner;
        row["codeSnippet"] = lines[line - 1];
        row["description"] = $"{rule} says that this is risky.";
        row["features"] = Convert.ToBase64String(PackedFeatures.Pack(Features(path, lines, line, rule, scanner), ordinal));
        row["fingerprint"] = string.Create(CultureInfo.InvariantCulture, $"{rule} {path} {Plain(lines[line - 1])} {ordinal}");
        return row;
    }

    public static CodeFeatures Features(string path, IReadOnlyList<string> lines, int line, string rule = "B307", string scanner = "bandit") =>
        Reader.Read($"{scanner}\0{rule}", path, 0, new CodeFile(lines).Excerpt(line, null)!);

    private static string Plain(string line) => string.Concat(line.Where(sign => !char.IsWhiteSpace(sign)));
}
