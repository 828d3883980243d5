using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>Services and databases that are open by their own settings.</summary>
public sealed class GoogleServiceTests
{
    private const string Run = "google_cloud_run_v2_service.s", Sql = "google_sql_database_instance.db";

    [Theory]
    [InlineData(""" "ingress": "INGRESS_TRAFFIC_ALL" """, "allUsers", Evidence.Observed)]
    [InlineData(""" "ingress": "?" """, "allUsers", Evidence.Inferred)]
    [InlineData(""" "ingress": "?" """, "allAuthenticatedUsers", Evidence.Inferred)]
    [InlineData(""" "ingress": "@terraform_data.x" """, "allUsers", Evidence.UnknownDependent)]
    [InlineData(""" "ingress": "INGRESS_TRAFFIC_INTERNAL_ONLY" """, "allUsers", null)]
    [InlineData(""" "ingress": "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" """, "allUsers", null)]
    [InlineData(""" "ingress": "INGRESS_TRAFFIC_ALL" """, "serviceAccount:a@p.iam.gserviceaccount.com", null)]
    [InlineData(""" "ingress": "INGRESS_TRAFFIC_ALL", "invoker_iam_disabled": true """, "user:*@example.com", Evidence.Observed)]
    public void Cloud_Run_is_reached_when_its_ingress_and_everybody_are_let_in(string service, string member, Evidence? reached)
    {
        var graph = new TestPlan().With("terraform_data.x").With(Run, $$"""{ {{service}} }""")
            .With("google_cloud_run_v2_service_iam_member.m", $$"""{ "name": "@{{Run}}", "role": "roles/run.invoker", "member": "{{member}}" }""").Draw();
        Assert.Equal(reached, graph.Edges.Where(edge => edge.Source == GraphNode.Internet && edge.Target == Run).Select(edge => (Evidence?)edge.Evidence).FirstOrDefault());
    }

    [Fact]
    public void Another_role_of_everybody_opens_nothing() =>
        new TestPlan().With(Run).With("google_cloud_run_v2_service_iam_member.m", $$"""{ "name": "@{{Run}}", "role": "roles/run.viewer", "member": "allUsers" }""").Draw().NoEdge(GraphNode.Internet, Verb.Reaches);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "metadata": [{ "annotations": { "run.googleapis.com/ingress": "internal" } }] }""", false)]
    public void The_first_version_takes_its_ingress_from_an_annotation(string service, bool isReached)
    {
        var graph = new TestPlan().With("google_cloud_run_service.s", service)
            .With("google_cloud_run_service_iam_binding.m", """{ "service": "@google_cloud_run_service.s", "role": "roles/run.invoker", "members": ["allUsers"] }""").Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge.Source == GraphNode.Internet));
    }

    [Theory]
    [InlineData(""" "trigger_http": true, "ingress_settings": "ALLOW_ALL" """, true)]
    [InlineData(""" "trigger_http": true, "ingress_settings": "ALLOW_INTERNAL_ONLY" """, false)]
    [InlineData(""" "event_trigger": [{ "event_type": "google.storage.object.finalize" }] """, false)]
    public void A_function_is_reached_when_it_has_an_address(string function, bool isReached)
    {
        var graph = new TestPlan().With("google_cloudfunctions_function.f", $$"""{ {{function}} }""")
            .With("google_cloudfunctions_function_iam_member.m", """{ "cloud_function": "@google_cloudfunctions_function.f", "role": "roles/cloudfunctions.invoker", "member": "allUsers" }""").Draw();
        Assert.Equal(isReached, graph.Edges.Any(edge => edge.Source == GraphNode.Internet));
    }

    [Fact]
    public void A_function_of_the_second_generation_is_opened_at_the_service_under_it()
    {
        var graph = new TestPlan().With("google_cloudfunctions2_function.f", """{ "service_config": [{ "ingress_settings": "ALLOW_ALL" }] }""")
            .With("google_cloud_run_service_iam_member.m", """{ "service": "@google_cloudfunctions2_function.f", "role": "roles/run.invoker", "member": "allUsers" }""").Draw();
        Assert.Equal(Evidence.Observed, graph.Edge(GraphNode.Internet, Verb.Reaches, "google_cloudfunctions2_function.f").Evidence);
    }

    [Fact]
    public void Services_send_into_networks_that_they_have_a_way_into()
    {
        var graph = GooglePlan.Network().With("google_vpc_access_connector.c", """{ "network": "@google_compute_network.vpc" }""")
            .With("google_cloudfunctions_function.f", """{ "vpc_connector": "@google_vpc_access_connector.c" }""")
            .With(Run, """{ "template": [{ "vpc_access": [{ "network_interfaces": [{ "subnetwork": "@google_compute_subnetwork.app" }] }] }] }""")
            .With("google_cloud_run_v2_service.alone").Draw();
        graph.Edge("google_cloudfunctions_function.f", Verb.SitsIn, "google_compute_network.vpc");
        graph.Edge(Run, Verb.SitsIn, "google_compute_subnetwork.app");
        graph.NoEdge("google_cloud_run_v2_service.alone", Verb.SitsIn);
    }

    [Theory]
    [InlineData(""" "ipv4_enabled": true, "authorized_networks": [{ "value": "0.0.0.0/0" }] """, Evidence.Observed, Exposure.Internet)]
    [InlineData(""" "authorized_networks": [{ "value": "0.0.0.0/0" }] """, Evidence.Inferred, Exposure.Internet)]
    [InlineData(""" "ipv4_enabled": true, "authorized_networks": [{ "value": "0.0.0.0/1" }, { "value": "128.0.0.0/1" }] """, Evidence.Observed, Exposure.Internet)]
    [InlineData(""" "ipv4_enabled": true, "authorized_networks": [{ "value": "203.0.113.4/32" }] """, null, Exposure.Restricted)]
    [InlineData(""" "ipv4_enabled": true """, null, Exposure.Private)]
    [InlineData(""" "ipv4_enabled": false, "authorized_networks": [{ "value": "0.0.0.0/0" }] """, null, Exposure.Private)]
    [InlineData(""" "ipv4_enabled": true, "authorized_networks": [{ "value": "@data.http.me" }] """, Evidence.UnknownDependent, Exposure.Unknown)]
    public void Cloud_Sql_is_reached_from_authorized_networks(string address, Evidence? reached, Exposure exposure)
    {
        var graph = new TestPlan().With("data.http.me").With(Sql, $$"""{ "database_version": "POSTGRES_15", "settings": [{ "ip_configuration": [{ {{address}} }] }] }""").Draw();
        var edge = graph.Edges.FirstOrDefault(edge => edge.Source == GraphNode.Internet && edge.Target == Sql);
        Assert.Equal((reached, exposure), (edge?.Evidence, graph.NodeAt(Sql).Exposure));
        Assert.Equal(edge is null ? null : "tcp/5432", edge?.Ports);
    }

    [Theory]
    [InlineData("{}", Exposure.Internet)]
    [InlineData("""{ "master_authorized_networks_config": [{ "cidr_blocks": [{ "cidr_block": "203.0.113.0/24" }] }] }""", Exposure.Restricted)]
    [InlineData("""{ "master_authorized_networks_config": [{ "cidr_blocks": [{ "cidr_block": "0.0.0.0/0" }] }] }""", Exposure.Internet)]
    [InlineData("""{ "private_cluster_config": [{ "enable_private_endpoint": true }] }""", Exposure.Private)]
    public void The_control_plane_of_a_cluster_is_exposed_and_no_hop(string cluster, Exposure exposure)
    {
        var graph = new TestPlan().With("google_container_cluster.c", cluster).Draw();
        Assert.Equal(exposure, graph.NodeAt("google_container_cluster.c").Exposure);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Fact]
    public void Databases_are_reached_from_the_network_that_they_name()
    {
        var graph = GooglePlan.Network().With("google_compute_network.other", """{ "name": "other" }""")
            .With(Sql, """{ "database_version": "MYSQL_8_0", "settings": [{ "ip_configuration": [{ "ipv4_enabled": false, "private_network": "@google_compute_network.vpc" }] }] }""")
            .With("google_redis_instance.r", """{ "authorized_network": "@google_compute_network.vpc" }""")
            .With("google_alloydb_cluster.a", """{ "network_config": [{ "network": "@google_compute_network.vpc" }] }""").Draw();
        Assert.Equal("tcp/3306", graph.Edge("google_compute_network.vpc", Verb.Reaches, Sql).Ports);
        Assert.Equal("tcp/6379", graph.Edge("google_compute_network.vpc", Verb.Reaches, "google_redis_instance.r").Ports);
        graph.Edge("google_compute_network.vpc", Verb.Reaches, "google_alloydb_cluster.a");
        graph.NoEdge("google_compute_network.other", Verb.Reaches);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    [Fact]
    public void App_Engine_is_open_unless_a_login_or_its_firewall_closes_it()
    {
        TestPlan App(string application = "{}") => new TestPlan().With("google_app_engine_application.a", application).With("google_app_engine_standard_app_version.v");

        Assert.Equal(Evidence.Inferred, App().With("google_app_engine_firewall_rule.r", """{ "action": "DENY", "priority": 1, "source_range": "203.0.113.0/24" }""").Draw().Edge(GraphNode.Internet, Verb.Reaches, "google_app_engine_standard_app_version.v").Evidence);
        App("""{ "iap": [{ "enabled": true }] }""").Draw().NoEdge(GraphNode.Internet, Verb.Reaches);
        App().With("google_app_engine_firewall_rule.r", """{ "action": "DENY", "priority": 1, "source_range": "*" }""").Draw().NoEdge(GraphNode.Internet, Verb.Reaches);
    }
}
