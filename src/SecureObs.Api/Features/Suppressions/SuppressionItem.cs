using System.Text.Json.Serialization;
using SecureObs.Api.Domain;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Suppressions;

[JsonConverter(typeof(WordConverter<SuppressionState>))]
public enum SuppressionState
{
    /// <summary>Without effect until somebody else approves.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,
    [JsonStringEnumMemberName("in-force")] InForce,
    [JsonStringEnumMemberName("ended")] Ended,
}

/// <summary>A suppression as lists show it.</summary>
/// <param name="Kind">One of false-positive, risk-accepted, wont-fix.</param>
/// <param name="ProjectId">Null when it holds in the whole organisation.</param>
/// <param name="FindingTitle">Of a suppression of one finding: the first line of what the tool says.</param>
/// <param name="Findings">How many findings it holds now.</param>
/// <param name="IsMine">Whether the caller asked for it, and so cannot approve it.</param>
/// <param name="EndedBy">Null when it ended by itself.</param>
public sealed record SuppressionItem(
    Guid Id, SuppressionState State, FindingStatus Kind, string Reason, SuppressionScope Scope, Guid? ProjectId, string? ProjectName,
    Guid? FindingId, string? FindingTitle, string? Scanner, string? RuleId, string? PathPattern, DateTime? ExpiresAt, bool UntilFixed, bool UntilChanged,
    string CreatedBy, DateTime CreatedAt, bool IsMine, string? ApprovedBy, DateTime? ApprovedAt,
    string? EndedBy, DateTime? EndedAt, EndReason? EndedBecause, long Findings);
