using SecureObs.Api.Domain;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings;

/// <summary>A finding as lists show it.</summary>
/// <param name="Title">The first line of what the tool says, at most 200 characters; the rule when it says nothing.</param>
/// <param name="Assignee">The id of the member who sees to it.</param>
/// <param name="IgnoredInSource">Whether an ignore in the repository speaks of it.</param>
public sealed record FindingItem(
    Guid Id, Guid ProjectId, string ProjectName, string Scanner, string RuleId, Severity Severity, FindingStatus Status,
    string? FilePath, int? StartLine, string Title, DateTime FirstSeenAt, Guid? Assignee, DateTime? DueAt, bool IgnoredInSource);

internal sealed record FindingRow(
    Guid Id, Guid ProjectId, string ProjectName, string Scanner, string RuleId, short Severity, short Status,
    string? FilePath, int? StartLine, string Title, DateTime FirstSeenAt, Guid? Assignee, DateTime? DueAt, bool IgnoredInSource)
{
    public FindingItem Item() => new(
        Id, ProjectId, ProjectName, Scanner, RuleId, (Severity)Severity, (FindingStatus)Status, FilePath, StartLine, Title, FirstSeenAt,
        Assignee, DueAt, IgnoredInSource);
}
