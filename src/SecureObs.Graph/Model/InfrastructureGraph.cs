namespace SecureObs.Graph.Model;

/// <summary>A topology as a graph. The same topology always gives the same graph, in the same order.</summary>
/// <param name="Nodes">By address.</param>
/// <param name="Edges">By source, target and verb.</param>
/// <param name="Left">What could not be told, by the reason, in words without data.</param>
public sealed record InfrastructureGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, IReadOnlyDictionary<string, int> Left);
