using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>Whether a packet gets through: for certain, and possibly.</summary>
internal readonly record struct Fate(bool Certain, bool Possible)
{
    public Fate And(Fate other) => new(Certain && other.Certain, Possible && other.Possible);
    public Fate Or(Fate other) => new(Certain || other.Certain, Possible || other.Possible);
}

/// <summary>A filter that takes one packet, reads all rules from the first to the last, and tries every way that the unknown can turn out.</summary>
internal delegate Fate NaiveFilter(Packet packet);

/// <summary>The slow and plain way to what SecureObs.Graph.Network finds out, written against the documentation of the clouds and without its types.</summary>
internal static class BruteForce
{
    /// <summary>The first number at which a rule matches decides; a rule that denies wins there.</summary>
    public static NaiveFilter Numbered(RuleSpec[] rules, Func<Packet, bool> otherwise) => packet => EveryWay(rules, packet, matching =>
        matching.Count == 0 ? otherwise(packet) : matching.GroupBy(rule => rule.Priority).MinBy(group => group.Key)!.All(rule => rule.Allows));

    public static NaiveFilter AnyAllows(RuleSpec[] rules) => packet => EveryWay(rules, packet, matching => matching.Exists(rule => rule.Allows));

    /// <summary>65000, 65001 and 65500.</summary>
    public static bool AzureDefault(Packet packet) => packet.Groups.Contains("VirtualNetwork") || packet.Groups.Contains("AzureLoadBalancer");

    public static NaiveFilter Both(NaiveFilter first, NaiveFilter second) => packet => first(packet).And(second(packet));

    /// <summary>The packet gets in, and an answer to some port from 1024 gets out.</summary>
    public static NaiveFilter Answered(NaiveFilter there, NaiveFilter back) => packet => there(packet).And(
        World.Targets.Where(answer => answer.Protocol == packet.Protocol && (packet.Protocol is "icmp" or "gre" || answer.From >= 1024))
            .Select(answer => back(packet with { Port = answer.From })).Aggregate((a, b) => a.Or(b)));

    /// <summary>What gets through from at least one of the addresses.</summary>
    public static (PortSet Certain, PortSet Possible) FromSome(NaiveFilter filter, IReadOnlyList<int> addresses, IReadOnlySet<string> groups) =>
        Ports(filter, addresses, groups, fates => new(fates.Exists(fate => fate.Certain), fates.Exists(fate => fate.Possible)));

    /// <summary>What gets through from one address, which may be any of these.</summary>
    public static (PortSet Certain, PortSet Possible) FromSomewhere(NaiveFilter filter, IReadOnlyList<int> addresses, IReadOnlySet<string> groups) =>
        Ports(filter, addresses, groups, fates => new(fates.TrueForAll(fate => fate.Certain), fates.Exists(fate => fate.Possible)));

    /// <summary>Sends one packet to every port from each address.</summary>
    /// <param name="sum">What is made of the fates of one port, in the order of the addresses.</param>
    public static (PortSet Certain, PortSet Possible) Ports(NaiveFilter filter, IReadOnlyList<int> addresses, IReadOnlySet<string> groups, Func<List<Fate>, Fate> sum)
    {
        var (certain, possible) = (PortSet.None, PortSet.None);
        foreach (var (protocol, from, to) in World.Targets)
        {
            var fate = sum([.. addresses.Select(address => filter(new(address, groups, protocol, from)))]);
            certain = fate.Certain ? certain.Union(PortSet.Of(protocol, from, to)) : certain;
            possible = fate.Possible ? possible.Union(PortSet.Of(protocol, from, to)) : possible;
        }
        return (certain, possible);
    }

    private static Fate EveryWay(RuleSpec[] rules, Packet packet, Func<List<RuleSpec>, bool> lets)
    {
        var doubtful = rules.Where(rule => rule.CouldMatch(packet) && !rule.Matches(packet)).ToList();
        var outcomes = Enumerable.Range(0, 1 << doubtful.Count)
            .Select(way => lets([.. rules.Where(rule => rule.Matches(packet) || (doubtful.IndexOf(rule) is >= 0 and var at && ((way >> at) & 1) == 1))])).ToList();
        return new(outcomes.TrueForAll(outcome => outcome), outcomes.Contains(true));
    }
}
