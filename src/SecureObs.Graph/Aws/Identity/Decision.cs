using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>
/// Whether an identity may do something (docs.aws.amazon.com/IAM, "Policy evaluation logic"): an allow, of the identity or of the resource, no denial of either, and
/// an allow of the permissions boundary when there is one. A denial without a condition takes the right away; with one that keeps some out, the right depends on
/// what is unknown. So does an allow with such a condition. What a service control policy takes away is not seen.
/// </summary>
internal static class Decision
{
    /// <param name="own">The statements of the resource's own policy.</param>
    public static Claim? On(Principal who, Right right, ResourceName resource, IReadOnlyList<Statement> own)
    {
        var allow = Claim.Surest(who.Allows.Select(grant => Allows(grant, right, resource)).Append(ByResource(who, right, resource, own)));
        if (allow is null || Bounded(who, right.Action, statement => resource.In(statement, right.OfObjects)) is not { } bound)
            return null;
        var denials = who.Denies.Select(grant => Denies(grant.Statement, right, resource))
            .Concat(own.Where(each => !each.Allows).Select(each => Names(each.Principals, who.Resource) is { } named && Denies(each, right, resource) is { } denial ? AsSure(named, denial) : null));
        return Left(allow.AtMost(bound), denials);
    }

    /// <summary>On anything at all, or (<paramref name="everywhere"/>) on everything that the action is about.</summary>
    public static Claim? Anywhere(Principal who, string action, bool everywhere)
    {
        Evidence? About(Statement statement) => everywhere ? Everything(statement) : Evidence.Observed;
        var allow = Claim.Surest(who.Allows.Select(grant => Claimed(grant, grant.Statement.Actions.Names.Count == 0 ? null : grant.Statement.IsAbout(action), About(grant.Statement))));
        if (allow is null || Bounded(who, action, About) is not { } bound)
            return null;
        return Left(allow.AtMost(bound), who.Denies.Select(grant => Denial(grant.Statement, grant.Statement.IsAbout(action), Everything(grant.Statement))));
    }

    /// <summary>Whether principals of a resource's policy name an identity itself: in known values, or by the name alone.</summary>
    public static Evidence? Names(Principals principals, PlanResource identity)
    {
        if (principals.IsNegated)
            return Evidence.UnknownDependent;
        if (principals.IsEverybody || principals.Linked.Contains(identity))
            return Evidence.Observed;
        return principals.Accounts.Select(each => IsNamed(each, identity)).Where(each => each is not null).DefaultIfEmpty(null).Min();
    }

    private static Evidence? IsNamed(string principal, PlanResource identity)
    {
        if (identity.Text("arn") is { IsKnown: true, Value: var arn })
            return arn == principal ? Evidence.Observed : null;
        var kind = identity.Type["aws_iam_".Length..] + "/";
        return Arn.Parse(principal) is { Service: "iam" } parsed && parsed.Resource.StartsWith(kind, StringComparison.Ordinal) && identity.Text("name").Is(parsed.Resource[(parsed.Resource.LastIndexOf('/') + 1)..])
            ? Evidence.Inferred : null;
    }

    private static Claim? Allows(Grant grant, Right right, ResourceName resource) =>
        Claimed(grant, About(grant.Statement, right), resource.In(grant.Statement, right.OfObjects));

    /// <summary>What everybody may do is drawn for everybody, not for each identity.</summary>
    private static Claim? ByResource(Principal who, Right right, ResourceName resource, IReadOnlyList<Statement> own) => Claim.Surest(own
        .Where(each => each.Allows && !each.Principals.IsEverybody && !each.Principals.IsNegated && Names(each.Principals, who.Resource) is not null)
        .Select(each => Claimed(new(each, Claim.Observed()), About(each, right), Claim.Weaker(Names(each.Principals, who.Resource)!.Value, resource.In(each, right.OfObjects) ?? Evidence.UnknownDependent))));

    /// <summary>Of actions of which none is known the first right of the type stands for all.</summary>
    private static Evidence? About(Statement statement, Right right) =>
        statement.Actions is { Names.Count: 0, IsUnknown: true } && !right.IsFirst ? null : statement.IsAbout(right.Action);

    private static Claim? Claimed(Grant grant, Evidence? action, Evidence? resource)
    {
        if (action is not { } one || resource is not { } other)
            return null;
        var evidence = Claim.Weaker(one, grant.Statement.Conditions.Restrict ? Evidence.UnknownDependent : other);
        return new Claim(Claim.Weaker(evidence, other), [grant.Statement.Says]).And(grant.Via);
    }

    private static Evidence? Bounded(Principal who, string action, Func<Statement, Evidence?> about)
    {
        if (who.Boundary is not { } boundary)
            return Evidence.Observed;
        if (boundary.Count == 0)
            return Evidence.UnknownDependent;
        if (boundary.Any(each => !each.Allows && !each.Conditions.Restrict && each.IsAbout(action) is Evidence.Observed && about(each) is not null))
            return null;
        return boundary.Where(each => each.Allows && each.IsAbout(action) is not null && about(each) is not null)
            .Select(each => each.Conditions.Restrict ? Evidence.UnknownDependent : each.IsAbout(action)).DefaultIfEmpty(null).Min();
    }

    private static Evidence? Denies(Statement statement, Right right, ResourceName resource) => Denial(statement, statement.IsAbout(right.Action), resource.In(statement, right.OfObjects, wholly: true));

    /// <returns>Observed: the right is gone. Unknown-dependent: it may be.</returns>
    private static Evidence? Denial(Statement statement, Evidence? action, Evidence? resource) => action is null || resource is null || statement.Conditions.IsHarmless ? null
        : action is Evidence.Observed && resource is not Evidence.UnknownDependent && !statement.Conditions.IsThere ? Evidence.Observed : Evidence.UnknownDependent;

    private static Evidence? AsSure(Evidence named, Evidence denial) => named is Evidence.UnknownDependent ? named : denial;

    private static Claim? Left(Claim allow, IEnumerable<Evidence?> denials)
    {
        var found = denials.Where(each => each is not null).DefaultIfEmpty(null).Min();
        return found switch { Evidence.Observed => null, null => allow, _ => allow.AtMost(Evidence.UnknownDependent) };
    }

    private static Evidence? Everything(Statement statement)
    {
        if (statement.Resources.IsNegated)
            return Evidence.UnknownDependent;
        return statement.Resources.Names.Any(IsEverything) ? Evidence.Observed : null;
    }

    /// <summary><c>*</c>, and all roles, users, groups or policies of an account.</summary>
    private static bool IsEverything(string pattern) =>
        pattern == "*" || (Arn.Parse(pattern) is { Service: "iam", Resource: "*" or "role/*" or "user/*" or "group/*" or "policy/*" });
}
