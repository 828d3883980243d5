namespace SecureObs.Api.Domain.Counting;

/// <summary>Findings of one scanner in one project that changed in the same way: what they counted as, and what they count as now.</summary>
internal sealed record Turn
{
    public required Guid ProjectId { get; init; }
    public required string Scanner { get; init; }
    /// <summary>Null when they were not there, as all that was before.</summary>
    public short? StatusBefore { get; init; }
    public short? SeverityBefore { get; init; }
    public bool? DetectedBefore { get; init; }
    /// <summary>Null when they are gone, as all that is now.</summary>
    public short? Status { get; init; }
    public short? Severity { get; init; }
    public bool? Detected { get; init; }
    public required int Findings { get; init; }
    /// <summary>Since they were first seen, all together.</summary>
    public long Seconds { get; init; }
    /// <summary>They are gone because nobody keeps them any longer, not because they never were.</summary>
    public bool IsRetired { get; init; }
    /// <summary>Which ones.</summary>
    public Guid[] Ids { get; init; } = [];

    public bool WasActive => IsActive(StatusBefore);

    public bool IsActiveNow => IsActive(Status);

    public bool WasResolved => StatusBefore == (short)FindingStatus.Resolved;

    public bool IsResolvedNow => Status == (short)FindingStatus.Resolved;

    private static bool IsActive(short? status) => status is (short)FindingStatus.Open or (short)FindingStatus.InReview;
}
