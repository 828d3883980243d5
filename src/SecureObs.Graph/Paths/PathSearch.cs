using SecureObs.Graph.Model;
using Hop = SecureObs.Graph.Paths.AttackGraph.Hop;

namespace SecureObs.Graph.Paths;

/// <summary>
/// Finds the paths from each entry to each asset: the most plausible one, the one with the fewest hops, and a few more (Yen's algorithm:
/// J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", 1971). All in a fixed order, and with an end: a graph
/// that is too entangled gives fewer alternatives, never none.
/// </summary>
public sealed class PathSearch
{
    /// <summary>Paths that are listed of one analysis.</summary>
    public const int MostPaths = 500;

    private const int MostOfPair = 4;

    /// <summary>Hops that are looked at for alternatives.</summary>
    private const int Budget = 3_000_000;

    private readonly AttackGraph graph;
    private readonly Dictionary<int, Walk> fewest = [];
    private int looked;

    private PathSearch(AttackGraph graph) => this.graph = graph;

    public static AttackPaths Find(InfrastructureGraph graph)
    {
        var attack = new AttackGraph(graph);
        var search = new PathSearch(attack);
        var all = search.Pairs().SelectMany(search.Of)
            .GroupBy(path => path.Shape).Select(same => same.MaxBy(path => path.Score.Value)!)
            .OrderByDescending(path => path.Score.Value).ThenBy(path => path.Hops.Count).ThenBy(path => path.Target, StringComparer.Ordinal).ThenBy(path => path.Shape, StringComparer.Ordinal)
            .ToList();
        var listed = all.Take(MostPaths).ToList();
        return new(listed, Chokepoints.Of(attack, listed), all.Count > listed.Count);
    }

    private sealed record Pair(int Entry, int Asset, IReadOnlyList<Hop> Best);

    /// <summary>Each entry and asset that it leads to, the most plausible first.</summary>
    private IEnumerable<Pair> Pairs() => graph.Entries
        .SelectMany(entry => Assets(entry, Walk.Cheapest(graph, entry, Walk.NoHops, Walk.NoPlaces)))
        .OrderBy(pair => pair.Best.Sum(hop => hop.Cost)).ThenBy(pair => graph.Node(pair.Asset).Address, StringComparer.Ordinal);

    private IEnumerable<Pair> Assets(int entry, Walk walk) => Enumerable.Range(0, graph.Count)
        .Where(place => graph.Node(place).Asset is not AssetKind.None && walk.Reaches(place))
        .Select(place => new Pair(entry, place, walk.To(place)));

    private IEnumerable<AttackPath> Of(Pair pair)
    {
        var found = new List<IReadOnlyList<Hop>> { pair.Best };
        if (Fewest(pair.Entry).To(pair.Asset) is var shortest && shortest.Count < pair.Best.Count)
            found.Add(shortest);
        found.AddRange(Alternatives(pair));
        return found.Select(Path);
    }

    private Walk Fewest(int entry) => fewest.TryGetValue(entry, out var walk) ? walk : fewest[entry] = Walk.Fewest(graph, entry);

    private IEnumerable<IReadOnlyList<Hop>> Alternatives(Pair pair)
    {
        var taken = new List<IReadOnlyList<Hop>> { pair.Best };
        var candidates = new PriorityQueue<IReadOnlyList<Hop>, (double, int)>();
        var seen = new HashSet<string> { Key(pair.Best) };
        while (taken.Count < MostOfPair && looked < Budget)
        {
            var last = taken[^1];
            for (var at = 0; at < last.Count && looked < Budget; at++)
                if (Spur(taken, last, at, pair.Asset) is { } spur && seen.Add(Key(spur)))
                    candidates.Enqueue(spur, (spur.Sum(hop => hop.Cost), candidates.Count));
            if (!candidates.TryDequeue(out var next, out _))
                yield break;
            taken.Add(next);
            yield return next;
        }
    }

    /// <summary>The best path that begins like the last one up to a place, and from there goes otherwise than all before.</summary>
    private List<Hop>? Spur(List<IReadOnlyList<Hop>> taken, IReadOnlyList<Hop> last, int at, int asset)
    {
        var root = last.Take(at).ToList();
        var closed = taken.Where(path => path.Count > at && path.Take(at).SequenceEqual(root)).Select(path => (path[at].From, path[at].To)).ToHashSet();
        var walk = Walk.Cheapest(graph, last[at].From, closed, root.Select(hop => hop.From).ToHashSet(), asset);
        looked += walk.Looked;
        return walk.Reaches(asset) ? [.. root, .. walk.To(asset)] : null;
    }

    private AttackPath Path(IReadOnlyList<Hop> hops)
    {
        var edges = graph.Realise(hops);
        var asset = graph.Node(hops[^1].To).Asset;
        var score = new PathScore(
            Plausibility.Of(edges[0], isFirst: true),
            edges.Skip(1).Aggregate(1.0, (product, edge) => product * Plausibility.Of(edge, isFirst: false)),
            edges.Aggregate(1.0, (product, edge) => product * Plausibility.Of(edge.Evidence)),
            Plausibility.Of(asset));
        return new(edges, asset, score, PathShape.Of(edges), hops.Max(hop => graph.Alike(hop.To)));
    }

    private static string Key(IReadOnlyList<Hop> hops) => string.Join(',', hops.Select(hop => hop.To));
}
