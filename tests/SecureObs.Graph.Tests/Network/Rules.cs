using CsCheck;

namespace SecureObs.Graph.Tests.Network;

/// <summary>Random rules and peers of a small world.</summary>
internal static class Rules
{
    public static readonly string[] Groups = ["", "", "", "Internet", "VirtualNetwork", "AzureLoadBalancer", "sg-1", "sg-2"];
    private static readonly string[] Parts = ["", "", "", "Storage", "Storage.WestEurope", "AzureCloud"];

    private static readonly Gen<PortSpec> Ports = Gen.Select(
        Gen.OneOf("tcp", "tcp", "tcp", "udp", "icmp", "gre", "*", "-1"), Gen.OneOf(World.Ends), Gen.OneOf(World.Ends), Gen.Int[0, 3],
        (protocol, a, b, whole) => whole == 0 ? new PortSpec(protocol, 0, 65535) : new PortSpec(protocol, Math.Min(a, b), Math.Max(a, b)));

    /// <param name="priorities">As many numbers as there are rules at most; the same one may come again when there are fewer.</param>
    public static Gen<RuleSpec[]> Of(World world, int most, int priorities, double unknown = 0.2, bool parts = false) =>
        Gen.Select(Gen.Int[1, priorities], Gen.Bool, Ports, Ports, Addresses(world), Gen.OneOf(Groups), Gen.OneOf(parts ? Parts : [""]), Gen.Double[0, 1],
            (priority, allows, ports, maybe, addresses, group, part, doubt) => new RuleSpec(
                priority, allows, ports, doubt < unknown / 2 ? maybe : null, addresses, group, part, doubt > 1 - (unknown / 2))).Array[0, most];

    /// <summary>Rules of which no two have the same number.</summary>
    public static Gen<RuleSpec[]> Numbered(World world, int most, double unknown = 0.2, bool parts = false) =>
        Of(world, most, 1000, unknown, parts).Select(rules => rules.DistinctBy(rule => rule.Priority).ToArray());

    /// <summary>Places of a peer in the world, and its groups.</summary>
    public static Gen<(int[] Addresses, HashSet<string> Groups)> Peer(World world) =>
        Gen.Select(Gen.Int[0, world.Addresses.Count - 1].Array[1, 6], Gen.OneOf(Groups[3..]).Array[0, 2], (addresses, groups) => (addresses, groups.ToHashSet()));

    /// <summary>Two addresses with all between them, as a range and, where it is one, in CIDR; everything; one version; nothing.</summary>
    private static Gen<AddressSpec> Addresses(World world)
    {
        var some = Gen.Select(Gen.Int[0, world.Addresses.Count - 1], Gen.Int[0, 8], (first, more) => Range(world, first, Math.Min(first + more, first < world.CountV4 ? world.CountV4 - 1 : world.Addresses.Count - 1)));
        return Gen.Frequency((8, some), (1, Gen.Const(Whole(world, "*", 0, world.Addresses.Count))), (2, Gen.Const(Whole(world, "0.0.0.0/0", 0, world.CountV4))),
            (1, Gen.Const(Whole(world, "::/0", world.CountV4, world.Addresses.Count))), (2, Gen.Const(Whole(world, "", 0, 0))));
    }

    private static AddressSpec Whole(World world, string text, int from, int to) => new(text, Enumerable.Range(0, world.Addresses.Count).Where(at => from <= at && at < to).ToHashSet());

    private static AddressSpec Range(World world, int first, int last) =>
        new(first == last ? world.Addresses[first] : $"{Edge(world.Addresses[first], false)}-{Edge(world.Addresses[last], true)}", Enumerable.Range(first, last - first + 1).ToHashSet());

    /// <summary>The first or last address of <c>16.0.0.0/4</c> or <c>2400::/6</c>: the edges of <see cref="World.Internet"/>; an address is its own.</summary>
    private static string Edge(string range, bool last)
    {
        if (!range.Contains('/', StringComparison.Ordinal) || !last)
            return range.Split('/')[0];
        var digits = range[..range.IndexOfAny(['.', ':'])];
        return range.Contains(':', StringComparison.Ordinal)
            ? $"{Convert.ToInt32(digits, 16) + 0x3ff:x}:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            : $"{int.Parse(digits, null) + 15}.255.255.255";
    }
}
