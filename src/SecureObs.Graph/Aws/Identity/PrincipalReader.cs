using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Collects the policies of roles, users and groups: inline, attached from either side, and of AWS. Service control policies are not looked at.</summary>
internal sealed class PrincipalReader(GraphDraft draft, PolicyReader policies)
{
    public static readonly string[] Types = ["aws_iam_role", "aws_iam_user", "aws_iam_group"];

    private static readonly (string Type, string[] Holders)[] Inline =
        [("aws_iam_role_policy", ["role"]), ("aws_iam_user_policy", ["user"]), ("aws_iam_group_policy", ["group"])];

    private static readonly (string Type, string[] Holders)[] Attachments =
    [
        ("aws_iam_role_policy_attachment", ["role"]), ("aws_iam_user_policy_attachment", ["user"]), ("aws_iam_group_policy_attachment", ["group"]),
        ("aws_iam_policy_attachment", ["roles", "users", "groups"]),
    ];

    private readonly Dictionary<PlanResource, List<Grant>> grants = [];

    /// <summary>All of the plan, also those that are only looked up.</summary>
    public IReadOnlyList<Principal> All()
    {
        var identities = draft.OfType(Types).Concat(draft.DataOfType(Types)).ToList();
        foreach (var each in identities)
            grants[each] = [];
        ReadInline();
        ReadAttached();
        foreach (var role in identities.Where(each => each.Type == "aws_iam_role"))
            ReadOwn(role);
        return [.. identities.Select(each => new Principal(each, [.. grants[each].Where(grant => grant.Statement.Allows)], [.. grants[each].Where(grant => !grant.Statement.Allows)], Boundary(each)))];
    }

    private void ReadInline()
    {
        foreach (var (type, holders) in Inline)
            foreach (var policy in draft.OfType(type))
                foreach (var (holder, via) in Holders(policy, holders))
                    grants[holder].AddRange(policies.Of(policy).Select(statement => new Grant(statement, via)));
    }

    private void ReadAttached()
    {
        foreach (var (type, holders) in Attachments)
            foreach (var attachment in draft.OfType(type))
                foreach (var (holder, via) in Holders(attachment, holders))
                    grants[holder].AddRange(Attached(attachment, "policy_arn", via));
    }

    private void ReadOwn(PlanResource role)
    {
        grants[role].AddRange(policies.Of(role, "inline_policy.policy").Select(statement => new Grant(statement, Claim.Observed())));
        grants[role].AddRange(Attached(role, "managed_policy_arns", Claim.Observed()));
    }

    private IEnumerable<(PlanResource Holder, Claim Via)> Holders(PlanResource attachment, string[] attributes) =>
        from attribute in attributes
        from link in draft.Links(attachment, attribute, Types)
        where grants.ContainsKey(link.Target)
        select (link.Target, new Claim(link.Evidence, [link.Basis]));

    private IEnumerable<Grant> Attached(PlanResource from, string attribute, Claim via)
    {
        foreach (var link in draft.Links(from, attribute, "aws_iam_policy"))
            foreach (var statement in policies.Of(link.Target))
                yield return new(statement, via.And(new Claim(link.Evidence, [link.Basis])), link.Target);
        foreach (var name in (from.Texts(attribute).Value ?? []).Select(ManagedPolicies.NameOf).OfType<string>())
        {
            if (ManagedPolicies.Statements(name, from.Says(attribute)) is not { } statements)
                draft.Leave("policies of AWS whose rights are not known here");
            else
                foreach (var statement in statements)
                    yield return new(statement, via, Name: name);
        }
    }

    private List<Statement>? Boundary(PlanResource identity)
    {
        if (draft.Links(identity, "permissions_boundary", "aws_iam_policy") is { Count: > 0 } links)
            return [.. links.SelectMany(link => policies.Of(link.Target))];
        var boundary = identity.Text("permissions_boundary");
        if (boundary.IsAbsent)
            return null;
        return boundary.Value is { } arn && ManagedPolicies.NameOf(arn) is { } name && ManagedPolicies.Statements(name, identity.Says("permissions_boundary")) is { } statements ? [.. statements] : [];
    }
}
