namespace SecureObs.Graph.Network.Evaluation;

/// <summary>Addresses between two, both included, for which the same rules are active, by their numbers.</summary>
internal readonly record struct Stretch(UInt128 From, UInt128 To, Bits Active);

/// <summary>Cuts the addresses of a peer where rules begin and end.</summary>
internal static class Stretches
{
    private readonly record struct Event(UInt128 At, int Rule, bool Begins);

    public static IReadOnlyList<Stretch> Of(AddressSet addresses, IReadOnlyList<AddressSet> rules)
    {
        var active = new Bits(rules.Count);
        var events = new List<Event>();
        for (var rule = 0; rule < rules.Count; rule++)
            if (rules[rule].Equals(AddressSet.All))
                active[rule] = true;
            else
                Note(events, rule, rules[rule]);
        events.Sort((a, b) => a.At.CompareTo(b.At));
        var found = new List<Stretch>();
        var next = 0;
        foreach (var part in addresses.Line.Parts)
            Cut(part, events, ref next, active, found);
        return found;
    }

    /// <summary>An end is noted at the number after it; after the last number there is nothing to note it for.</summary>
    private static void Note(List<Event> events, int rule, AddressSet where)
    {
        foreach (var part in where.Line.Parts)
        {
            events.Add(new(part.From, rule, true));
            if (part.To != UInt128.MaxValue)
                events.Add(new(part.To + 1, rule, false));
        }
    }

    private static void Cut(Interval<UInt128> part, List<Event> events, ref int next, Bits active, List<Stretch> found)
    {
        var from = part.From;
        Bits? last = null;
        while (true)
        {
            for (; next < events.Count && events[next].At <= from; next++)
            {
                active[events[next].Rule] = events[next].Begins;
                last = null;
            }
            last ??= active.Copy();
            var to = next < events.Count && events[next].At <= part.To ? events[next].At - 1 : part.To;
            found.Add(new(from, to, last));
            if (to == part.To)
                return;
            from = to + 1;
        }
    }
}
