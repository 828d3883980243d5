using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Data;

/// <summary>What the policy of a resource lets everybody do, whoever they are.</summary>
internal static class Everybody
{
    /// <summary>Keys of conditions that let in who comes from some place, account or service: too few to be a hop, whatever their values are.</summary>
    private static readonly string[] Closing =
    [
        "aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:sourceaccount", "aws:sourceowner", "aws:sourcearn", "aws:sourceorgid",
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn",
    ];

    public static Claim? May(Right right, ResourceName resource, IReadOnlyList<Statement> policy)
    {
        var allow = Claim.Surest(policy.Where(each => each.Allows && each.Principals.IsEverybody && !each.Conditions.Keys.Any(Closing.Contains)).Select(each => Claimed(each, right, resource)));
        if (allow is null)
            return null;
        foreach (var denial in policy.Where(each => !each.Allows && each.IsAbout(right.Action) is not null && resource.In(each, right.OfObjects, wholly: true) is not null && !each.Conditions.IsHarmless))
        {
            if (denial.Conditions.IsThere && denial.Conditions.Keys.Any(Closing.Contains))
                return null;
            if (denial.Principals.IsEverybody && !denial.Conditions.IsThere && denial.IsAbout(right.Action) is Evidence.Observed)
                return null;
            // Whoever is not named is denied: everybody is not.
            if (denial.Principals.IsNegated && !denial.Conditions.IsThere)
                return null;
            allow = denial.Principals.IsEverybody || denial.Principals.IsNegated ? allow.AtMost(Evidence.UnknownDependent) : allow;
        }
        return allow;
    }

    private static Claim? Claimed(Statement statement, Right right, ResourceName resource) =>
        statement.IsAbout(right.Action) is { } action && resource.In(statement, right.OfObjects) is { } named
            ? Claim.Observed(statement.Says).AtMost(action).AtMost(named).AtMost(statement.Conditions.Restrict ? Evidence.UnknownDependent : Evidence.Observed) : null;
}
