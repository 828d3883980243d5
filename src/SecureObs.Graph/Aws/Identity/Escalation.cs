using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>
/// Who may do everything, or may give itself the right to
/// (the ways are known since rhinosecuritylabs.com, "AWS IAM Privilege Escalation Methods and Mitigation").
/// </summary>
internal sealed class Escalation(GraphDraft draft)
{
    // Of no service: only * matches it, and what leaves some actions out.
    private const string AnyAction = "\u0001:\u0001";

    /// <summary>On everything they make an administrator: of the policies of whatever identity.</summary>
    private static readonly string[] OnAll =
    [
        "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:AttachGroupPolicy", "iam:PutGroupPolicy", "iam:CreatePolicyVersion",
        "iam:UpdateAssumeRolePolicy", "iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
    ];

    /// <summary>And on the identity itself.</summary>
    private static readonly Dictionary<string, string[]> OnItself = new()
    {
        ["aws_iam_role"] = ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
        ["aws_iam_user"] = ["iam:AttachUserPolicy", "iam:PutUserPolicy"],
        ["aws_iam_group"] = ["iam:AttachGroupPolicy", "iam:PutGroupPolicy"],
    };

    private static readonly ArnForm Policy = new("iam", "policy/{0}", "name");

    /// <summary>Marks an administrator. One by a condition that is not known is none, though it controls what it may.</summary>
    public Claim? Mark(Principal who)
    {
        var claim = AdminOf(who);
        if (claim is { Evidence: < Evidence.UnknownDependent })
            draft.Change(who.Resource, node => node with { Asset = AssetKind.Admin });
        return claim;
    }

    public static ArnForm FormOf(PlanResource identity) => new("iam", identity.Type["aws_iam_".Length..] + "/{0}", "name");

    private static Claim? AdminOf(Principal who)
    {
        var everything = Decision.Anywhere(who, AnyAction, everywhere: true);
        if (everything is not null && Decision.Anywhere(who, OnAll[0], everywhere: true) is { } policies)
            return everything.And(policies);
        var all = OnAll.Select(action => Decision.Anywhere(who, action, everywhere: true));
        return Claim.Surest([.. all, OfItself(who), ByOwnPolicy(who)])?.AtMost(Evidence.Inferred);
    }

    private static Claim? OfItself(Principal who)
    {
        var name = new ResourceName(who.Resource, FormOf(who.Resource));
        return Claim.Surest(OnItself[who.Resource.Type].Select(action => Decision.On(who, new(action, Verb.Controls), name, [])));
    }

    /// <summary>A new version of a policy that it has itself.</summary>
    private static Claim? ByOwnPolicy(Principal who)
    {
        if (who.Allows.All(grant => grant.Statement.IsAbout("iam:CreatePolicyVersion") is not Evidence.Observed))
            return null;
        var attached = who.Allows.Concat(who.Denies).Select(grant => grant.Policy).OfType<PlanResource>().Distinct();
        return Claim.Surest(attached.Select(policy => Decision.On(who, new("iam:CreatePolicyVersion", Verb.Controls), new ResourceName(policy, Policy), [])));
    }
}
