using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>What machines can send each other inside of networks.</summary>
public sealed class GoogleReachTests
{
    private const string Network = "google_compute_network.vpc", Subnet = "google_compute_subnetwork.app", Machine = "google_compute_instance.vm", Other = "google_compute_instance.db";

    [Fact]
    public void A_machine_sends_from_its_subnet_and_network_and_lies_in_them()
    {
        var graph = GooglePlan.Network().Machine().Draw();
        Assert.Equal("", graph.Edge(Machine, Verb.SitsIn, Subnet).Ports);
        graph.Edge(Machine, Verb.SitsIn, Network);
        graph.Edge(Subnet, Verb.Contains, Machine);
        graph.Edge(Network, Verb.Contains, Subnet);
        Assert.Equal(Subnet, graph.NodeAt(Machine).Parent);
    }

    [Fact]
    public void Inside_of_a_network_nothing_gets_through_without_a_rule() => GooglePlan.Network().Machine().Draw().NoEdge(Network, Verb.Reaches);

    [Fact]
    public void A_range_of_the_network_lets_its_machines_in()
    {
        var graph = GooglePlan.Network().Machine().Firewall("inside", """ "source_ranges": ["10.0.0.0/8"] """).Draw();
        Assert.Equal(("tcp/22", Evidence.Observed), (graph.Edge(Network, Verb.Reaches, Machine).Ports, graph.Edge(Network, Verb.Reaches, Machine).Evidence));
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Fact]
    public void A_range_of_one_subnet_lets_in_that_one()
    {
        var graph = GooglePlan.Network().With("google_compute_subnetwork.db", """{ "network": "@google_compute_network.vpc", "ip_cidr_range": "10.2.0.0/24" }""")
            .Machine("db", isPublic: false, subnet: "db").Firewall("inside", """ "source_ranges": ["10.1.0.0/24"] """).Draw();
        graph.Edge(Subnet, Verb.Reaches, Other);
        graph.NoEdge("google_compute_subnetwork.db", Verb.Reaches);
        graph.NoEdge(Network, Verb.Reaches);
    }

    [Fact]
    public void Rules_about_what_goes_out_limit_what_is_sent()
    {
        var deny = """ "deny": [{ "protocol": "all" }]""";
        var closed = GooglePlan.Network().Machine().Firewall("out", """ "direction": "EGRESS", "destination_ranges": ["0.0.0.0/0"] """, deny).Draw();
        closed.NoEdge(Machine, Verb.SitsIn);

        var some = GooglePlan.Network().Machine().Firewall("out", """ "direction": "EGRESS", "destination_ranges": ["0.0.0.0/0"] """, deny)
            .Firewall("sql", """ "direction": "EGRESS", "destination_ranges": ["10.0.0.0/8"], "priority": 900 """, """ "allow": [{ "protocol": "tcp", "ports": ["5432"] }]""").Draw();
        Assert.Equal("tcp/5432", some.Edge(Machine, Verb.SitsIn, Network).Ports);
    }

    [Theory]
    [InlineData("""[ "web" ]""", true)]
    [InlineData("""[ "batch" ]""", false)]
    public void A_tag_of_the_sender_lets_that_machine_in_and_not_its_subnet(string tags, bool isReached)
    {
        var graph = GooglePlan.Network().Machine(more: $""", "tags": {tags}""").Machine("db", isPublic: false)
            .Firewall("db", """ "source_tags": ["web"], "source_ranges": "?" """, """ "allow": [{ "protocol": "tcp", "ports": ["5432"] }]""").Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge is { Source: Machine, Verb: Verb.Reaches, Target: Other, Ports: "tcp/5432" }));
        graph.NoEdge(Network, Verb.Reaches);
    }

    [Fact]
    public void An_account_of_the_sender_lets_that_machine_in()
    {
        var graph = GooglePlan.Network().Account().Machine(more: """, "service_account": [{ "email": "@google_service_account.app", "scopes": [] }]""").Machine("db", isPublic: false)
            .Machine("third", isPublic: false).Firewall("db", """ "source_service_accounts": ["@google_service_account.app"] """).Draw();
        graph.Edge(Machine, Verb.Reaches, Other);
        graph.NoEdge("google_compute_instance.third", Verb.Reaches);
    }

    [Fact]
    public void What_a_tag_lets_in_has_to_get_out_as_well()
    {
        var graph = GooglePlan.Network().Machine(more: """, "tags": ["web"]""").Machine("db", isPublic: false).Firewall("db", """ "source_tags": ["web"] """)
            .Firewall("out", """ "direction": "EGRESS", "target_tags": ["web"] """, """ "deny": [{ "protocol": "tcp" }]""").Draw();
        graph.NoEdge(Machine, Verb.Reaches);
    }

    [Fact]
    public void In_the_default_network_machines_reach_each_other_which_is_inferred()
    {
        var graph = new TestPlan().With(Machine, """{ "network_interface": [{ "network": "default" }] }""").With(Other, """{ "network_interface": [{ "network": "default" }] }""").Draw();
        Assert.Equal(Evidence.Inferred, graph.Edge(Machine, Verb.Reaches, Other).Evidence);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Networks_are_peered_when_both_say_so(bool back, bool isReached)
    {
        var plan = GooglePlan.Network().With("google_compute_network.hub", """{ "name": "hub" }""")
            .Machine().Firewall("inside", """ "source_ranges": ["10.0.0.0/8"] """)
            .With("google_compute_network_peering.there", """{ "network": "@google_compute_network.vpc", "peer_network": "@google_compute_network.hub" }""");
        if (back)
            plan.With("google_compute_network_peering.back", """{ "network": "@google_compute_network.hub", "peer_network": "@google_compute_network.vpc" }""");
        var graph = plan.Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge is { Source: "google_compute_network.hub", Verb: Verb.Reaches, Target: Machine }));
        graph.Edge(Network, Verb.PeersWith, "google_compute_network.hub");
    }

    [Fact]
    public void A_network_that_is_not_peered_reaches_nothing()
    {
        var graph = GooglePlan.Network().With("google_compute_network.hub", """{ "name": "hub" }""").Machine().Firewall("inside", """ "source_ranges": ["10.0.0.0/8"] """).Draw();
        graph.NoEdge("google_compute_network.hub", Verb.Reaches);
    }
}
