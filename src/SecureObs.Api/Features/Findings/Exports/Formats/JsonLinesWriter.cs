using System.Text.Json;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>One JSON object a line, https://jsonlines.org.</summary>
internal sealed class JsonLinesWriter(Stream body) : IFindingWriter
{
    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct)
    {
        using var lines = new MemoryStream();
        foreach (var finding in findings)
        {
            JsonSerializer.Serialize(lines, new
            {
                finding.Id,
                finding.ProjectId,
                Project = finding.ProjectName,
                finding.Scanner,
                finding.RuleId,
                Severity = finding.SeverityWord,
                Status = finding.StatusWord,
                finding.FilePath,
                finding.StartLine,
                finding.EndLine,
                finding.Description,
                finding.Snippet,
                finding.Cwe,
                finding.FirstSeenAt,
                finding.ResolvedAt,
                finding.DueAt,
                Reason = finding.Justification,
                SuppressedUntil = finding.IsSuppressed ? finding.SuppressedUntil : null,
                finding.IgnoredInSource,
                finding.PackageUrl,
                finding.Advisory,
                finding.ResourceAddress,
            }, JsonSerializerOptions.Web);
            lines.WriteByte((byte)'\n');
        }
        await body.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), ct);
    }

    public Task EndAsync(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
