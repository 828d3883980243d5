using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Tests.Infrastructure;

internal static class GraphAssert
{
    /// <summary>The only edge of this verb between the two.</summary>
    public static GraphEdge Edge(this GraphDraft graph, string source, Verb verb, string target)
    {
        var found = graph.Edges.Where(edge => edge.Source == source && edge.Verb == verb && edge.Target == target).ToList();
        Assert.True(found.Count == 1, $"{found.Count} edges {source} {verb} {target} among:\n{string.Join('\n', graph.Edges.Select(edge => $"{edge.Source} {edge.Verb} {edge.Target} {edge.Ports} {edge.Evidence} {edge.Detail}"))}");
        Assert.NotEmpty(found[0].Basis);
        return found[0];
    }

    public static void NoEdge(this GraphDraft graph, string source, Verb verb, string target) =>
        Assert.DoesNotContain(graph.Edges, edge => edge.Source == source && edge.Verb == verb && edge.Target == target);

    /// <summary>Nothing of this verb begins there.</summary>
    public static void NoEdge(this GraphDraft graph, string source, Verb verb) => Assert.DoesNotContain(graph.Edges, edge => edge.Source == source && edge.Verb == verb);

    public static GraphNode NodeAt(this GraphDraft graph, string address) => Assert.Single(graph.Nodes, node => node.Address == address);
}
