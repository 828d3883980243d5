using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Bench.Reports;

/// <summary>
/// Posts real reports the way published clients do, each twice, and asks the database what became of them: every answer
/// is repeated, each finding is stored once, no secret of a Gitleaks report is stored. Then once more, as after code was
/// inserted above and between the findings of each file: none is lost and none is double. Where a report tells no more than
/// places, one that stands now where another one stood is taken for that one: swapped.
/// </summary>
internal static class ReportTrial
{
    private const int RowsPerRequest = 1_000;

    private static readonly string Line = "{0,-62} {1,6} {2,9} {3,13} {4,9} {5,7} {6,6} {7,6} {8,7}  {9}";

    public static async Task<int> RunAsync(string directory)
    {
        var reports = ReportFile.In(directory).ToList();
        if (reports.Count == 0)
        {
            Console.Error.WriteLine($"No Bandit, Semgrep, Gitleaks 8, Trivy, Checkov or OSV report below {directory}.");
            return 1;
        }

        await using var host = await TrialHost.StartAsync();
        Console.WriteLine(Line, "report", "rows", "ingested", "deduplicated", "distinct", "stored", "lost", "double", "swapped", "");
        var (wrong, lost, doubled, swapped, sums) = (0, 0, 0, 0, (Rows: 0, Ingested: 0, Deduplicated: 0, Distinct: 0, Stored: 0L));
        foreach (var report in reports)
        {
            var (project, pipeline) = await host.NewProjectAsync(report.Name[..Math.Min(report.Name.Length, 60)]);
            var first = await PostAsync(pipeline, project, report);
            var second = await PostAsync(pipeline, project, report);
            var stored = await host.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.findings where tenant_id = {tx.TenantId} and project_id = {project}", default));
            var moved = await MovedReport.TryAsync(host, project, report, rows => PostAsync(pipeline, report, rows));
            (lost, doubled, swapped) = (lost + moved.Lost, doubled + moved.Doubled, swapped + moved.Swapped);
            var fault = first != second ? "the repeated answer differs"
                : first.Ingested != report.Rows.Count ? "not every row was accepted"
                : stored != first.Ingested - first.Deduplicated || stored != report.Distinct ? "not each finding is stored once"
                : moved is not { Lost: 0, Doubled: 0 } ? "not each finding survived that its line moved" : "ok";
            wrong += fault == "ok" ? 0 : 1;
            sums = (sums.Rows + report.Rows.Count, sums.Ingested + first.Ingested, sums.Deduplicated + first.Deduplicated, sums.Distinct + report.Distinct, sums.Stored + stored);
            Console.WriteLine(Line, report.Name, report.Rows.Count, first.Ingested, first.Deduplicated, report.Distinct, stored, moved.Lost, moved.Doubled, moved.Swapped, fault);
        }
        Console.WriteLine(Line, $"{reports.Count} files", sums.Rows, sums.Ingested, sums.Deduplicated, sums.Distinct, sums.Stored, lost, doubled, swapped, "");

        var dump = await host.DumpFindingsAsync();
        var leaked = Gitleaks.Secrets(directory).Distinct().Count(secret => dump.Contains(secret, StringComparison.Ordinal));
        Console.WriteLine($"secrets of Gitleaks reports found in the database: {leaked}");
        Console.WriteLine($"{reports.Count - wrong} passed, {wrong + (leaked > 0 ? 1 : 0)} failed");
        return wrong + leaked == 0 ? 0 : 1;
    }

    private static Task<IngestResult> PostAsync(HttpClient pipeline, Guid project, ReportFile report) =>
        PostAsync(pipeline, report, [.. report.Rows.Select(row => Addressed(row, project, "trial"))]);

    private static async Task<IngestResult> PostAsync(HttpClient pipeline, ReportFile report, IReadOnlyList<JsonObject> rows)
    {
        var total = new IngestResult(0, 0);
        foreach (var chunk in rows.Chunk(RowsPerRequest))
        {
            var response = await pipeline.PostAsJsonAsync($"/api/findings/bulk-{report.Kind}", new JsonArray([.. chunk]));
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{report.Name}: {await response.Content.ReadAsStringAsync()}");
            var answer = (await response.Content.ReadFromJsonAsync<IngestResult>())!;
            total = new(total.Ingested + answer.Ingested, total.Deduplicated + answer.Deduplicated);
        }
        return total;
    }

    internal static JsonObject Addressed(JsonObject row, Guid project, string run)
    {
        var addressed = row.DeepClone().AsObject();
        addressed["projectId"] = project.ToString();
        addressed["pipelineRunId"] = run;
        return addressed;
    }
}
