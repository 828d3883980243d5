using SecureObs.Api.Domain;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>A finding that was changed, and what was before: what taking it back needs.</summary>
internal sealed record ChangedFinding(Guid Id)
{
    public FindingStatus TriageBefore { get; init; }
    public FindingStatus TriageAfter { get; init; }
    /// <summary>The finding's own suppressions that the change ended.</summary>
    public IReadOnlyList<Guid> SuppressionsEnded { get; init; } = [];
    public Guid? SuppressionMade { get; init; }
    public Guid? AssigneeBefore { get; init; }
    public Guid? AssigneeAfter { get; init; }
    public short? OverrideBefore { get; init; }
    public short? OverrideAfter { get; init; }
    public string? ReasonBefore { get; init; }
    public string? ReasonAfter { get; init; }
}

/// <summary>A finding that a wide suppression holds: no decision about the finding alone can open it.</summary>
internal sealed record Held(Guid FindingId, SuppressionScope Scope, Guid SuppressionId);

/// <summary>What a change did.</summary>
/// <param name="Found">How many of the findings exist.</param>
/// <param name="Asks">How many of the changed ones wait for somebody's approval.</param>
internal sealed record ChangeOutcome(int Found, IReadOnlyList<ChangedFinding> Changed, IReadOnlyList<Held> Held, int Asks);

/// <summary>What a change would do, in numbers of findings.</summary>
internal sealed record ChangePreview(int Changed, int Held, int Asks);
