using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Draws what gets through.</summary>
internal static class NetworkEdges
{
    /// <summary>One edge for what is certain, another one for what may get through as well.</summary>
    /// <param name="claim">What is needed besides.</param>
    public static void Draw(GraphDraft draft, string from, PlanResource to, Verb verb, Reach reach, Claim claim)
    {
        IReadOnlyList<Basis> basis = [.. reach.Basis.Concat(claim.Basis).Distinct().Take(Reach.MostBasis)];
        if (basis.Count == 0)
            basis = [to.Itself];
        if (!reach.Certain.IsEmpty)
            draft.Draw(new GraphEdge(from, to.Address, EdgeFamily.Network, verb, claim.Evidence, basis) { Ports = $"{reach.Certain}" });
        if (reach.Possible.Except(reach.Certain) is { IsEmpty: false } maybe)
            draft.Draw(new GraphEdge(from, to.Address, EdgeFamily.Network, verb, Evidence.UnknownDependent, basis) { Ports = $"{maybe}" });
    }
}
