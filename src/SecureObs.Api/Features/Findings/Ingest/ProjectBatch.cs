using System.Security.Cryptography;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>A row whose project is known.</summary>
internal sealed record PlacedFinding(Guid ProjectId, IncomingFinding Finding);

/// <summary>A row with what it is recognised by.</summary>
internal sealed record KeyedFinding(IncomingFinding Finding, IdentityKeys Keys)
{
    public byte[] ContentHash { get; } = Identity.Content(Finding);
}

/// <summary>A finding as the database has it after this request.</summary>
/// <param name="FirstRun">The pipeline run that brought it.</param>
internal sealed record StoredFinding(Guid Id, string FirstRun);

/// <summary>The rows of one request that belong to one result: of one scanner's look at one target in one run.</summary>
/// <param name="Run">Null when the client named no run.</param>
/// <param name="Number">Which result of its scope this is; null without a run.</param>
internal sealed record ResultBatch(RunOfProject? Run, ScanNumber? Number, IReadOnlyList<KeyedFinding> Rows)
{
    /// <summary>Whether what arrives may overwrite where a finding stands: the default branch's newest run tells that, once it has the finding.</summary>
    public bool Overwrites => Run is null || (Run.IsDefault && !(Number?.CurrentAt > Run.StartedAt));

    /// <summary>Whether what it sees is there now.</summary>
    public bool SpeaksForNow => Run is { } run && Number is { } number && number.SpeaksForNow(run);

    /// <summary>A report's own duplicates count once; the first speaks for all.</summary>
    public IReadOnlyList<KeyedFinding> Distinct { get; } =
        [.. Rows.DistinctBy(row => row.Keys.Key).OrderBy(row => row.Keys.Key, StringComparer.Ordinal)];

    /// <summary>
    /// How many findings this request's run brought: those that no other run had brought before. A repeated request
    /// counts the same, because what it brought the first time is still its own.
    /// </summary>
    public int CountBroughtBy(IReadOnlyDictionary<string, StoredFinding> stored) => Distinct
        .Where(row => stored[row.Keys.Key].FirstRun == row.Finding.PipelineRunId)
        .DistinctBy(row => stored[row.Keys.Key].Id)
        .Count();
}

/// <summary>The rows of one project in one request.</summary>
/// <param name="Entry">The audit entry of the batch; made before the transaction, which may run again.</param>
internal sealed record ProjectBatch(Guid ProjectId, AuditEntryKey Entry, IReadOnlyList<PlacedFinding> Rows)
{
    /// <summary>The runs that its rows name.</summary>
    public string[] NamedRuns { get; } =
        [.. Rows.Select(row => row.Finding.PipelineRunId).Where(run => run.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    public string[] Scanners { get; } = [.. Rows.Select(row => row.Finding.Scanner).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What the audit trail keeps: enough to tell whether a batch is the one that arrived, nothing of its text.</summary>
    /// <param name="receipt">Of the whole request.</param>
    public IReadOnlyDictionary<string, string?> Data(IReadOnlyList<ResultBatch> results, string? receipt) => new Dictionary<string, string?>
    {
        ["count"] = $"{Rows.Count}",
        ["digest"] = Digest(results),
        ["receipt"] = receipt,
        ["run"] = NamedRuns is [var only] ? only : null,
        ["runs"] = $"{NamedRuns.Length}",
    };

    /// <summary>SHA-256 over the different fingerprints in their order, as hexadecimal.</summary>
    private static string Digest(IReadOnlyList<ResultBatch> results)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in results.SelectMany(result => result.Distinct).DistinctBy(row => row.Keys.Key).OrderBy(row => row.Keys.Key, StringComparer.Ordinal))
            hash.AppendData(row.Keys.Fingerprint);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
