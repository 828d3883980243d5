using System.Buffers;
using System.Globalization;
using System.Text;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>
/// RFC 4180 with a header. A field that a spreadsheet would take for a formula gets a quote before it: what is exported
/// came from scanned code, and whoever opens the file must not run it.
/// </summary>
internal sealed class CsvWriter(Stream body) : IFindingWriter
{
    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@\t\r\n");
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    public Task StartAsync(CancellationToken ct) => WriteAsync(Line(
    [
        "id", "project", "scanner", "rule", "severity", "status", "path", "start_line", "end_line", "title", "cwe",
        "first_seen", "resolved", "due", "reason", "suppressed_until", "ignored_in_source", "package", "advisory", "resource",
    ]), ct);

    public Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct) => WriteAsync(string.Concat(findings.Select(finding => Line(
    [
        $"{finding.Id}", finding.ProjectName, finding.Scanner, finding.RuleId, finding.SeverityWord, finding.StatusWord, finding.FilePath,
        Number(finding.StartLine), Number(finding.EndLine), finding.Title, string.Join(' ', finding.Cwe),
        Time(finding.FirstSeenAt), Time(finding.ResolvedAt), Time(finding.DueAt), finding.Justification,
        Time(finding.IsSuppressed ? finding.SuppressedUntil : null), finding.IgnoredInSource, finding.PackageUrl, finding.Advisory, finding.ResourceAddress,
    ]))), ct);

    public Task EndAsync(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = Formulas.Contains(text.TrimStart(' ') is { Length: > 0 } trimmed ? trimmed[0] : ' ') ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Line(IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private Task WriteAsync(string lines, CancellationToken ct) => body.WriteAsync(Encoding.UTF8.GetBytes(lines), ct).AsTask();
}
