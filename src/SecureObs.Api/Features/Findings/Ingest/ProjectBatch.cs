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
internal sealed record ProjectBatch(Guid ProjectId, IReadOnlyList<PlacedFinding> Rows)
{
    /// <summary>
    /// How many findings this request's runs brought: those that no other run had brought before. A repeated request
    /// counts the same, because what it brought the first time is still its own.
    /// </summary>
    public int CountBroughtBy(IReadOnlyDictionary<string, StoredFinding> stored) => Rows
        .Where(row => stored[row.Key].FirstRun == row.Finding.PipelineRunId)
        .DistinctBy(row => row.Key)
        .Count();
}
