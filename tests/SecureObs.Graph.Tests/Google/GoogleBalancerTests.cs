using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

public sealed class GoogleBalancerTests
{
    private const string Front = "google_compute_global_forwarding_rule.f", Group = "google_compute_instance_group_manager.g";
    private const string Probes = """ "source_ranges": ["130.211.0.0/22", "35.191.0.0/16"] """;
    private const string Http = """ "allow": [{ "protocol": "tcp", "ports": ["8080"] }] """;

    private static TestPlan Balanced(string service = "", string front = "") => GooglePlan.Network()
        .With("google_compute_instance_template.t", """{ "network_interface": [{ "subnetwork": "@google_compute_subnetwork.app" }] }""")
        .With(Group, """{ "named_port": [{ "name": "http", "port": 8080 }], "version": [{ "instance_template": "@google_compute_instance_template.t" }] }""")
        .With("google_compute_backend_service.b", $$"""{ "backend": [{ "group": "@{{Group}}" }]{{service}} }""")
        .With("google_compute_url_map.m", """{ "default_service": "@google_compute_backend_service.b" }""")
        .With("google_compute_target_http_proxy.p", """{ "url_map": "@google_compute_url_map.m" }""")
        .With(Front, $$"""{ "target": "@google_compute_target_http_proxy.p", "port_range": "80"{{front}} }""");

    [Fact]
    public void A_proxy_passes_on_to_machines_that_let_it_in()
    {
        var graph = Balanced().Firewall("probes", Probes, Http).Draw();
        Assert.Equal("tcp/80", graph.Edge(GraphNode.Internet, Verb.Reaches, Front).Ports);
        Assert.Equal("tcp/8080", graph.Edge(Front, Verb.ForwardsTo, Group).Ports);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, Group);
        Assert.Equal((Exposure.Internet, Exposure.Private), (graph.NodeAt(Front).Exposure, graph.NodeAt(Group).Exposure));
    }

    [Fact]
    public void It_does_not_when_they_do_not_or_on_another_port_alone()
    {
        Balanced().Draw().NoEdge(Front, Verb.ForwardsTo);
        Balanced().Firewall("probes", Probes).Draw().NoEdge(Front, Verb.ForwardsTo);
    }

    [Fact]
    public void It_does_not_when_a_login_comes_first() =>
        Balanced(""", "iap": [{ "enabled": true }]""").Firewall("probes", Probes, Http).Draw().NoEdge(Front, Verb.ForwardsTo);

    [Fact]
    public void An_internal_one_is_not_reached_from_the_internet()
    {
        var graph = Balanced(front: """, "load_balancing_scheme": "INTERNAL_SELF_MANAGED" """).Firewall("probes", Probes, Http).Draw();
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
        graph.NoEdge(Front, Verb.ForwardsTo);
    }

    [Fact]
    public void One_inside_of_a_network_passes_on_from_the_subnet_of_its_proxies()
    {
        var graph = GooglePlan.Network().Machine(isPublic: false)
            .With("google_compute_subnetwork.proxies", """{ "network": "@google_compute_network.vpc", "ip_cidr_range": "10.9.0.0/24", "purpose": "REGIONAL_MANAGED_PROXY" }""")
            .With("google_compute_instance_group.g", """{ "instances": ["@google_compute_instance.vm"], "named_port": [{ "name": "http", "port": 8080 }] }""")
            .With("google_compute_region_backend_service.b", """{ "backend": [{ "group": "@google_compute_instance_group.g" }] }""")
            .With("google_compute_region_url_map.m", """{ "default_service": "@google_compute_region_backend_service.b" }""")
            .With("google_compute_region_target_http_proxy.p", """{ "url_map": "@google_compute_region_url_map.m" }""")
            .With("google_compute_forwarding_rule.f", """{ "load_balancing_scheme": "INTERNAL_MANAGED", "network": "@google_compute_network.vpc", "target": "@google_compute_region_target_http_proxy.p", "port_range": "80" }""")
            .Firewall("proxies", """ "source_ranges": ["10.9.0.0/24"] """, Http).Draw();
        Assert.Equal("tcp/80", graph.Edge("google_compute_network.vpc", Verb.Reaches, "google_compute_forwarding_rule.f").Ports);
        Assert.Equal("tcp/8080", graph.Edge("google_compute_forwarding_rule.f", Verb.ForwardsTo, "google_compute_instance.vm").Ports);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Theory]
    [InlineData("""[{ "action": "deny(403)", "priority": 2147483647, "match": [{ "config": [{ "src_ip_ranges": ["*"] }] }] }]""", null)]
    [InlineData("""[{ "action": "allow", "priority": 1, "match": [{ "config": [{ "src_ip_ranges": ["203.0.113.0/24"] }] }] }, { "action": "deny(403)", "priority": 2147483647, "match": [{ "config": [{ "src_ip_ranges": ["*"] }] }] }]""", null)]
    [InlineData("""[{ "action": "allow", "priority": 2147483647, "match": [{ "config": [{ "src_ip_ranges": ["*"] }] }] }]""", Evidence.Observed)]
    [InlineData("""[{ "action": "allow", "priority": 1, "match": [{}] }, { "action": "deny(403)", "priority": 2147483647, "match": [{ "config": [{ "src_ip_ranges": ["*"] }] }] }]""", Evidence.UnknownDependent)]
    public void Cloud_Armor_decides_who_gets_through(string rules, Evidence? passes)
    {
        var graph = Balanced(""", "security_policy": "@google_compute_security_policy.s" """).With("google_compute_security_policy.s", $$"""{ "rule": {{rules}} }""").Firewall("probes", Probes, Http).Draw();
        Assert.Equal(passes, graph.Edges.Where(edge => edge.Verb is Verb.ForwardsTo).Select(edge => (Evidence?)edge.Evidence).FirstOrDefault());
    }

    [Fact]
    public void What_is_passed_through_keeps_the_address_of_the_sender()
    {
        TestPlan Pool() => GooglePlan.Network().Machine(isPublic: false)
            .With("google_compute_target_pool.p", """{ "instances": ["@google_compute_instance.vm"] }""")
            .With("google_compute_forwarding_rule.f", """{ "target": "@google_compute_target_pool.p", "port_range": "22-22", "load_balancing_scheme": "EXTERNAL" }""");

        Assert.Equal("tcp/22", Pool().Open().Draw().Edge("google_compute_forwarding_rule.f", Verb.ForwardsTo, "google_compute_instance.vm").Ports);
        Pool().Firewall("probes", Probes).Draw().NoEdge("google_compute_forwarding_rule.f", Verb.ForwardsTo);
    }

    [Theory]
    [InlineData("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "allUsers", true)]
    [InlineData("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "domain:example.com", false)]
    [InlineData("INGRESS_TRAFFIC_INTERNAL_ONLY", "allUsers", false)]
    public void A_service_behind_one_still_asks_who_may_invoke_it(string ingress, string member, bool passes)
    {
        var graph = new TestPlan()
            .With("google_cloud_run_v2_service.s", $$"""{ "ingress": "{{ingress}}" }""")
            .With("google_cloud_run_v2_service_iam_member.m", $$"""{ "name": "@google_cloud_run_v2_service.s", "role": "roles/run.invoker", "member": "{{member}}" }""")
            .With("google_compute_region_network_endpoint_group.n", """{ "cloud_run": [{ "service": "@google_cloud_run_v2_service.s" }] }""")
            .With("google_compute_backend_service.b", """{ "backend": [{ "group": "@google_compute_region_network_endpoint_group.n" }] }""")
            .With("google_compute_url_map.m", """{ "default_service": "@google_compute_backend_service.b" }""")
            .With("google_compute_target_https_proxy.p", """{ "url_map": "@google_compute_url_map.m" }""")
            .With(Front, """{ "target": "@google_compute_target_https_proxy.p", "port_range": "443" }""").Draw();
        Assert.Equal(passes, graph.Edges.Any(edge => edge is { Source: Front, Verb: Verb.ForwardsTo, Target: "google_cloud_run_v2_service.s" }));
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, "google_cloud_run_v2_service.s");
    }
}
