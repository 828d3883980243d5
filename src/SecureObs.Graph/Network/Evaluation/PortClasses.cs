namespace SecureObs.Graph.Network.Evaluation;

/// <summary>Stretches of protocols and ports between which no rule begins or ends, so that a set of ports that rules can make is a set of their numbers.</summary>
internal sealed class PortClasses
{
    private readonly uint[] starts;
    private readonly uint last = PortSet.All.Line.Parts[^1].To;
    private readonly Dictionary<Bits, PortSet> sets = [];

    public PortClasses(IReadOnlyList<PortSet> rules)
    {
        starts = [.. rules.Distinct().SelectMany(set => set.Line.Parts).SelectMany(part => new[] { part.From, part.To + 1 }).Append(0u).Where(start => start <= last).Distinct().Order()];
        var known = rules.Distinct().ToDictionary(set => set, BitsOf);
        Bits = [.. rules.Select(set => known[set])];
    }

    public int Count => starts.Length;

    /// <summary>Those of each rule, in the order in which they came.</summary>
    public IReadOnlyList<Bits> Bits { get; }

    public PortSet Of(Bits bits)
    {
        if (!sets.TryGetValue(bits, out var set))
            sets[bits.Copy()] = set = PortSet.Of(Intervals<uint>.Of(Parts(bits)));
        return set;
    }

    private IEnumerable<Interval<uint>> Parts(Bits bits)
    {
        foreach (var at in bits)
            yield return new(starts[at], at + 1 < starts.Length ? starts[at + 1] - 1 : last);
    }

    private Bits BitsOf(PortSet set)
    {
        var bits = new Bits(Count);
        foreach (var part in set.Line.Parts)
            for (var at = Array.BinarySearch(starts, part.From); at < starts.Length && starts[at] <= part.To; at++)
                bits[at] = true;
        return bits;
    }
}
