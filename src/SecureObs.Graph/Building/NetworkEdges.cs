using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Building;

/// <summary>Draws what filters let through.</summary>
internal static class NetworkEdges
{
    /// <summary>One edge for what is certain, another one for what may be let in as well.</summary>
    public static void Reaches(this GraphDraft draft, string from, PlanResource to, Reach reach, Evidence evidence, IReadOnlyList<Basis> basis, Verb verb = Verb.Reaches)
    {
        IReadOnlyList<Basis> all = [.. reach.Basis.Concat(basis).Distinct().Take(Reach.MostBasis)];
        if (!reach.Certain.IsEmpty)
            draft.Draw(new GraphEdge(from, to.Address, EdgeFamily.Network, verb, evidence, all) { Ports = $"{reach.Certain}" });
        if (reach.Possible.Except(reach.Certain) is { IsEmpty: false } maybe)
            draft.Draw(new GraphEdge(from, to.Address, EdgeFamily.Network, verb, Evidence.UnknownDependent, all) { Ports = $"{maybe}" });
    }
}
