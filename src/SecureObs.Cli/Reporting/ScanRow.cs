using SecureObs.Contracts;

namespace SecureObs.Cli.Reporting;

/// <summary>One scanner in the summary.</summary>
/// <param name="Failure">Why it found nothing out, or why its findings did not arrive; null when all went well.</param>
internal sealed record ScanRow(string Scanner, string? Version, TimeSpan Duration, string? Failure)
{
    /// <summary>Whether its tool did not even begin.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>What its tool ended with; null when it did not begin or was killed.</summary>
    public int? ExitCode { get; init; }

    public ScannerStatus Status => Failure is null ? ScannerStatus.Completed : IsSkipped ? ScannerStatus.Skipped : ScannerStatus.Failed;

    public IReadOnlyList<Severity> Severities { get; init; } = [];
    /// <summary>Findings that no earlier run had brought.</summary>
    public int New { get; init; }

    /// <summary>What the API is told of it.</summary>
    /// <param name="target">What of the project was scanned; null for all of it.</param>
    public ReportScannerResultRequest Result(int findings, string? target) =>
        new(Status, Version, Failure is null ? findings : 0, (long)Duration.TotalMilliseconds, Failure, target, ExitCode: ExitCode);

    /// <summary>The line of a result in the manifest of its run.</summary>
    public static RunManifestEntry Entry(string scanner, ReportScannerResultRequest result) => new(scanner, result.Status, result.Findings, result.Target);

    public int Count(params ReadOnlySpan<Severity> severities)
    {
        var count = 0;
        foreach (var severity in Severities)
            count += severities.Contains(severity) ? 1 : 0;
        return count;
    }
}
