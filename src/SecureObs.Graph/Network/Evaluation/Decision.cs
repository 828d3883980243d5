namespace SecureObs.Graph.Network.Evaluation;

/// <summary>
/// Decides for every address and port by the first rule that matches. Addresses between which no rule begins or ends share their rules, and many of such stretches
/// share them with others: each set of rules is gone through once, with the ports as bits.
/// </summary>
internal sealed class Decision
{
    private readonly SettledRule[] rules;
    private readonly PortClasses ports;
    private readonly bool defaultAllows;
    private readonly Bits[] decided;
    private readonly double[] width;

    private Decision(SettledRule[] rules, bool defaultAllows)
    {
        this.rules = rules;
        this.defaultAllows = defaultAllows;
        ports = new([.. rules.Select(rule => rule.Ports)]);
        decided = [.. rules.Select(_ => new Bits(ports.Count))];
        width = new double[rules.Length];
    }

    /// <param name="rules">Whichever decides first comes first.</param>
    public static Passage Make(IEnumerable<SettledRule> rules, AddressSet addresses, bool defaultAllows) =>
        new Decision([.. rules.Where(rule => !rule.Ports.IsEmpty && rule.Where.Overlaps(addresses))], defaultAllows).Make(addresses);

    private Passage Make(AddressSet addresses)
    {
        var stretches = Stretches.Of(addresses, [.. rules.Select(rule => rule.Where)]);
        var allowed = new Dictionary<Bits, PortSet>();
        foreach (var kind in stretches.GroupBy(each => each.Active))
            allowed[kind.Key] = Allowed(kind.Key, kind.Sum(each => (double)(each.To - each.From) + 1));
        return new([.. stretches.Select(each => new Segment(each.From, each.To, allowed[each.Active]))], [.. Deciders()]);
    }

    private PortSet Allowed(Bits active, double addresses)
    {
        var undecided = Bits.Ones(ports.Count);
        var allowed = new Bits(ports.Count);
        foreach (var rule in active)
        {
            if (!undecided.MoveTo(decided[rule], rules[rule].Rule.Allows ? allowed : null, ports.Bits[rule]))
                continue;
            width[rule] += addresses;
            if (undecided.IsEmpty)
                break;
        }
        if (defaultAllows)
            allowed.Add(undecided);
        return ports.Of(allowed);
    }

    private IEnumerable<Decider> Deciders()
    {
        for (var rule = 0; rule < rules.Length; rule++)
            if (!decided[rule].IsEmpty)
                yield return new(rules[rule].Rule, ports.Of(decided[rule]), width[rule]);
    }
}
