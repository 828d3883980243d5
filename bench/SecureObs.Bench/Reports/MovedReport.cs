using System.Text.Json.Nodes;
using SecureObs.Api.Domain.Recognition;

namespace SecureObs.Bench.Reports;

/// <summary>A report once more, as after five lines were inserted above the first finding of each file and three more above each further one.</summary>
internal static class MovedReport
{
    /// <param name="Lost">Findings of before that the report does not reach any more.</param>
    /// <param name="Doubled">New ones.</param>
    /// <param name="Swapped">Findings that now stand where another one went.</param>
    public readonly record struct Result(int Lost, int Doubled, int Swapped);

    private sealed record Stored(Guid Id, string? FilePath, int? StartLine);

    public static async Task<Result> TryAsync(TrialHost host, Guid project, ReportFile report, Func<IReadOnlyList<JsonObject>, Task> post)
    {
        var before = await FindingsAsync(host, project);
        var (lines, moved) = (report.Kind == "gitleaks" ? "file" : report.Kind == "semgrep" ? "path" : "filePath", new List<JsonObject>());
        var shift = before.Where(finding => finding.StartLine is not null).GroupBy(finding => finding.FilePath)
            .ToDictionary(file => file.Key ?? "", file => file.Select(finding => finding.StartLine!.Value).Distinct().Order().Index().ToDictionary(line => line.Item, line => line.Item + 5 + (3 * line.Index)));
        foreach (var row in report.Rows)
        {
            var copy = ReportTrial.Addressed(row, project, "moved");
            var path = (copy[lines]?.GetValue<string>() ?? "").Replace("/workspace/", "", StringComparison.Ordinal);
            if (copy["startLine"]?.GetValue<int>() is { } line && shift.TryGetValue(path, out var places) && places.TryGetValue(line, out var now))
            {
                copy["endLine"] = (copy["endLine"]?.GetValue<int>() ?? line) - line + now;
                copy["startLine"] = now;
            }
            moved.Add(copy);
        }
        await post(moved);

        var after = (await FindingsAsync(host, project)).ToDictionary(finding => finding.Id);
        var seen = (await host.RunAsync(tx => tx.QueryAsync<Guid>($"""
            select distinct m.finding_id
            from app.runs u
            join app.scan_results r on r.tenant_id = u.tenant_id and r.run_id = u.id
            {Presence.Of(tx)}
            where u.tenant_id = {tx.TenantId} and u.project_id = {project} and u.pipeline_run_id = 'moved'
            """, default))).ToHashSet();
        return new(
            before.Count(finding => !seen.Contains(finding.Id)),
            after.Count - before.Count,
            before.Count(finding => finding.StartLine is { } line && shift[finding.FilePath ?? ""][line] != after[finding.Id].StartLine));
    }

    private static Task<List<Stored>> FindingsAsync(TrialHost host, Guid project) => host.RunAsync(tx => tx.QueryAsync<Stored>($"""
        select id, file_path, start_line from app.findings where tenant_id = {tx.TenantId} and project_id = {project} order by id
        """, default));
}
