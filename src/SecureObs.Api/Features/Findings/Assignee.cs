namespace SecureObs.Api.Features.Findings;

/// <summary>Who sees to a finding.</summary>
/// <param name="MemberId">Of the membership; it may have ended.</param>
public sealed record Assignee(Guid MemberId, string Name)
{
    /// <summary>Stands for a name that is not known any more.</summary>
    internal const string Former = "A former member";

    internal static Assignee? Of(Guid? member, string? name) => member is { } id ? new(id, name ?? Former) : null;
}
