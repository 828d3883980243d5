using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Services;

/// <summary>Services that are public by their own setting: the API of a Kubernetes cluster, which asks for credentials and is exposure alone, and App Runner, which does not.</summary>
internal static class ManagedServices
{
    public static void Draw(GraphDraft draft)
    {
        foreach (var cluster in draft.OfType("aws_eks_cluster"))
            draft.Expose(cluster, OfCluster(cluster.First("vpc_config")));
        foreach (var service in draft.OfType("aws_apprunner_service"))
            AppRunner(draft, service);
        foreach (var access in draft.OfType("aws_eks_access_policy_association").Where(each => each.Text("policy_arn").Value?.EndsWith("/AmazonEKSClusterAdminPolicy", StringComparison.Ordinal) == true))
            Administrators(draft, access);
    }

    private static Exposure OfCluster(Block network)
    {
        var isPublic = network.Flag("endpoint_public_access").Or(true);
        if (!isPublic.IsKnown)
            return Exposure.Unknown;
        if (!isPublic.Value)
            return Exposure.Private;
        // The provider asks AWS when no ranges are given: then it is everybody.
        var ranges = network.Texts("public_access_cidrs").Value ?? [];
        return ranges.Count == 0 || AddressSet.Parse(ranges.Where(text => AddressSet.TryParse(text, out _))).IsMostOfTheInternet ? Exposure.Internet : Exposure.Restricted;
    }

    private static void AppRunner(GraphDraft draft, PlanResource service)
    {
        var ingress = service.First("network_configuration").First("ingress_configuration");
        var isPublic = ingress.Flag("is_publicly_accessible");
        if (isPublic.Is(false))
            draft.Expose(service, Exposure.Private);
        else
            FunctionRules.Calls(draft, service, isPublic.IsKnown ? Claim.Observed(ingress.Says("is_publicly_accessible")) : Claim.Inferred(service.Itself));
    }

    /// <summary>Who administers a cluster runs what it likes on its nodes.</summary>
    private static void Administrators(GraphDraft draft, PlanResource access)
    {
        foreach (var who in draft.Links(access, "principal_arn", "aws_iam_role", "aws_iam_user"))
            foreach (var cluster in draft.Links(access, "cluster_name", "aws_eks_cluster"))
                foreach (var (nodes, path) in GraphDraft.ReferrersOf(cluster.Target, "aws_eks_node_group").Where(each => each.Path == "cluster_name").ToList())
                    draft.Draw(new GraphEdge(who.Target.Address, nodes.Address, EdgeFamily.Identity, Verb.Controls, Claim.Weaker(who.Evidence, cluster.Evidence), [access.Says("policy_arn"), nodes.Says(path)]) { Detail = "AmazonEKSClusterAdminPolicy" });
    }
}
