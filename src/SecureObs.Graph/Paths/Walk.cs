using Hop = SecureObs.Graph.Paths.AttackGraph.Hop;

namespace SecureObs.Graph.Paths;

/// <summary>The best ways from one place to all that it leads to (Dijkstra).</summary>
internal sealed class Walk
{
    public static readonly IReadOnlySet<(int, int)> NoHops = new HashSet<(int, int)>();
    public static readonly IReadOnlySet<int> NoPlaces = new HashSet<int>();

    private readonly double[] costs;
    private readonly Hop[] by;
    private readonly int from;

    private Walk(int count, int from)
    {
        this.from = from;
        costs = new double[count];
        by = new Hop[count];
        Array.Fill(costs, double.PositiveInfinity);
        costs[from] = 0;
    }

    /// <summary>Hops that were looked at.</summary>
    public int Looked { get; private set; }

    /// <summary>By cost.</summary>
    /// <param name="closed">Hops that may not be taken.</param>
    /// <param name="avoided">Places that may not be gone to.</param>
    /// <param name="to">Where the walk may end; -1 goes everywhere.</param>
    public static Walk Cheapest(AttackGraph graph, int from, IReadOnlySet<(int From, int To)> closed, IReadOnlySet<int> avoided, int to = -1) =>
        new Walk(graph.Count, from).Go(graph, hop => hop.Cost, closed, avoided, to);

    /// <summary>By the number of hops; of equally many by cost.</summary>
    public static Walk Fewest(AttackGraph graph, int from) => new Walk(graph.Count, from).Go(graph, hop => 1_000 + hop.Cost, NoHops, NoPlaces, -1);

    public bool Reaches(int place) => place != from && !double.IsPositiveInfinity(costs[place]);

    public IReadOnlyList<Hop> To(int place)
    {
        var hops = new List<Hop>();
        for (; place != from; place = hops[^1].From)
            hops.Add(by[place]);
        hops.Reverse();
        return hops;
    }

    private Walk Go(AttackGraph graph, Func<Hop, double> cost, IReadOnlySet<(int, int)> closed, IReadOnlySet<int> avoided, int to)
    {
        var open = new PriorityQueue<int, (double Cost, int Place)>();
        var done = new bool[graph.Count];
        open.Enqueue(from, (0, from));
        while (open.TryDequeue(out var place, out _))
        {
            if (done[place])
                continue;
            done[place] = true;
            if (place == to)
                break;
            foreach (var hop in graph.From(place))
            {
                Looked++;
                var sum = costs[place] + cost(hop);
                if (sum >= costs[hop.To] || avoided.Contains(hop.To) || closed.Contains((hop.From, hop.To)))
                    continue;
                (costs[hop.To], by[hop.To]) = (sum, hop);
                open.Enqueue(hop.To, (sum, hop.To));
            }
        }
        return this;
    }
}
