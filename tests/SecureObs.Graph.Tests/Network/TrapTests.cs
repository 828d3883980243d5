using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>Rule sets that people, and tools, are known to read wrongly.</summary>
public sealed class TrapTests
{
    private static readonly PortSet Ssh = PortSet.Of("tcp", 22, 22);

    [Fact]
    public void A_higher_rule_that_denies_all_closes_what_a_lower_one_opens()
    {
        var reach = Azure(Allow(200, "tcp/22", "*"), Deny(100, "all", "Internet")).EvaluateInternet(Peer.Internet);

        Assert.Equal(Exposure.Private, reach.Exposure);
        Assert.Equal("none", reach.Any.Possible.ToString());
        Assert.Equal(["rule100"], reach.Any.Basis.Select(basis => basis.Path));
    }

    [Fact]
    public void A_range_in_the_middle_that_is_denied_leaves_the_ports_around_it()
    {
        var reach = Azure(Allow(200, "tcp/0-1000", "*"), Deny(100, "tcp/22-80", "*")).EvaluateInternet(Peer.Internet);

        Assert.Equal("tcp/0-21, tcp/81-1000", reach.Open.Certain.ToString());
        Assert.Equal(["rule200"], reach.Open.Basis.Select(basis => basis.Path));
    }

    [Fact]
    public void Addresses_in_the_middle_that_are_denied_do_not_close_a_port()
    {
        var filter = Azure(Allow(200, "tcp/22", "*"), Deny(100, "all", "192.0.2.0/24"));

        Assert.Equal("tcp/22", filter.EvaluateInternet(Peer.Internet).Open.Certain.ToString());
        Assert.Equal("none", filter.Evaluate(PeerAt("192.0.2.7")).Possible.ToString());
        Assert.Equal("tcp/22", filter.Evaluate(PeerAt("192.0.2.0/23")).Certain.ToString());
    }

    [Theory]
    [InlineData("0.0.0.0/0", Exposure.Internet)]
    [InlineData("0.0.0.0/1,128.0.0.0/1", Exposure.Internet)]
    [InlineData("::/0", Exposure.Internet)]
    [InlineData("2000::/3", Exposure.Internet)]
    [InlineData("1.0.0.0-223.255.255.255", Exposure.Internet)]
    [InlineData("128.0.0.0/1", Exposure.Restricted)]
    [InlineData("203.0.113.0/24", Exposure.Restricted)]
    [InlineData("2a00::/16", Exposure.Restricted)]
    [InlineData("10.0.0.0/8,192.168.0.0/16", Exposure.Private)]
    [InlineData("fc00::/7", Exposure.Private)]
    public void Half_of_the_internet_is_the_internet(string sources, Exposure expected)
    {
        var rules = sources.Split(',').Select(source => new NetworkRule(0, true, Ssh, PeerMatch.At(AddressSet.Parse(source))));

        Assert.Equal(expected, new UnionRules(rules).EvaluateInternet(Peer.Internet).Exposure);
    }

    [Fact]
    public void Two_rules_that_each_allow_half_open_what_they_have_in_common()
    {
        var rules = new UnionRules([Allow(0, "tcp/20-443", "0.0.0.0/1"), Allow(0, "tcp/22-8080", "128.0.0.0/1")]).EvaluateInternet(Peer.InternetV4);

        // The lower half alone has more than half of the public addresses: all that it allows is open.
        Assert.Equal("tcp/20-443", rules.Open.Certain.ToString());
        Assert.Equal("tcp/444-8080", rules.Restricted.Certain.ToString());
    }

    [Fact]
    public void Rules_of_IPv6_do_not_open_a_machine_that_has_none() =>
        Assert.Equal(Exposure.Private, new UnionRules([Allow(0, "tcp/22", "::/0")]).EvaluateInternet(Peer.InternetV4).Exposure);

    [Fact]
    public void Denying_at_the_same_number_wins_in_either_order()
    {
        NetworkRule[] rules = [Allow(1000, "tcp/22", "*"), Deny(1000, "tcp/22", "10.0.0.0/8"), Allow(1000, "tcp/80", "*")];

        foreach (var each in new[] { rules, [.. rules.Reverse()] })
            Assert.Equal("tcp/80", new PriorityRules(each, defaultAllows: false).Evaluate(PeerAt("10.0.0.4")).Possible.ToString());
    }

    [Fact]
    public void Azure_lets_in_the_network_and_the_probes_and_nobody_else_by_itself()
    {
        Assert.Equal("all", Azure().Evaluate(Peer.At(AddressSet.Parse("10.0.0.4"), AzureDefaults.VirtualNetwork)).Certain.ToString());
        Assert.Equal("all", Azure().Evaluate(Peer.At(AddressSet.Parse("168.63.129.16"), AzureDefaults.LoadBalancer)).Certain.ToString());
        Assert.Equal("none", Azure().Evaluate(PeerAt("10.0.0.4")).Possible.ToString());
        Assert.Equal("none", Azure().EvaluateInternet(Peer.Internet).Any.Possible.ToString());
    }

    [Fact]
    public void Azure_lets_out_to_the_internet_by_itself()
    {
        Assert.Equal("all", new PriorityRules(AzureDefaults.Outbound, false).EvaluateInternet(Peer.Internet).Open.Certain.ToString());
        Assert.Equal("none", new PriorityRules(AzureDefaults.Outbound.Prepend(Deny(4096, "all", "Internet")), false).EvaluateInternet(Peer.Internet).Any.Possible.ToString());
    }

    [Theory]
    [InlineData("*", Exposure.Internet, true)]
    [InlineData("Any", Exposure.Internet, true)]
    [InlineData("0.0.0.0/0", Exposure.Internet, true)]
    [InlineData("Internet", Exposure.Internet, false)]
    [InlineData("internet", Exposure.Internet, false)]
    [InlineData("VirtualNetwork", Exposure.Private, true)]
    [InlineData("AzureLoadBalancer", Exposure.Private, false)]
    [InlineData("AzureCloud", Exposure.Restricted, false)]
    [InlineData("GatewayManager", Exposure.Restricted, false)]
    [InlineData("Storage.WestEurope", Exposure.Restricted, false)]
    public void Azure_calls_peers(string prefix, Exposure expected, bool hasTheNetwork)
    {
        var rules = new PriorityRules([Allow(100, "tcp/22", prefix)], defaultAllows: false);

        Assert.Equal(expected, rules.EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(hasTheNetwork, !rules.Evaluate(Peer.At(AddressSet.Parse("10.0.0.4"), AzureDefaults.VirtualNetwork)).Certain.IsEmpty);
    }

    [Fact]
    public void A_service_tag_that_is_denied_does_not_close_the_internet_and_is_closed_itself()
    {
        Assert.Equal(Exposure.Internet, Azure(Deny(100, "all", "AzureCloud"), Allow(200, "tcp/22", "Internet")).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Private, Azure(Deny(100, "all", "Storage"), Allow(200, "tcp/22", "Storage.WestEurope")).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Restricted, Azure(Deny(100, "all", "Storage.WestEurope"), Allow(200, "tcp/22", "Storage")).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Private, Azure(Deny(100, "all", "Internet"), Allow(200, "tcp/22", "Storage")).EvaluateInternet(Peer.Internet).Exposure);
    }

    [Fact]
    public void Two_filters_that_let_in_different_addresses_let_in_nobody()
    {
        var (lower, upper) = (new UnionRules([Allow(0, "tcp/22", "10.0.0.0/25")]), new UnionRules([Allow(0, "tcp/22", "10.0.0.128/25")]));

        Assert.Equal("none", new FiltersInARow(lower, upper).Evaluate(PeerAt("10.0.0.0/24")).Possible.ToString());
    }

    [Fact]
    public void A_network_ACL_that_lets_no_answer_out_lets_nothing_in()
    {
        var there = new UnionRules([Allow(0, "tcp/443", "*"), Allow(0, "udp/53", "*")]);
        var answers = (string ports, string peers) => new StatelessRules(there, new UnionRules([Allow(0, ports, peers)])).EvaluateInternet(Peer.InternetV4).Exposure;

        Assert.Equal(Exposure.Internet, answers("tcp/1024-65535", "0.0.0.0/0"));
        Assert.Equal(Exposure.Internet, answers("tcp/32768-60999", "0.0.0.0/0"));
        Assert.Equal(Exposure.Internet, answers("udp/1024", "0.0.0.0/0"));
        Assert.Equal(Exposure.Private, answers("tcp/443", "0.0.0.0/0"));
        Assert.Equal(Exposure.Private, answers("udp/53-1023", "0.0.0.0/0"));
        Assert.Equal(Exposure.Private, answers("icmp", "0.0.0.0/0"));
        Assert.Equal(Exposure.Restricted, answers("tcp/1024-65535", "198.51.100.0/24"));
    }

    [Fact]
    public void An_unknown_source_is_neither_open_nor_closed()
    {
        var unknown = new NetworkRule(100, true, Ssh, PeerMatch.Unknown);

        Assert.Equal(Exposure.Unknown, Azure(unknown).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Internet, Azure(Allow(90, "tcp/22", "*"), unknown).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Private, Azure(Deny(90, "tcp/22", "*"), unknown).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Unknown, Azure(Allow(200, "tcp/22", "*"), unknown with { Allows = false }).EvaluateInternet(Peer.Internet).Exposure);
        Assert.Equal(Exposure.Unknown, Azure(Allow(200, "tcp/22", "*").Maybe()).EvaluateInternet(Peer.Internet).Exposure);
    }

    [Fact]
    public void A_machine_whose_address_is_not_known_gets_in_for_certain_only_when_all_do()
    {
        var subnet = AddressSet.Parse("10.0.1.0/24");
        var half = new UnionRules([Allow(0, "tcp/22", "10.0.1.0/25")]).Evaluate(Peer.Somewhere(subnet));

        Assert.Equal(("none", "tcp/22"), (half.Certain.ToString(), half.Possible.ToString()));
        Assert.Equal("tcp/22", new UnionRules([Allow(0, "tcp/22", "10.0.0.0/16")]).Evaluate(Peer.Somewhere(subnet)).Certain.ToString());
        Assert.Equal("none", NetworkFilter.Open.Evaluate(Peer.Somewhere(AddressSet.None)).Possible.ToString());
    }

    private static PriorityRules Azure(params IEnumerable<NetworkRule> rules) => new(rules.Concat(AzureDefaults.Inbound), defaultAllows: false);

    private static NetworkRule Allow(int priority, string ports, string source) => Rule(priority, true, ports, source);

    private static NetworkRule Deny(int priority, string ports, string source) => Rule(priority, false, ports, source);

    private static NetworkRule Rule(int priority, bool allows, string ports, string source) =>
        new(priority, allows, Ports(ports), AzureDefaults.Peers(source), new Basis("nsg", $"rule{priority}"));

    private static PortSet Ports(string text) => text.Split('/') is [var protocol, var ports] && PortSet.TryParse(protocol, ports, out var set) ? set : PortSet.Of(text);

    private static Peer PeerAt(string addresses) => Peer.At(AddressSet.Parse(addresses));
}
