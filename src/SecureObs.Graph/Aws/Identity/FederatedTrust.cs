using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Trust in tokens of somebody else: jobs of CI systems, and service accounts of an EKS cluster, whose tokens are on its nodes.</summary>
internal sealed class FederatedTrust(GraphDraft draft)
{
    private const string Provider = "aws_iam_openid_connect_provider";

    public void Draw(PlanResource role, Statement statement)
    {
        if (statement.IsAbout("sts:AssumeRoleWithWebIdentity") is not { } about || statement.Principals.IsNegated)
            return;
        foreach (var federated in statement.Principals.Federated.Where(each => each.Contains(":oidc-provider/", StringComparison.Ordinal)))
            Draw(role, statement, OidcIssuers.Of(federated), about, null);
        foreach (var provider in statement.Principals.Linked.Where(each => each.Type == Provider))
            Draw(role, statement, OidcIssuers.Of(provider) is Issuer.Unknown ? OidcIssuers.Of(statement.Conditions) : OidcIssuers.Of(provider), about, provider);
        // An ARN that is made of an unknown account or URL; the issuer is in the conditions.
        if (statement.Principals is { IsUnknown: true, Federated.Count: 0, Linked: var linked } && !linked.Any(each => each.Type == Provider) && OidcIssuers.Of(statement.Conditions) is Issuer.Ci)
            Draw(role, statement, Issuer.Ci, about, null);
    }

    private void Draw(PlanResource role, Statement statement, Issuer issuer, Evidence about, PlanResource? provider)
    {
        var evidence = statement.Conditions.Keys.Any(key => key.StartsWith("aws:", StringComparison.Ordinal)) ? Evidence.UnknownDependent : about;
        var basis = provider is null ? [statement.Says] : new[] { statement.Says, provider.Says("url") };
        if (issuer is Issuer.Ci or Issuer.Unknown)
            draft.Draw(new GraphEdge(GraphNode.Ci, role.Address, EdgeFamily.Identity, Verb.MayAssume, issuer is Issuer.Unknown ? Evidence.UnknownDependent : evidence, basis)
            {
                Detail = statement.Actions.Names.Count == 0 ? "" : OidcIssuers.IsRestricted(statement.Conditions) ? "subject restricted" : "any subject",
            });
        if (issuer is Issuer.Eks && provider is not null)
            foreach (var cluster in draft.Links(provider, "url", "aws_eks_cluster"))
                Nodes(role, cluster.Target, Claim.Weaker(evidence, Evidence.Inferred), basis);
    }

    /// <summary>Whoever has a node has the tokens of what runs on it.</summary>
    private void Nodes(PlanResource role, PlanResource cluster, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        foreach (var (source, path) in GraphDraft.ReferrersOf(cluster, "aws_eks_node_group"))
            if (path == "cluster_name")
                draft.Draw(source.Address, role.Address, EdgeFamily.Identity, Verb.MayAssume, evidence, [.. basis, source.Says("cluster_name")]);
    }
}
