using CsCheck;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>What is open to the internet, and what only to some of it, is what packets from each sixteenth of IPv4 and each eighth of IPv6 say.</summary>
public sealed class InternetPropertyTests
{
    private const int Times = 300;
    private static readonly World World = World.Internet;
    private static readonly HashSet<string> Internet = ["Internet"];

    /// <summary>How many public addresses are in each part of the world. Those of IPv6 are of one size.</summary>
    private static readonly long[] PublicAddresses = [.. Enumerable.Range(0, 16).Select(PublicOf), .. Enumerable.Repeat(1L, 8)];
    private static readonly int[] Places = [.. Enumerable.Range(0, World.Addresses.Count).Where(at => PublicAddresses[at] > 0)];

    [Fact]
    public void Azure_rules_of_the_subnet_and_of_the_interface_with_service_tags() => Check(
        Gen.Select(Rules.Numbered(World, 5, parts: true), Rules.Numbered(World, 5, parts: true)),
        both => new FiltersInARow(Azure(both.Item1), Azure(both.Item2)),
        both => BruteForce.Both(BruteForce.Numbered(both.Item1, BruteForce.AzureDefault), BruteForce.Numbered(both.Item2, BruteForce.AzureDefault)),
        both => [.. both.Item1, .. both.Item2]);

    [Fact]
    public void Aws_security_groups_with_prefix_lists_behind_a_network_ACL() => Check(
        Gen.Select(Rules.Numbered(World, 4), Rules.Numbered(World, 4), Rules.Of(World, 4, priorities: 1, parts: true)),
        all => new FiltersInARow(new StatelessRules(Numbered(all.Item1), Numbered(all.Item2)), new UnionRules(all.Item3.Select(rule => rule.Rule))),
        all => BruteForce.Both(
            BruteForce.Answered(BruteForce.Numbered(all.Item1, _ => false), BruteForce.Numbered(all.Item2, _ => false)), BruteForce.AnyAllows(all.Item3)),
        all => all.Item3);

    private static PriorityRules Azure(RuleSpec[] rules) => new(rules.Select(rule => rule.Rule).Concat(AzureDefaults.Inbound), defaultAllows: false);

    private static PriorityRules Numbered(RuleSpec[] rules) => new(rules.Select(rule => rule.Rule), defaultAllows: false);

    private static void Check<T>(Gen<T> all, Func<T, NetworkFilter> ours, Func<T, NaiveFilter> naive, Func<T, RuleSpec[]> rules) => all.Sample(sample =>
    {
        var reach = ours(sample).EvaluateInternet(Peer.Internet);
        var filter = naive(sample);
        var open = BruteForce.Ports(filter, Places, Internet, fates => new(IsOpen(fates, fate => fate.Certain), IsOpen(fates, fate => fate.Possible)));
        Assert.Equal(open, (reach.Open.Certain, reach.Open.Possible));
        var any = Any(filter, rules(sample).Select(rule => rule.Part).Where(part => part.Length > 0).Distinct());
        Assert.Equal(any, (reach.Any.Certain, reach.Any.Possible));
        Assert.Equal(any.Certain.Except(reach.Open.Possible), reach.Restricted.Certain);
    }, iter: Times, print: sample => RuleSpec.Print(sample));

    /// <summary>From some place; or of a machine of a named part of the internet, wherever that is.</summary>
    private static (PortSet Certain, PortSet Possible) Any(NaiveFilter filter, IEnumerable<string> parts)
    {
        var any = BruteForce.FromSome(filter, Places, Internet);
        foreach (var part in parts)
        {
            var (certain, possible) = BruteForce.FromSomewhere(filter, Places, (HashSet<string>)[.. Internet, part, part.Split('.')[0]]);
            any = (any.Certain.Union(certain), any.Possible.Union(possible));
        }
        return any;
    }

    /// <summary>Half of one version; the fates are those of <see cref="Places"/>.</summary>
    private static bool IsOpen(List<Fate> fates, Func<Fate, bool> lets)
    {
        var open = Places.Where((_, at) => lets(fates[at])).ToList();
        return 2 * open.Where(place => place < 16).Sum(place => PublicAddresses[place]) >= PublicAddresses[..16].Sum()
            || 2 * open.Where(place => place >= 16).Sum(place => PublicAddresses[place]) >= PublicAddresses[16..].Sum();
    }

    /// <summary>Counted by the first numbers of the addresses, 16 to a part: what RFC 6890 and RFC 1918 take out.</summary>
    private static long PublicOf(int part) => Enumerable.Range(part * 16, 16).Sum(first => first switch
    {
        0 or 10 or 127 or >= 224 => 0L,
        100 => (256 - 64) * 65536L,
        172 => (256 - 16) * 65536L,
        169 or 192 => 255 * 65536L,
        _ => 256 * 65536L,
    });
}
