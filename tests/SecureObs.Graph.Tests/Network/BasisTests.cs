using CsCheck;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>Which rules are said to decide.</summary>
public sealed class BasisTests
{
    private static readonly Peer Segment = Peer.At(AddressSet.Parse(World.Segment.Addresses));

    [Fact]
    public void Rules_that_are_named_are_enough_to_let_something_in() => Rules.Numbered(World.Segment, 8).Sample(rules =>
    {
        var reach = Evaluate(rules);
        if (reach.Possible.IsEmpty || reach.Basis.Count == Reach.MostBasis)
            return;
        var named = rules.Where(rule => !rule.Allows || reach.Basis.Contains(rule.Rule.Basis[0])).ToArray();
        Assert.Equal(reach.Certain, Evaluate(named).Certain);
        Assert.Equal(reach.Possible, Evaluate(named).Possible);
    }, iter: 1000, print: rules => RuleSpec.Print(rules));

    [Fact]
    public void When_nothing_gets_in_rules_that_deny_are_named_and_no_other() => Rules.Numbered(World.Segment, 8).Sample(rules =>
    {
        var reach = Evaluate(rules);
        if (reach.Possible.IsEmpty)
            Assert.All(reach.Basis, basis => Assert.StartsWith("deny", basis.Path, StringComparison.Ordinal));
    }, iter: 1000, print: rules => RuleSpec.Print(rules));

    [Fact]
    public void The_widest_come_first_and_not_more_than_eight()
    {
        var narrow = Enumerable.Range(0, 20).Select(at => Rule(at, true, $"192.0.2.{at}"));
        var basis = new PriorityRules(narrow.Append(Rule(99, true, "0.0.0.0/0")), false).EvaluateInternet(Peer.Internet).Open.Basis;

        Assert.Equal(Reach.MostBasis, basis.Count);
        Assert.Equal("99", basis[0].Path);
    }

    [Fact]
    public void A_rule_for_other_ports_is_not_named()
    {
        var other = new NetworkRule(1, true, PortSet.Of("tcp", 443, 443), PeerMatch.At(AddressSet.Parse("192.0.2.1")), new Basis("rules", "other"));

        Assert.Equal(["2"], new UnionRules([other, Rule(2, true, "0.0.0.0/0")]).EvaluateInternet(Peer.Internet).Open.Basis.Select(each => each.Path));
    }

    [Fact]
    public void An_unknown_rule_that_may_deny_is_named()
    {
        var maybe = new NetworkRule(1, false, PortSet.All, PeerMatch.Unknown, new Basis("rules", "unknown"));
        var reach = new PriorityRules([maybe, Rule(2, true, "10.0.0.0/8")], false).Evaluate(Segment);

        Assert.Equal(("none", "tcp/22"), (reach.Certain.ToString(), reach.Possible.ToString()));
        Assert.Equal(["2", "unknown"], reach.Basis.Select(each => each.Path).Order());
    }

    [Fact]
    public void Of_two_filters_the_one_that_denies_is_named()
    {
        var (open, closed) = (new UnionRules([Rule(1, true, "*")]), new PriorityRules([Rule(2, false, "*") with { Ports = PortSet.All }], defaultAllows: true));

        Assert.Equal(["2"], new FiltersInARow(open, closed).Evaluate(Segment).Basis.Select(each => each.Path));
        Assert.Equal(["2"], open.Evaluate(Segment).And(closed.Evaluate(Segment)).Basis.Select(each => each.Path));
        Assert.Equal(["1", "3"], open.Evaluate(Segment).And(new UnionRules([Rule(3, true, "*")]).Evaluate(Segment)).Basis.Select(each => each.Path));
    }

    private static Reach Evaluate(RuleSpec[] rules) => new PriorityRules(rules.Select(rule => rule.Rule), defaultAllows: false).Evaluate(Segment);

    private static NetworkRule Rule(int priority, bool allows, string peers) =>
        new(priority, allows, PortSet.Of("tcp", 22, 22), PeerMatch.At(AddressSet.Parse(peers)), new Basis("rules", $"{priority}"));
}
