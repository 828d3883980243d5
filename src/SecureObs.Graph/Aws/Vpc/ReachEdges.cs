using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Draws what gets through.</summary>
internal static class ReachEdges
{
    /// <param name="claim">What is needed besides.</param>
    public static void Draw(GraphDraft draft, string from, PlanResource to, Verb verb, Reach reach, Claim claim) =>
        draft.Reaches(from, to, reach, claim.Evidence, reach.Basis.Count + claim.Basis.Count == 0 ? [to.Itself] : claim.Basis, verb);
}
