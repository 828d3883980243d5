using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SecureObs.Contracts;

/// <summary>
/// <c>POST /api/projects/{projectId}/runs</c>: says that a pipeline run begins. Repeating it answers the same run.
/// </summary>
/// <param name="PipelineRunId">The CI system's id of the run, any text of at most 256 characters.</param>
/// <param name="Branch">The branch that was scanned; null when the caller does not know it.</param>
/// <param name="Commit">The commit that was scanned.</param>
/// <param name="PullRequest">The number of the pull request, when the run belongs to one.</param>
/// <param name="StartedAt">When the run started, for results that arrive late; now when not given. Runs are ordered by it.</param>
/// <param name="DefaultBranch">The repository's default branch; taken when the project names none.</param>
public sealed record OpenRunRequest(
    [property: Required, StringLength(256, MinimumLength = 1)] string PipelineRunId,
    [property: StringLength(256)] string? Branch = null,
    [property: StringLength(64)] string? Commit = null,
    [property: Range(1, int.MaxValue)] int? PullRequest = null,
    DateTimeOffset? StartedAt = null,
    [property: StringLength(256)] string? DefaultBranch = null);

/// <summary>The run that findings of this pipeline run belong to.</summary>
public sealed record OpenedRun(Guid RunId);

/// <summary>Whether a scanner did its work. A failed one found nothing out: it must never look like a clean scan.</summary>
[JsonConverter(typeof(WordConverter<ScannerStatus>))]
public enum ScannerStatus : short
{
    /// <summary>Findings arrived, but the client did not say that it was done. Published clients never say it.</summary>
    [JsonStringEnumMemberName("reported")] Reported = 0,
    [JsonStringEnumMemberName("completed")] Completed = 1,
    [JsonStringEnumMemberName("failed")] Failed = 2,
    /// <summary>It was to run and did not begin: its tool is not installed, or of a version that nobody tried. To the gate it is no better than a failed one.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped = 3,
}

/// <summary>
/// <c>PUT /api/projects/{projectId}/runs/{runId}/results/{scanner}</c>: how one scanner ended, also with zero findings.
/// </summary>
/// <param name="Status">Any but <see cref="ScannerStatus.Reported"/>.</param>
/// <param name="Version">The tool's own version.</param>
/// <param name="Findings">How many findings it reported; 0 is an answer too.</param>
/// <param name="DurationMilliseconds">How long the tool ran.</param>
/// <param name="Message">Why it failed or did not begin, in one line without code or secrets.</param>
/// <param name="Target">What was scanned, when a run scans several things; null or '' for the workspace as a whole.</param>
/// <param name="RulesDigest">SHA-256 of the tool's version and of the settings that it got, so that other rules are told from other code.</param>
/// <param name="ExitCode">What the tool ended with; null when it did not begin or was killed.</param>
public sealed record ReportScannerResultRequest(
    [property: AllowedValues(ScannerStatus.Completed, ScannerStatus.Failed, ScannerStatus.Skipped)] ScannerStatus Status,
    [property: StringLength(100)] string? Version = null,
    [property: Range(0, int.MaxValue)] int Findings = 0,
    [property: Range(0, long.MaxValue)] long DurationMilliseconds = 0,
    [property: StringLength(1000)] string? Message = null,
    [property: StringLength(256)] string? Target = null,
    [property: StringLength(128)] string? RulesDigest = null,
    int? ExitCode = null);

/// <summary>The answer to a complete result: what it is, compared as a whole with the one before. One that did not complete is answered without a body.</summary>
/// <param name="Findings">Different findings that it has.</param>
/// <param name="New">Of these, such as no earlier run had brought.</param>
public sealed record ScannerResultCounts(int Findings, int New);

/// <summary>
/// <c>POST /api/projects/{projectId}/runs/{runId}/close</c>: the manifest of a run, what was asked of it and how it ended.
/// The whole body may be missing: older clients send none.
/// </summary>
/// <param name="Scanners">One entry for each result that the run was to bring, also for those that failed.</param>
public sealed record CloseRunRequest(
    [property: MaxLength(200), UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The server alone checks it, and is not trimmed.")]
    IReadOnlyList<RunManifestEntry>? Scanners = null);

/// <summary>One line of a run's manifest.</summary>
/// <param name="Scanner">The scanner's key.</param>
/// <param name="Status">As in its result.</param>
/// <param name="Findings">How many findings it reported.</param>
/// <param name="Target">As in its result.</param>
public sealed record RunManifestEntry(
    [property: Required, StringLength(64, MinimumLength = 1)] string Scanner,
    [property: AllowedValues(ScannerStatus.Completed, ScannerStatus.Failed, ScannerStatus.Skipped)] ScannerStatus Status,
    [property: Range(0, int.MaxValue)] int Findings = 0,
    [property: StringLength(256)] string? Target = null);
