using CsCheck;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>What gets through is what gets through when each packet is sent on its own, for random rules of each cloud.</summary>
public sealed class ExposurePropertyTests
{
    private const int Times = 500;
    private static readonly World World = World.Segment;

    [Fact]
    public void Azure_one_group_of_rules_with_the_defaults() => Check(
        Gen.Select(Rules.Numbered(World, 8), Rules.Peer(World)),
        Azure, rules => BruteForce.Numbered(rules, BruteForce.AzureDefault));

    [Fact]
    public void Azure_rules_of_the_subnet_and_of_the_interface() => Check(
        Gen.Select(Gen.Select(Rules.Numbered(World, 5), Rules.Numbered(World, 5)), Rules.Peer(World)),
        both => new FiltersInARow(Azure(both.Item1), Azure(both.Item2)),
        both => BruteForce.Both(BruteForce.Numbered(both.Item1, BruteForce.AzureDefault), BruteForce.Numbered(both.Item2, BruteForce.AzureDefault)));

    [Fact]
    public void Google_rules_in_with_many_of_the_same_number() => Check(
        Gen.Select(Rules.Of(World, 8, priorities: 3), Rules.Peer(World)),
        rules => new PriorityRules(rules.Select(rule => rule.Rule), defaultAllows: false), rules => BruteForce.Numbered(rules, _ => false));

    [Fact]
    public void Google_rules_out() => Check(
        Gen.Select(Rules.Of(World, 8, priorities: 3), Rules.Peer(World)),
        rules => new PriorityRules(rules.Select(rule => rule.Rule), defaultAllows: true), rules => BruteForce.Numbered(rules, _ => true));

    [Fact]
    public void Aws_security_groups() => Check(
        Gen.Select(Rules.Of(World, 8, priorities: 1), Rules.Peer(World)), Groups, BruteForce.AnyAllows);

    [Fact]
    public void Aws_security_groups_behind_a_network_ACL_that_has_to_let_answers_out() => Check(
        Gen.Select(Gen.Select(Rules.Numbered(World, 4), Rules.Numbered(World, 4), Rules.Of(World, 4, priorities: 1)), Rules.Peer(World)),
        all => new FiltersInARow(new StatelessRules(Numbered(all.Item1), Numbered(all.Item2)), Groups(all.Item3)),
        all => BruteForce.Both(
            BruteForce.Answered(BruteForce.Numbered(all.Item1, _ => false), BruteForce.Numbered(all.Item2, _ => false)), BruteForce.AnyAllows(all.Item3)));

    private static PriorityRules Azure(RuleSpec[] rules) => new(rules.Select(rule => rule.Rule).Concat(AzureDefaults.Inbound), defaultAllows: false);

    private static PriorityRules Numbered(RuleSpec[] rules) => new(rules.Select(rule => rule.Rule), defaultAllows: false);

    private static UnionRules Groups(RuleSpec[] rules) => new(rules.Select(rule => rule.Rule));

    private static void Check<T>(Gen<(T, (int[] Addresses, HashSet<string> Groups))> all, Func<T, NetworkFilter> ours, Func<T, NaiveFilter> naive) => all.Sample(sample =>
    {
        var (rules, peer) = sample;
        var addresses = AddressSet.Parse(peer.Addresses.Select(at => World.Addresses[at]));
        var filter = ours(rules);
        Same(BruteForce.FromSome(naive(rules), peer.Addresses, peer.Groups), filter.Evaluate(Peer.At(addresses, peer.Groups)));
        Same(BruteForce.FromSomewhere(naive(rules), peer.Addresses, peer.Groups), filter.Evaluate(Peer.Somewhere(addresses, peer.Groups)));
    }, iter: Times, print: sample => $"{RuleSpec.Print(sample.Item1)} from {string.Join(' ', sample.Item2.Addresses.Select(at => World.Addresses[at]))} in [{string.Join(' ', sample.Item2.Groups)}]");

    private static void Same((PortSet Certain, PortSet Possible) expected, Reach reach)
    {
        Assert.Equal(expected.Certain, reach.Certain);
        Assert.Equal(expected.Possible, reach.Possible);
    }
}
