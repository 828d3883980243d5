using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Paths;

/// <summary>
/// The part of a graph that an attack can follow, with a cost for each hop: the negative logarithm of how plausible and how sure it is. What
/// can be sent into a segment limits what can be sent on from it, so a segment is there once for each set of ports that is let out into it.
/// </summary>
internal sealed class AttackGraph
{
    /// <summary>A hop between two places, and one of the edges that it stands for.</summary>
    public readonly record struct Hop(int From, int To, double Cost, GraphEdge Edge);

    private readonly Dictionary<(string Address, string Ports), int> places = [];
    private readonly List<(GraphNode Node, string Ports)> all = [];
    private readonly List<List<Hop>> outgoing = [];
    private readonly Dictionary<string, GraphNode> nodes;
    private readonly Instances instances;
    private readonly ILookup<string, GraphEdge> edges;
    private readonly Dictionary<(string, string), bool> fits = [];

    public AttackGraph(InfrastructureGraph graph)
    {
        nodes = graph.Nodes.ToDictionary(node => node.Address, StringComparer.Ordinal);
        List<GraphEdge> followed = [.. graph.Edges.Where(edge => CanFollow(nodes[edge.Source], edge))];
        instances = new(graph.Nodes, followed);
        edges = followed.ToLookup(edge => instances.First(edge.Source), StringComparer.Ordinal);
        foreach (var entry in graph.Nodes.Where(node => node.Kind is NodeKind.Entry))
            Entries.Add(Place(entry, ""));
        // Grows while it is walked: only what can be got to is in it.
        for (var at = 0; at < all.Count; at++)
            Expand(at);
    }

    public List<int> Entries { get; } = [];

    public int Count => all.Count;

    public GraphNode Node(int place) => all[place].Node;

    public IReadOnlyList<Hop> From(int place) => outgoing[place];

    private int Place(GraphNode node, string ports)
    {
        if (places.TryGetValue((node.Address, ports), out var place))
            return place;
        places[(node.Address, ports)] = place = all.Count;
        all.Add((node, ports));
        outgoing.Add([]);
        return place;
    }

    /// <summary>The edges between single instances that a path between places stands for.</summary>
    public IReadOnlyList<GraphEdge> Realise(IReadOnlyList<Hop> hops)
    {
        var real = new List<GraphEdge>();
        var at = Node(hops[0].From).Address;
        foreach (var hop in hops)
        {
            var target = Node(hop.To).Address;
            var edge = edges[Node(hop.From).Address].Where(each => each.Source == at && each.Verb == hop.Edge.Verb && each.Ports == hop.Edge.Ports && instances.First(each.Target) == target)
                .MinBy(each => (each.Evidence, each.Target != target))!;
            real.Add(edge);
            at = edge.Target;
        }
        return real;
    }

    /// <summary>The instance that stands for one.</summary>
    public string First(string address) => instances.First(address);

    /// <summary>How many instances the place stands for.</summary>
    public int Alike(int place) => instances.Alike(all[place].Node.Address);

    private void Expand(int at)
    {
        var (node, ports) = all[at];
        var done = new HashSet<(string, Verb, string)>();
        // The surest of the edges to instances that are alike; then the one of the instance that stands for them.
        foreach (var edge in edges[node.Address].Where(edge => Fits(ports, edge.Ports))
            .OrderBy(edge => edge.Evidence).ThenBy(edge => edge.Target != instances.First(edge.Target)).ThenBy(edge => edge.Source != node.Address))
        {
            var target = nodes[instances.First(edge.Target)];
            if (!done.Add((target.Address, edge.Verb, edge.Ports)))
                continue;
            var to = Place(target, edge.Verb is Verb.SitsIn ? edge.Ports : "");
            outgoing[at].Add(new(at, to, -Math.Log(Plausibility.Of(edge, node.Kind is NodeKind.Entry) * Plausibility.Of(edge.Evidence)), edge));
        }
    }

    /// <summary>docs/graph.md: what somebody who has got to a node can do from there. What is worth having is where a path ends.</summary>
    private static bool CanFollow(GraphNode node, GraphEdge edge) => node.Asset is AssetKind.None && node.Kind switch
    {
        NodeKind.Entry => edge.Verb is Verb.Reaches or Verb.MayAssume or Verb.Controls or Verb.MayRead or Verb.MayWrite,
        NodeKind.Compute => edge.Verb is Verb.SitsIn or Verb.Reaches or Verb.RunsAs or Verb.MayAssume or Verb.Controls or Verb.MayRead or Verb.MayWrite,
        NodeKind.Forwarder => edge.Verb is Verb.ForwardsTo,
        NodeKind.Segment => edge.Verb is Verb.Reaches,
        NodeKind.Identity => edge.Verb is Verb.MayAssume or Verb.Controls or Verb.MayRead or Verb.MayWrite,
        _ => false,
    };

    private bool Fits(string let, string asked)
    {
        if (let.Length == 0 || asked.Length == 0)
            return true;
        if (!fits.TryGetValue((let, asked), out var does))
            fits[(let, asked)] = does = !PortSet.Parse(let).Intersect(PortSet.Parse(asked)).IsEmpty;
        return does;
    }
}
