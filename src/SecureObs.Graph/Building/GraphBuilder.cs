using SecureObs.Contracts;
using SecureObs.Graph.Aws;
using SecureObs.Graph.Azure;
using SecureObs.Graph.Google;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Building;

/// <summary>Makes the graph of a topology.</summary>
public static class GraphBuilder
{
    /// <summary>What one analysis may have; the sender sees to it as well.</summary>
    public const int MostResources = 20_000;

    /// <inheritdoc cref="MostResources"/>
    public const int MostReferences = 100_000;

    private const int MostBasis = 8;

    private static readonly IProviderRules[] Providers = [new AzureRules(), new AwsRules(), new GoogleRules()];

    public static InfrastructureGraph Build(TerraformTopology topology)
    {
        var draft = new GraphDraft(topology);
        foreach (var provider in Providers)
            provider.Draw(draft);
        DrawDependencies(draft);
        return new([.. draft.Nodes.OrderBy(node => node.Address, StringComparer.Ordinal)], [.. draft.Edges.Order(EdgeOrder.Instance)], draft.Left);
    }

    /// <summary>References that no rule knows the meaning of. Two resources may have many: one edge says them all.</summary>
    private static void DrawDependencies(GraphDraft draft)
    {
        var known = draft.Edges.SelectMany(edge => new[] { (edge.Source, edge.Target), (edge.Target, edge.Source) }).ToHashSet();
        foreach (var resource in draft.All)
            foreach (var target in resource.References.GroupBy(reference => reference.Target))
                if (!known.Contains((resource.Address, target.Key.Address)))
                    draft.Draw(resource.Address, target.Key.Address, EdgeFamily.Dependency, Verb.DependsOn, Evidence.Observed,
                        [.. target.Take(MostBasis).Select(reference => new Basis(resource.Address, reference.Path))]);
    }

    private sealed class EdgeOrder : IComparer<GraphEdge>
    {
        public static readonly EdgeOrder Instance = new();

        public int Compare(GraphEdge? x, GraphEdge? y)
        {
            var (left, right) = (x!, y!);
            return string.CompareOrdinal(left.Source, right.Source) is not 0 and var source ? source
                : string.CompareOrdinal(left.Target, right.Target) is not 0 and var target ? target
                : left.Verb.CompareTo(right.Verb) is not 0 and var verb ? verb
                : string.CompareOrdinal(left.Ports, right.Ports);
        }
    }
}
