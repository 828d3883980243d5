using System.Security.Cryptography;
using SecureObs.Api.Platform.Auditing;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>A row whose project and fingerprint are known.</summary>
internal sealed record PlacedFinding(Guid ProjectId, IncomingFinding Finding, byte[] Fingerprint)
{
    /// <summary>The fingerprint as text, to look it up by.</summary>
    public string Key { get; } = Convert.ToHexString(Fingerprint);
}

/// <summary>A finding as the database has it after this request.</summary>
/// <param name="FirstRun">The pipeline run that brought it.</param>
internal sealed record StoredFinding(Guid Id, string FirstRun);

/// <summary>The rows of one project in one request.</summary>
/// <param name="Entry">The audit entry of the batch; made before the transaction, which may run again.</param>
internal sealed record ProjectBatch(Guid ProjectId, AuditEntryKey Entry, IReadOnlyList<PlacedFinding> Rows)
{
    /// <summary>
    /// How many findings this request's runs brought: those that no other run had brought before. A repeated request
    /// counts the same, because what it brought the first time is still its own.
    /// </summary>
    public int CountBroughtBy(IReadOnlyDictionary<string, StoredFinding> stored) => Rows
        .Where(row => stored[row.Key].FirstRun == row.Finding.PipelineRunId)
        .DistinctBy(row => row.Key)
        .Count();

    /// <summary>What the audit trail keeps: enough to tell whether a batch is the one that arrived, nothing of its text.</summary>
    public IReadOnlyDictionary<string, string?> Data()
    {
        var runs = Rows.Select(row => row.Finding.PipelineRunId).Where(run => run.Length > 0).Distinct().ToList();
        return new Dictionary<string, string?>
        {
            ["count"] = $"{Rows.Count}",
            ["digest"] = Digest(),
            ["run"] = runs is [var only] ? only : null,
            ["runs"] = $"{runs.Count}",
        };
    }

    /// <summary>SHA-256 over the different fingerprints in their order, as hexadecimal.</summary>
    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows.DistinctBy(row => row.Key).OrderBy(row => row.Key, StringComparer.Ordinal))
            hash.AppendData(row.Fingerprint);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
