using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>What the rules of a network let in from the internet.</summary>
public sealed class GoogleFirewallTests
{
    private const string Machine = "google_compute_instance.vm";
    private const string Web = """ "allow": [{ "protocol": "tcp", "ports": ["80", "443"] }] """;
    private const string Deny = """ "deny": [{ "protocol": "all" }] """;

    [Fact]
    public void A_machine_with_a_public_address_is_reached_on_the_ports_that_a_rule_lets_in()
    {
        var graph = GooglePlan.Network().Machine().Open().Draw();

        var edge = graph.Edge(GraphNode.Internet, Verb.Reaches, Machine);
        Assert.Equal(("tcp/22", Evidence.Observed), (edge.Ports, edge.Evidence));
        Assert.Contains(new("google_compute_firewall.open", "source_ranges"), edge.Basis);
        Assert.Contains(new(Machine, "network_interface[0].access_config"), edge.Basis);
        Assert.Equal(Exposure.Internet, graph.NodeAt(Machine).Exposure);
    }

    [Fact]
    public void Without_a_public_address_nothing_gets_there()
    {
        var graph = GooglePlan.Network().Machine(isPublic: false).Open().Draw();
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
        Assert.Equal(Exposure.Private, graph.NodeAt(Machine).Exposure);
    }

    [Fact]
    public void Without_a_rule_nothing_gets_there() => GooglePlan.Network().Machine().Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Fact]
    public void A_range_of_an_office_is_some_exposure_and_no_hop()
    {
        var graph = GooglePlan.Network().Machine().Firewall("office", """ "source_ranges": ["203.0.113.0/24"] """).Draw();
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
        Assert.Equal(Exposure.Restricted, graph.NodeAt(Machine).Exposure);
    }

    [Theory]
    [InlineData(""" "target_tags": ["web"] """, """, "tags": ["web", "x"]""", true)]
    [InlineData(""" "target_tags": ["web"] """, """, "tags": ["db"]""", false)]
    [InlineData(""" "target_tags": ["web"] """, "", false)]
    [InlineData(""" "target_service_accounts": ["@google_service_account.app"] """, """, "service_account": [{ "email": "@google_service_account.app", "scopes": [] }]""", true)]
    [InlineData(""" "target_service_accounts": ["@google_service_account.app"] """, """, "service_account": [{ "email": "@google_service_account.other", "scopes": [] }]""", false)]
    [InlineData(""" "target_service_accounts": ["a@p.iam.gserviceaccount.com"] """, """, "service_account": [{ "email": "a@p.iam.gserviceaccount.com" }]""", true)]
    public void A_rule_is_about_the_machines_that_it_names(string about, string machine, bool isReached)
    {
        var graph = GooglePlan.Network().Account().Account("other").Machine(more: machine).Firewall("f", $""" "source_ranges": ["0.0.0.0/0"], {about} """).Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge.Source == GraphNode.Internet));
    }

    [Fact]
    public void Unknown_tags_of_a_machine_may_be_those()
    {
        var graph = GooglePlan.Network().Machine(more: """, "tags": "?" """).Firewall("f", """ "source_ranges": ["0.0.0.0/0"], "target_tags": ["web"] """).Draw();
        Assert.Equal(Evidence.UnknownDependent, graph.Edge(GraphNode.Internet, Verb.Reaches, Machine).Evidence);
    }

    [Theory]
    [InlineData(900, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void The_lowest_number_decides_and_denying_wins_at_the_same(int denies, bool isReached)
    {
        var graph = GooglePlan.Network().Machine().Open().Firewall("closed", $""" "source_ranges": ["0.0.0.0/0"], "priority": {denies} """, Deny).Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge.Source == GraphNode.Internet));
    }

    [Fact]
    public void A_rule_that_is_switched_off_lets_nothing_in() =>
        GooglePlan.Network().Machine().Firewall("off", """ "source_ranges": ["0.0.0.0/0"], "disabled": true """).Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Fact]
    public void A_rule_about_what_goes_out_lets_nothing_in() =>
        GooglePlan.Network().Machine().Firewall("out", """ "destination_ranges": ["0.0.0.0/0"], "direction": "EGRESS" """).Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Fact]
    public void A_rule_of_another_network_is_about_others() =>
        GooglePlan.Network().With("google_compute_network.other", """{ "name": "other" }""").Machine().Firewall("f", """ "source_ranges": ["0.0.0.0/0"] """, network: "other").Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Fact]
    public void An_unknown_range_may_be_everybody()
    {
        var graph = GooglePlan.Network().Machine().Firewall("f", """ "source_ranges": ["@data.http.me"] """).With("data.http.me").Draw();
        var edge = graph.Edge(GraphNode.Internet, Verb.Reaches, Machine);
        Assert.Equal((Evidence.UnknownDependent, "tcp/22"), (edge.Evidence, edge.Ports));
        Assert.Equal(Exposure.Unknown, graph.NodeAt(Machine).Exposure);
    }

    [Fact]
    public void Ranges_that_the_provider_leaves_open_beside_tags_are_none() =>
        GooglePlan.Network().Machine().Firewall("f", """ "source_ranges": "?", "source_tags": ["web"] """).Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Fact]
    public void Without_a_route_to_the_internet_nothing_gets_there()
    {
        TestPlan Cut() => new TestPlan().With("google_compute_network.vpc", """{ "name": "vpc", "delete_default_routes_on_create": true }""")
            .With("google_compute_subnetwork.app", """{ "network": "@google_compute_network.vpc", "ip_cidr_range": "10.1.0.0/24" }""").Machine().Open();

        Cut().Draw().NoEdge(GraphNode.Internet, Verb.Reaches);
        Cut().With("google_compute_route.out", """{ "network": "@google_compute_network.vpc", "dest_range": "0.0.0.0/0" }""").Draw().Edge(GraphNode.Internet, Verb.Reaches, Machine);
    }

    [Fact]
    public void Unknown_accounts_of_senders_may_be_anybody() => Assert.Equal(Evidence.UnknownDependent,
        GooglePlan.Network().Machine().Firewall("f", """ "source_service_accounts": "?" """).Draw().Edge(GraphNode.Internet, Verb.Reaches, Machine).Evidence);

    [Fact]
    public void Several_rules_add_up()
    {
        var graph = GooglePlan.Network().Machine().Open().Firewall("web", """ "source_ranges": ["0.0.0.0/0"] """, Web).Draw();
        Assert.Equal("tcp/22, tcp/80, tcp/443", graph.Edge(GraphNode.Internet, Verb.Reaches, Machine).Ports);
    }

    [Fact]
    public void The_default_network_lets_in_what_it_always_does_which_is_inferred()
    {
        var graph = new TestPlan().With(Machine, """{ "network_interface": [{ "network": "default", "access_config": [{ "nat_ip": "?" }] }] }""").Draw();
        var edge = graph.Edge(GraphNode.Internet, Verb.Reaches, Machine);
        Assert.Equal(("tcp/22, tcp/3389, icmp", Evidence.Inferred), (edge.Ports, edge.Evidence));
    }

    [Fact]
    public void A_rule_of_the_plan_is_observed_beside_those_of_the_default_network()
    {
        var graph = new TestPlan().With(Machine, """{ "network_interface": [{ "network": "default", "access_config": [{}] }] }""")
            .With("google_compute_firewall.web", """{ "name": "web", "network": "default", "source_ranges": ["0.0.0.0/0"], "allow": [{ "protocol": "tcp", "ports": ["443"] }] }""").Draw();

        Assert.Equal([("tcp/22, tcp/3389, icmp", Evidence.Inferred), ("tcp/443", Evidence.Observed)],
            graph.Edges.Where(edge => edge.Source == GraphNode.Internet).Select(edge => (edge.Ports, edge.Evidence)).Order());
    }

    [Fact]
    public void A_denying_rule_closes_the_default_network_too()
    {
        var graph = new TestPlan().With(Machine, """{ "network_interface": [{ "network": "default", "access_config": [{}] }] }""")
            .With("google_compute_firewall.no", """{ "name": "no", "network": "default", "priority": 100, "source_ranges": ["0.0.0.0/0"], "deny": [{ "protocol": "all" }] }""").Draw();
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Fact]
    public void Machines_of_a_group_have_the_interfaces_of_their_template()
    {
        var graph = GooglePlan.Network().Open()
            .With("google_compute_instance_template.t", """{ "network_interface": [{ "subnetwork": "@google_compute_subnetwork.app", "access_config": [{}] }] }""")
            .With("google_compute_instance_group_manager.g", """{ "version": [{ "instance_template": "@google_compute_instance_template.t" }] }""").Draw();
        Assert.Equal("tcp/22", graph.Edge(GraphNode.Internet, Verb.Reaches, "google_compute_instance_group_manager.g").Ports);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, "google_compute_instance_template.t");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""", "private_cluster_config": [{ "enable_private_nodes": true }]""", false)]
    public void Nodes_of_a_cluster_have_public_addresses_unless_they_are_private(string cluster, bool isReached)
    {
        var graph = GooglePlan.Network().Open()
            .With("google_container_cluster.c", $$"""{ "remove_default_node_pool": true, "subnetwork": "@google_compute_subnetwork.app"{{cluster}} }""")
            .With("google_container_node_pool.n", """{ "cluster": "@google_container_cluster.c", "node_config": [{}] }""").Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge is { Source: GraphNode.Internet, Target: "google_container_node_pool.n", Evidence: Evidence.Inferred }));
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, "google_container_cluster.c");
    }

    [Fact]
    public void A_policy_of_the_network_is_asked_after_its_rules()
    {
        TestPlan With(string action) => GooglePlan.Network().Machine()
            .With("google_compute_network_firewall_policy.p")
            .With("google_compute_network_firewall_policy_association.a", """{ "attachment_target": "@google_compute_network.vpc", "firewall_policy": "@google_compute_network_firewall_policy.p" }""")
            .With("google_compute_network_firewall_policy_rule.r", $$"""
                { "firewall_policy": "@google_compute_network_firewall_policy.p", "action": "{{action}}", "direction": "INGRESS", "priority": 10, "match": [{ "src_ip_ranges": ["0.0.0.0/0"], "layer4_configs": [{ "ip_protocol": "tcp", "ports": ["22"] }] }] }
                """);

        Assert.Equal("tcp/22", With("allow").Draw().Edge(GraphNode.Internet, Verb.Reaches, Machine).Ports);
        With("deny").Draw().NoEdge(GraphNode.Internet, Verb.Reaches);
        Assert.Equal("tcp/22", With("deny").Open().Draw().Edge(GraphNode.Internet, Verb.Reaches, Machine).Ports);
    }
}
