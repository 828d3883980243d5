using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>Where one cut helps most.</summary>
internal static class Chokepoints
{
    private const int MostTried = 200;
    private const int MostListed = 20;

    /// <summary>Each hop that listed paths go over is taken away once, and what is not connected any more is counted: a hop that there is a way around cuts nothing.</summary>
    public static IReadOnlyList<Chokepoint> Of(AttackGraph graph, IReadOnlyList<AttackPath> paths)
    {
        if (paths.Count == 0)
            return [];
        var over = paths.SelectMany(path => path.Hops.Select(hop => Ends(graph, hop))).CountBy(hop => hop).ToDictionary();
        var hops = Enumerable.Range(0, graph.Count).SelectMany(graph.From).Where(hop => over.ContainsKey(Ends(graph, hop.Edge)))
            .OrderByDescending(hop => over[Ends(graph, hop.Edge)]).ThenBy(hop => hop.From).ThenBy(hop => hop.To).DistinctBy(hop => Ends(graph, hop.Edge)).Take(MostTried);
        var connected = Connected(graph, null);
        return
        [
            .. hops.Select(hop => new Chokepoint(hop.Edge, connected - Connected(graph, hop.Edge), over[Ends(graph, hop.Edge)]))
                .Where(choke => choke.Cuts > 0)
                .OrderByDescending(choke => choke.Cuts).ThenByDescending(choke => choke.Paths).ThenBy(choke => choke.Edge.Source, StringComparer.Ordinal).ThenBy(choke => choke.Edge.Target, StringComparer.Ordinal)
                .Take(MostListed),
        ];
    }

    private static (string, string, Verb) Ends(AttackGraph graph, GraphEdge edge) => (graph.First(edge.Source), graph.First(edge.Target), edge.Verb);

    /// <returns>How many pairs of entry and asset are connected without this hop, whatever its ports.</returns>
    private static int Connected(AttackGraph graph, GraphEdge? without)
    {
        var pairs = 0;
        foreach (var entry in graph.Entries)
        {
            var seen = new bool[graph.Count];
            var open = new Stack<int>([entry]);
            seen[entry] = true;
            while (open.TryPop(out var place))
            {
                if (graph.Node(place).Asset is not AssetKind.None)
                    pairs++;
                foreach (var hop in graph.From(place))
                    if (!seen[hop.To] && (without is null || Ends(graph, hop.Edge) != Ends(graph, without)))
                    {
                        seen[hop.To] = true;
                        open.Push(hop.To);
                    }
            }
        }
        return pairs;
    }
}
