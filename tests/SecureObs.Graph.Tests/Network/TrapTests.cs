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

    private static PriorityRules Azure(params IEnumerable<NetworkRule> rules) => new(rules.Concat(AzureDefaults.Inbound), defaultAllows: false);

    private static NetworkRule Allow(int priority, string ports, string source) => Rule(priority, true, ports, source);

    private static NetworkRule Deny(int priority, string ports, string source) => Rule(priority, false, ports, source);

    private static NetworkRule Rule(int priority, bool allows, string ports, string source) =>
        new(priority, allows, Ports(ports), AzureDefaults.Peers(source), new Basis("nsg", $"rule{priority}"));

    private static PortSet Ports(string text) => text.Split('/') is [var protocol, var ports] && PortSet.TryParse(protocol, ports, out var set) ? set : PortSet.Of(text);

    private static Peer PeerAt(string addresses) => Peer.At(AddressSet.Parse(addresses));
}
