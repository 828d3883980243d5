using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Contracts;

namespace SecureObs.Bench.Controls;

/// <summary>
/// One scan as <c>secureobs scan</c> sends it: opens a run, sends 1,000 findings with a request, says how the scanner
/// ended, closes the run. All findings are new to their project.
/// </summary>
internal sealed class ScanUpload
{
    public const int Findings = 5_000;

    /// <summary>Entries that the trail gets of it: the run opened, each request, the result, the run closed.</summary>
    public const int Entries = Findings / RowsOfRequest + 3;
    private const int RowsOfRequest = 1_000;
    private const string Scanner = "bandit";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly Guid project;
    private readonly string run;
    private readonly byte[][] bodies;

    /// <summary>Makes the bodies, so that sending is timed and writing JSON is not.</summary>
    public ScanUpload(Guid project, string run)
    {
        (this.project, this.run) = (project, run);
        bodies = [.. Enumerable.Range(0, Findings).Select(Row).Chunk(RowsOfRequest).Select(rows => JsonSerializer.SerializeToUtf8Bytes(rows, Web))];
    }

    /// <returns>Milliseconds until the last answer.</returns>
    public async Task<double> SendAsync(HttpClient pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        using var opened = await pipeline.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(run, "main", null, null), Web);
        var id = (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OpenedRun>(Web))!.RunId;
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var stored = await pipeline.PostAsync("/api/findings/bulk-universal", content);
            var result = await stored.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<IngestResult>(Web);
            if (result is not { Ingested: RowsOfRequest, Deduplicated: 0 })
                throw new InvalidOperationException($"Not all findings were new: {result}.");
        }
        using var reported = await pipeline.PutAsJsonAsync($"/api/projects/{project}/runs/{id}/results/{Scanner}",
            new ReportScannerResultRequest(ScannerStatus.Completed, "1.0", Findings, 1_000), Web);
        reported.EnsureSuccessStatusCode();
        using var closed = await pipeline.PostAsync($"/api/projects/{project}/runs/{id}/close", null);
        closed.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private UniversalFinding Row(int number) => new()
    {
        Scanner = Scanner,
        RuleId = $"B{number % 90 + 100}",
        FilePath = $"src/module{number % 40}/component{number % 700}.py",
        CodeSnippet = $"def handler{number}(request):\n    query = \"select * from orders where id = \" + request.args[\"id\"]\n    return database.execute(query)",
        Severity = (number % 50) switch { 0 => "CRITICAL", < 8 => "HIGH", < 25 => "MEDIUM", < 45 => "LOW", _ => "INFO" },
        Description = $"Possible SQL injection in handler{number}.\nThe text of a query is put together with a value of the request. Use parameters.",
        CweIds = ["CWE-89"],
        StartLine = number % 1_000 + 1,
        EndLine = number % 1_000 + 3,
        ProjectId = project.ToString(),
        PipelineRunId = run,
        Fingerprint = $"{run}-{number}",
        ScannerImageVersion = "secureobs-cli 1.0",
    };
}
