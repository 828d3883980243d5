using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Identities and their rights. What machines run as is drawn before.</summary>
internal static class IdentityRules
{
    public static void Draw(GraphDraft draft, PolicyReader policies, ResourcePolicies own)
    {
        var principals = WithGroups(draft, new PrincipalReader(draft, policies).All());
        foreach (var each in principals)
            draft.Is(each.Resource, NodeKind.Identity);
        var trusts = new Trusts(draft, policies);
        trusts.Draw(principals);
        var escalation = new Escalation(draft);
        var assuming = new Assuming(draft, trusts, principals);
        var rights = new RightsDrawer(draft, own, new MachineRights(draft, principals));
        foreach (var each in principals)
        {
            var admin = escalation.Mark(each);
            if (admin is null)
                assuming.Draw(each);
            rights.Draw(each, admin);
        }
    }

    /// <summary>A user has the rights of its groups by being able to act as them; what a group denies, it denies the user too.</summary>
    private static List<Principal> WithGroups(GraphDraft draft, IReadOnlyList<Principal> principals)
    {
        var denials = principals.ToDictionary(each => each.Resource, each => each.Denies);
        var groups = principals.ToDictionary(each => each.Resource, _ => new List<Grant>());
        foreach (var (user, group, link) in Memberships(draft))
        {
            draft.Draw(user.Address, group.Address, EdgeFamily.Identity, Verb.MayAssume, link.Evidence, link.Basis);
            if (groups.TryGetValue(user, out var more) && denials.TryGetValue(group, out var denied))
                more.AddRange(denied);
        }
        return [.. principals.Select(each => groups[each.Resource] is { Count: > 0 } more ? each with { Denies = [.. each.Denies, .. more] } : each)];
    }

    private static IEnumerable<(PlanResource User, PlanResource Group, Link Link)> Memberships(GraphDraft draft)
    {
        foreach (var (type, users, groups) in new[] { ("aws_iam_user_group_membership", "user", "groups"), ("aws_iam_group_membership", "users", "group") })
            foreach (var membership in draft.OfType(type))
                foreach (var user in draft.Links(membership, users, "aws_iam_user"))
                    foreach (var group in draft.Links(membership, groups, "aws_iam_group"))
                        yield return (user.Target, group.Target, user.Evidence > group.Evidence ? user : group);
    }
}
