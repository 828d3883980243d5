using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Whose tokens an OIDC provider takes, as far as that can be told.</summary>
internal enum Issuer
{
    Unknown,
    /// <summary>A CI system that gives tokens to jobs.</summary>
    Ci,
    /// <summary>Service accounts of an EKS cluster.</summary>
    Eks,
    /// <summary>Another one, whose users are no entry of the graph.</summary>
    Other,
}

/// <summary>Tells CI systems from other issuers, by the host of their tokens as their own documentation names it.</summary>
internal static class OidcIssuers
{
    private static readonly string[] CiHosts =
        ["token.actions.githubusercontent.com", "api.bitbucket.org", "app.terraform.io", "oidc.circleci.com", "agent.buildkite.com", "vstoken.dev.azure.com"];

    /// <summary>Of a URL, an ARN of a provider, or a key of a condition such as <c>token.actions.githubusercontent.com:sub</c>.</summary>
    public static Issuer Of(string text)
    {
        if (CiHosts.Any(host => text.Contains(host, StringComparison.OrdinalIgnoreCase)) || text.Contains("gitlab", StringComparison.OrdinalIgnoreCase))
            return Issuer.Ci;
        return text.Contains("oidc.eks.", StringComparison.OrdinalIgnoreCase) || text.Contains("oidc-eks.", StringComparison.OrdinalIgnoreCase) ? Issuer.Eks : Issuer.Other;
    }

    /// <summary>Of a provider of the plan: its URL, else what that is made from.</summary>
    public static Issuer Of(PlanResource provider)
    {
        if ((provider.Text("url").Value ?? provider.Text("arn").Value) is { } known)
            return Of(known);
        return provider.References.Any(each => each.Plain == "url" && each.Target.Type == "aws_eks_cluster") ? Issuer.Eks : Issuer.Unknown;
    }

    /// <summary>Keys of conditions name the issuer when nothing else does.</summary>
    public static Issuer Of(Conditions conditions) =>
        conditions.Keys.Any(key => Of(key) == Issuer.Ci) ? Issuer.Ci : conditions.Keys.Any(key => Of(key) == Issuer.Eks) ? Issuer.Eks : Issuer.Unknown;

    /// <summary>Whether more is asked of a token than for whom it is: its subject, or the repository or project it comes from.</summary>
    public static bool IsRestricted(Conditions conditions) =>
        conditions.Keys.Any(key => !key.StartsWith("aws:", StringComparison.Ordinal) && !key.EndsWith(":aud", StringComparison.Ordinal) && !key.EndsWith(":iss", StringComparison.Ordinal));
}
