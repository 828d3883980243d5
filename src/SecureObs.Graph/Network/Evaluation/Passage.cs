namespace SecureObs.Graph.Network.Evaluation;

/// <summary>From the addresses between two, both included, these ports get through.</summary>
internal readonly record struct Segment(UInt128 From, UInt128 To, PortSet Ports);

/// <summary>What gets through from each address of a peer.</summary>
/// <param name="Segments">In order; together they are all addresses of the peer, also those from which nothing gets through.</param>
internal sealed record Passage(IReadOnlyList<Segment> Segments, IReadOnlyList<Decider> Deciders)
{
    private IEnumerable<PortSet> Kinds => Segments.Select(each => each.Ports).Distinct();

    /// <summary>From at least one address.</summary>
    public PortSet FromSome() => PortSet.Of(Intervals<uint>.Of(Kinds.SelectMany(ports => ports.Line.Parts)));

    /// <summary>From all of them; nothing when there is none.</summary>
    public PortSet FromEvery() => Segments.Count == 0 ? PortSet.None : Kinds.Aggregate((a, b) => a.Intersect(b));

    /// <summary>From most of the internet.</summary>
    public PortSet FromMost()
    {
        var changes = new Dictionary<uint, PublicCount>();
        foreach (var kind in Segments.GroupBy(each => each.Ports))
        {
            var count = kind.Aggregate(default(PublicCount), (sum, each) => sum + PublicCount.Of(each.From, each.To));
            foreach (var part in kind.Key.Line.Parts)
            {
                changes[part.From] = changes.GetValueOrDefault(part.From) + count;
                changes[part.To + 1] = changes.GetValueOrDefault(part.To + 1) - count;
            }
        }
        return PortSet.Of(Intervals<uint>.Of(PortsOfMost(changes)));
    }

    /// <summary>What passes both, of the same peer.</summary>
    public Passage And(Passage other)
    {
        var known = new Dictionary<(PortSet, PortSet), PortSet>();
        var both = new List<Segment>();
        for (int mine = 0, its = 0; mine < Segments.Count && its < other.Segments.Count;)
        {
            var (a, b) = (Segments[mine], other.Segments[its]);
            if (!known.TryGetValue((a.Ports, b.Ports), out var ports))
                known[(a.Ports, b.Ports)] = ports = a.Ports.Intersect(b.Ports);
            var to = UInt128.Min(a.To, b.To);
            both.Add(new(UInt128.Max(a.From, b.From), to, ports));
            mine += a.To == to ? 1 : 0;
            its += b.To == to ? 1 : 0;
        }
        return new(both, [.. Deciders, .. other.Deciders]);
    }

    public Passage Select(Func<PortSet, PortSet> change)
    {
        var known = Kinds.ToDictionary(ports => ports, change);
        return this with { Segments = [.. Segments.Select(each => each with { Ports = known[each.Ports] })] };
    }

    /// <param name="changes">From how many more addresses a port gets through than the one before it.</param>
    private static IEnumerable<Interval<uint>> PortsOfMost(Dictionary<uint, PublicCount> changes)
    {
        var (at, count) = (0u, default(PublicCount));
        foreach (var next in changes.Keys.Order())
        {
            if (count.IsMost)
                yield return new(at, next - 1);
            (at, count) = (next, count + changes[next]);
        }
    }
}
