using SecureObs.Graph.Model;

namespace SecureObs.Graph.Network.Evaluation;

/// <summary>What gets through from each address: for certain, and if every unknown lets it through. Both are about the same addresses.</summary>
internal sealed record Passing(Passage Certain, Passage Possible)
{
    /// <param name="ordered">Whichever decides first comes first.</param>
    public static Passing Of(IReadOnlyList<NetworkRule> ordered, AddressSet addresses, IReadOnlySet<string> groups, bool defaultAllows)
    {
        var possible = Decision.Make([.. ordered.Select(rule => Settled(rule, groups, rule.Allows))], addresses, defaultAllows);
        var certain = ordered.Any(rule => rule.HasUnknown) ? Decision.Make([.. ordered.Select(rule => Settled(rule, groups, !rule.Allows))], addresses, defaultAllows) : possible;
        return new(certain, possible);
    }

    private bool IsKnown => ReferenceEquals(Certain, Possible);

    /// <summary>What passes both.</summary>
    public Passing And(Passing other)
    {
        var possible = Possible.And(other.Possible);
        return new(IsKnown && other.IsKnown ? possible : Certain.And(other.Certain), possible);
    }

    /// <summary>Changes what gets through; of no address may more of it become less.</summary>
    public Passing Select(Func<PortSet, PortSet> change)
    {
        var possible = Possible.Select(change);
        return new(IsKnown ? possible : Certain.Select(change), possible);
    }

    /// <summary>What is made of each, with the rules that decide it.</summary>
    public Reach Reach(Func<Passage, PortSet> sum)
    {
        var possible = sum(Possible);
        return Reach(IsKnown ? possible : sum(Certain), possible);
    }

    /// <summary>What was made of the two, with the rules that decide it.</summary>
    public Reach Reach(PortSet certain, PortSet possible)
    {
        var open = possible.Except(certain);
        var deciders = possible.IsEmpty
            ? Possible.Deciders.Where(each => !each.Rule.Allows)
            : Possible.Deciders.Where(each => each.Rule.Allows && each.Ports.Overlaps(possible))
                .Concat(Certain.Deciders.Where(each => each.Rule.Allows ? each.Ports.Overlaps(certain) : each.Rule.HasUnknown && each.Ports.Overlaps(open)));
        return new(certain, possible, BasisOf(deciders));
    }

    private static IReadOnlyList<Basis> BasisOf(IEnumerable<Decider> deciders) =>
        [.. deciders.OrderByDescending(each => each.Width).SelectMany(each => each.Rule.Basis).Distinct().Take(Network.Reach.MostBasis)];

    /// <summary>A rule when its unknown part matches everything that it could, or nothing.</summary>
    private static SettledRule Settled(NetworkRule rule, IReadOnlySet<string> groups, bool unknownMatches) => unknownMatches
        ? new(rule, rule.Ports.Union(rule.MaybePorts), rule.Peers.IsUnknown ? AddressSet.All : rule.Peers.Where(groups))
        : new(rule, rule.Ports, rule.Peers.Where(groups));
}

/// <summary>A rule for one peer, when everything in it is known.</summary>
internal readonly record struct SettledRule(NetworkRule Rule, PortSet Ports, AddressSet Where);

/// <summary>A rule that decided something.</summary>
/// <param name="Ports">For one address at least it decided these.</param>
/// <param name="Width">How much of the address space that was; to compare only.</param>
internal sealed record Decider(NetworkRule Rule, PortSet Ports, double Width);
