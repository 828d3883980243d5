using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Data;

/// <summary>Secrets, tables, queues, topics and search domains whose own policy lets everybody in.</summary>
internal static class PublicStores
{
    private static readonly string[] Search = ["aws_opensearch_domain", "aws_elasticsearch_domain"];

    private static readonly Right[] OfSearch = [new("es:ESHttpGet", Verb.MayRead, IsFirst: true), new("es:ESHttpPost", Verb.MayWrite)];

    public static void Draw(GraphDraft draft, ResourcePolicies policies)
    {
        foreach (var (type, kind) in StoreTypes.All.Where(each => each.Key is not "aws_s3_bucket" and not "aws_efs_file_system"))
            foreach (var store in draft.OfType(type))
                Draw(draft, store, new ResourceName(store, kind.Form), Search.Contains(type) ? OfSearch : kind.Rights, policies.Of(store));
    }

    private static void Draw(GraphDraft draft, PlanResource store, ResourceName name, IReadOnlyList<Right> rights, IReadOnlyList<Statement> policy)
    {
        var isSearch = Search.Contains(store.Type);
        // In a network it is packets that decide; and who is let in must still log in when the domain has users of its own.
        if (isSearch && (store.Blocks("vpc_options").Count > 0 || store.First("advanced_security_options").Flag("enabled").Is(true)))
            return;
        if (isSearch)
            draft.Expose(store, policy.Any(each => each.Allows && each.Conditions.Restrict) ? Exposure.Restricted : Exposure.Internet);
        // A secret's own policy resource keeps policies for everybody out when it is told to.
        if (store.ReferredBy.Any(each => each.Plain == "secret_arn" && each.Source.Flag("block_public_policy").Is(true)))
            return;
        foreach (var right in rights)
            if (Everybody.May(right, name, policy) is { } claim)
                draft.Draw(new GraphEdge(GraphNode.Anyone, store.Address, EdgeFamily.Data, right.Verb, claim.Evidence, claim.Basis) { Detail = right.Action });
    }
}
