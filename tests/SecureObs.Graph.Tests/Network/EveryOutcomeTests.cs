using CsCheck;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>
/// Each way that all unknowns can turn out together, in a world of two addresses and two ports: for certain is what gets through in all of them, possible what does in
/// one. Here an unknown is one fact for all packets, not one for each: which of its ports a rule has, and which of the addresses.
/// </summary>
public sealed class EveryOutcomeTests
{
    private static readonly int[] Ports = [22, 40000];
    private static readonly string[] Addresses = ["10.0.0.1", "10.0.0.2"];

    /// <summary>Sets of ports and addresses are bits: 1, 2 or both.</summary>
    internal sealed record TinyRule(int Priority, bool Allows, int Ports, int Maybe, int Addresses, bool IsUnknown);

    /// <summary>How a rule turned out.</summary>
    internal sealed record Settled(int Priority, bool Allows, int Ports, int Addresses);

    private static readonly Gen<TinyRule> Rule = Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool,
        (priority, allows, ports, maybe, addresses, unknown) => new TinyRule(priority, allows, ports, maybe, addresses, unknown));

    private static readonly Gen<TinyRule[]> Rules = Rule.Array[0, 3];

    [Fact]
    public void First_rule_decides() => Rules.Sample(rules => Same(Outcomes(rules), FirstDecides, Filter(rules.Select(Ours))), iter: 300);

    [Fact]
    public void Answers_have_to_get_out() => Gen.Select(Rules, Rules).Where((there, back) => Doubts(there) + Doubts(back) <= 3).Sample((there, back) =>
    {
        var filter = new StatelessRules(Filter(there.Select(Ours)), Filter(back.Select(Ours)));
        var outcomes = Outcomes(there).SelectMany(_ => Outcomes(back), (a, b) => (There: a, Back: b)).ToList();
        Same(outcomes, (outcome, address, port) => FirstDecides(outcome.There, address, port) && FirstDecides(outcome.Back, address, 2), filter);
    }, iter: 300);

    [Fact]
    public void A_rule_may_have_any_number() => Gen.Select(Rules, Rule).Where((rules, one) => Doubts([.. rules, one]) <= 2).Sample((rules, one) =>
    {
        var outcomes = Enumerable.Range(0, 5).SelectMany(number => Outcomes([.. rules, one with { Priority = number }])).ToList();
        Same(outcomes, FirstDecides, Filter([.. rules.Select(Ours), .. Ours(one).WithUnknownPriority(4)]));
    }, iter: 300);

    [Fact]
    public void A_rule_may_allow_or_deny() => Gen.Select(Rules, Rule).Where((rules, one) => Doubts([.. rules, one]) <= 2).Sample((rules, one) =>
    {
        List<IReadOnlyList<Settled>> outcomes = [.. Outcomes([.. rules, one with { Allows = true }]), .. Outcomes([.. rules, one with { Allows = false }])];
        Same(outcomes, FirstDecides, Filter([.. rules.Select(Ours), .. Ours(one).WithUnknownAction()]));
    }, iter: 300);

    private static PriorityRules Filter(params IEnumerable<NetworkRule> rules) => new(rules, defaultAllows: false);

    private static NetworkRule Ours(TinyRule rule) => new(
        rule.Priority, rule.Allows, PortsOf(rule.Ports), PortsOf(rule.Maybe), PeerMatch.At(AddressesOf(rule.Addresses)) with { IsUnknown = rule.IsUnknown }, []);

    private static bool FirstDecides(IReadOnlyList<Settled> rules, int address, int port) =>
        rules.Where(rule => (rule.Ports & port) != 0 && (rule.Addresses & address) != 0).OrderBy(rule => rule.Priority).ThenBy(rule => rule.Allows).FirstOrDefault()?.Allows == true;

    private static void Same<T>(IReadOnlyList<T> outcomes, Func<T, int, int, bool> lets, NetworkFilter filter)
    {
        var some = filter.Evaluate(Peer.At(AddressesOf(3)));
        var one = filter.Evaluate(Peer.Somewhere(AddressesOf(3)));
        Assert.Equal(PortsThat(port => outcomes.All(outcome => lets(outcome, 1, port) || lets(outcome, 2, port))), some.Certain);
        Assert.Equal(PortsThat(port => outcomes.Any(outcome => lets(outcome, 1, port) || lets(outcome, 2, port))), some.Possible);
        Assert.Equal(PortsThat(port => outcomes.All(outcome => lets(outcome, 1, port) && lets(outcome, 2, port))), one.Certain);
        Assert.Equal(some.Possible, one.Possible);
    }

    private static IReadOnlyList<IReadOnlyList<Settled>> Outcomes(IEnumerable<TinyRule> rules) => rules.Aggregate(
        (IReadOnlyList<IReadOnlyList<Settled>>)[[]], (outcomes, rule) => [.. outcomes.SelectMany(_ => Outcomes(rule), (outcome, settled) => (IReadOnlyList<Settled>)[.. outcome, settled])]);

    private static IEnumerable<Settled> Outcomes(TinyRule rule) =>
        from ports in Subsets(rule.Maybe)
        from addresses in Subsets(rule.IsUnknown ? 3 : 0)
        select new Settled(rule.Priority, rule.Allows, rule.Ports | ports, rule.Addresses | addresses);

    private static IEnumerable<int> Subsets(int set) => Enumerable.Range(0, 4).Where(each => (each & ~set) == 0);

    private static int Doubts(TinyRule[] rules) => rules.Count(rule => rule.Maybe != 0 || rule.IsUnknown);

    private static PortSet PortsThat(Func<int, bool> isSo) => PortsOf((isSo(1) ? 1 : 0) | (isSo(2) ? 2 : 0));

    private static PortSet PortsOf(int bits) => Bits(bits).Aggregate(PortSet.None, (sum, at) => sum.Union(PortSet.Of("tcp", Ports[at], Ports[at])));

    private static AddressSet AddressesOf(int bits) => AddressSet.Parse(Bits(bits).Select(at => Addresses[at]));

    private static IEnumerable<int> Bits(int bits) => Enumerable.Range(0, 2).Where(at => ((bits >> at) & 1) == 1);
}
