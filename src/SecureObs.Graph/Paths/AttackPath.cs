using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>A way from outside to something worth having.</summary>
/// <param name="Hops">Each one's target is the next one's source.</param>
/// <param name="Alike">How many paths have this shape: the same blocks of the configuration, other instances of <c>count</c> or <c>for_each</c>. This one is the most plausible of them.</param>
public sealed record AttackPath(IReadOnlyList<GraphEdge> Hops, AssetKind Asset, PathScore Score, string Shape, int Alike)
{
    public string Entry => Hops[0].Source;
    public string Target => Hops[^1].Target;

    /// <summary>A path is as sure as its weakest hop.</summary>
    public Evidence Evidence => Hops.Max(hop => hop.Evidence);
}

/// <summary>How much a path is worth looking at, and what that is made of: the product of the parts, as a number of 0 to 100.</summary>
/// <param name="Entry">How open the beginning is, 0 to 1.</param>
/// <param name="Hops">How likely the further hops are, 0 to 1.</param>
/// <param name="Evidence">How sure all of it is, 0 to 1.</param>
/// <param name="Target">What the end is worth, 0 to 1.</param>
public sealed record PathScore(double Entry, double Hops, double Evidence, double Target)
{
    public int Value => (int)Math.Round(100 * Entry * Hops * Evidence * Target, MidpointRounding.AwayFromZero);
}

/// <summary>A hop that many paths need.</summary>
/// <param name="Cuts">How many pairs of entry and target are not connected any more without it.</param>
/// <param name="Paths">How many of the listed paths go over it.</param>
public sealed record Chokepoint(GraphEdge Edge, int Cuts, int Paths);

/// <summary>What an attack could do to a graph.</summary>
/// <param name="Paths">The most plausible first.</param>
/// <param name="Chokepoints">What cuts most first.</param>
/// <param name="Truncated">There are more than are listed.</param>
public sealed record AttackPaths(IReadOnlyList<AttackPath> Paths, IReadOnlyList<Chokepoint> Chokepoints, bool Truncated);
