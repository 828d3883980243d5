using System.Text.Json;

namespace SecureObs.Api.Features.Findings.Exports;

internal enum JsonForm
{
    /// <summary>One array of all.</summary>
    Array,

    /// <summary>One object a line, https://jsonlines.org.</summary>
    Lines,
}

/// <summary>One JSON object a finding.</summary>
internal sealed class JsonWriter(Stream body, JsonForm form) : IFindingWriter
{
    private bool first = true;

    public Task StartAsync(CancellationToken ct) => form is JsonForm.Array ? body.WriteAsync("[\n"u8.ToArray(), ct).AsTask() : Task.CompletedTask;

    public async Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct)
    {
        using var lines = new MemoryStream();
        foreach (var finding in findings)
        {
            if (form is JsonForm.Array && !first)
                lines.Write(",\n"u8);
            first = false;
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
            if (form is JsonForm.Lines)
                lines.WriteByte((byte)'\n');
        }
        await body.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), ct);
    }

    public Task EndAsync(CancellationToken ct) => form is JsonForm.Array ? body.WriteAsync("\n]\n"u8.ToArray(), ct).AsTask() : Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
