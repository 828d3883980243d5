using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;
using static SecureObs.Graph.Tests.Aws.AwsPlan;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>What machines can send to each other inside of networks.</summary>
public sealed class InsideTests
{
    private const string Db = "aws_db_instance.db", WebGroup = "aws_security_group.web", DbGroup = "aws_security_group.db";

    [Fact]
    public void A_rule_that_names_a_group_lets_in_who_is_in_it()
    {
        var graph = WithDatabase(FromGroup("web", 5432)).Draw();

        var edge = graph.Edge(WebGroup, Verb.Reaches, Db);
        Assert.Equal(("tcp/5432", Evidence.Observed), (edge.Ports, edge.Evidence));
        Assert.Contains(new Basis(DbGroup, "ingress[0].security_groups"), edge.Basis);
        Assert.Equal("", graph.Edge("aws_instance.web", Verb.SitsIn, WebGroup).Ports);
        graph.NoEdge(Vpc, Verb.Reaches, Db);
        Assert.Equal((NodeKind.Segment, NodeKind.Compute, NodeKind.Store), (graph.NodeAt(WebGroup).Kind, graph.NodeAt("aws_instance.web").Kind, graph.NodeAt(Db).Kind));
    }

    [Theory]
    [InlineData("10.0.0.0/16", Vpc)]
    [InlineData("0.0.0.0/0", Vpc)]
    [InlineData("10.0.1.0/25", Public)]
    [InlineData("192.168.0.0/16", null)]
    [InlineData("@aws_vpc.main", Vpc)]
    [InlineData("@aws_subnet.private", Private)]
    public void A_rule_with_a_range_lets_in_the_network_or_those_of_its_subnets_that_it_is_about(string range, string? from)
    {
        var graph = WithDatabase(From(range, 5432)).Draw();

        Assert.Equal(from is null ? [] : [from], graph.Edges.Where(edge => edge.Target == Db && edge.Verb == Verb.Reaches && edge.Evidence == Evidence.Observed).Select(edge => edge.Source));
    }

    [Fact]
    public void A_group_that_lets_in_itself_lets_in_its_members()
    {
        var graph = TheVpc().Group("web", """{"protocol":"-1","from_port":0,"to_port":0,"self":true}""").Instance("web").Draw();

        Assert.Equal("all", graph.Edge(WebGroup, Verb.Reaches, "aws_instance.web").Ports);
    }

    [Fact]
    public void Several_rules_in_a_group_that_name_others_are_not_told_apart()
    {
        var graph = WithDatabase($"{FromGroup("web", 5432)},{FromGroup("jump", 22)}").Group("jump").With("aws_instance.db", """{"vpc_security_group_ids":["@aws_security_group.db"]}""").Draw();

        Assert.Equal(Evidence.UnknownDependent, graph.Edge(WebGroup, Verb.Reaches, "aws_instance.db").Evidence);
    }

    [Fact]
    public void Another_port_than_the_database_listens_on_is_no_hop() => WithDatabase(FromGroup("web", 22)).Draw().NoEdge(WebGroup, Verb.Reaches);

    [Theory]
    [InlineData("", null)]
    [InlineData("""{"protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["0.0.0.0/0"]}""", "tcp/443")]
    [InlineData("""{"protocol":"tcp","from_port":5432,"to_port":5432,"security_groups":["@aws_security_group.db"]}""", "tcp/5432")]
    [InlineData("""{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["8.8.8.8/32"]}""", null)]
    public void What_may_leave_a_machine_is_on_the_edge_to_where_it_sits(string egress, string? ports)
    {
        var graph = TheVpc().Group("db").Group("web", From("0.0.0.0/0"), egress).Instance("web").Draw();

        var seats = graph.Edges.Where(edge => edge.Verb == Verb.SitsIn).ToList();
        Assert.Equal(ports is null ? 0 : 3, seats.Count);
        Assert.All(seats, seat => Assert.Equal(ports, seat.Ports));
    }

    [Fact]
    public void A_group_of_terraform_without_rules_for_what_leaves_lets_nothing_out() =>
        TheVpc().With(WebGroup, """{"vpc_id":"@aws_vpc.main","egress":"?"}""").Instance("web").Draw().NoEdge("aws_instance.web", Verb.SitsIn);

    [Fact]
    public void Both_ports_are_0_when_all_protocols_are_meant() => Assert.Equal("all", TheVpc()
        .Group("web", """{"protocol":"?","from_port":0,"to_port":0,"cidr_blocks":["10.0.0.0/16"]}""").Instance("web").Draw().Edge(Vpc, Verb.Reaches, "aws_instance.web").Ports);

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Peered_networks_need_routes_both_ways(bool there, bool back, bool expected)
    {
        var plan = WithDatabase(From("10.0.0.0/8", 5432)).With("aws_vpc.other", """{"cidr_block":"10.1.0.0/16"}""")
            .With("aws_vpc_peering_connection.two", """{"vpc_id":"@aws_vpc.main","peer_vpc_id":"@aws_vpc.other"}""")
            .With("aws_route_table.other", """{"vpc_id":"@aws_vpc.other"}""");
        if (there)
            plan.With("aws_route.there", """{"route_table_id":"@aws_route_table.public","destination_cidr_block":"10.1.0.0/16","vpc_peering_connection_id":"@aws_vpc_peering_connection.two"}""");
        if (back)
            plan.With("aws_route.back", """{"route_table_id":"@aws_route_table.other","destination_cidr_block":"10.0.0.0/16","vpc_peering_connection_id":"@aws_vpc_peering_connection.two"}""");
        var graph = plan.Draw();

        Assert.Equal(expected, graph.Edges.Any(edge => edge.Source == "aws_vpc.other" && edge.Target == Db));
        Assert.Equal(expected, graph.Edges.Any(edge => edge.Verb == Verb.PeersWith));
    }

    [Fact]
    public void An_acl_of_the_target_closes_it_to_other_subnets()
    {
        var graph = TheVpc().Group("web", From("10.0.0.0/16")).Instance("web", Private)
            .With("aws_network_acl.private", """{"vpc_id":"@aws_vpc.main","subnet_ids":["@aws_subnet.private"],"ingress":[],"egress":[]}""").Draw();

        graph.Edge(Private, Verb.Reaches, "aws_instance.web");
        graph.NoEdge(Public, Verb.Reaches);
        graph.NoEdge(Vpc, Verb.Reaches);
    }

    [Fact]
    public void Buckets_and_secrets_are_not_reached_by_packets()
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).Instance("web").With("aws_s3_bucket.b", """{"bucket":"b"}""").With("aws_secretsmanager_secret.s").With("aws_dynamodb_table.t").Draw();

        Assert.DoesNotContain(graph.Edges, edge => edge.Verb == Verb.Reaches && graph.NodeAt(edge.Target).Kind == NodeKind.Store);
    }

    [Fact]
    public void A_function_in_a_network_sends_and_does_not_listen()
    {
        var graph = WithDatabase(FromGroup("web", 5432)).With("aws_lambda_function.f", """{"vpc_config":[{"subnet_ids":["@aws_subnet.private"],"security_group_ids":["@aws_security_group.web"]}]}""").Draw();

        graph.Edge("aws_lambda_function.f", Verb.SitsIn, WebGroup);
        Assert.DoesNotContain(graph.Edges, edge => edge.Verb == Verb.Reaches && edge.Target == "aws_lambda_function.f");
    }

    [Fact]
    public void Caches_file_systems_and_search_domains_are_reached_on_their_ports()
    {
        var graph = TheVpc().Group("web").Group("data", """{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["10.0.0.0/16"]}""")
            .With("aws_elasticache_replication_group.c", """{"engine":"redis","security_group_ids":["@aws_security_group.data"]}""")
            .With("aws_efs_file_system.f").With("aws_efs_mount_target.f", """{"file_system_id":"@aws_efs_file_system.f","subnet_id":"@aws_subnet.private","security_groups":["@aws_security_group.data"]}""")
            .With("aws_opensearch_domain.s", """{"vpc_options":[{"subnet_ids":["@aws_subnet.private"],"security_group_ids":["@aws_security_group.data"]}]}""").Draw();

        Assert.Equal("tcp/6379", graph.Edge(Vpc, Verb.Reaches, "aws_elasticache_replication_group.c").Ports);
        Assert.Equal("tcp/2049", graph.Edge(Vpc, Verb.Reaches, "aws_efs_file_system.f").Ports);
        Assert.Equal("tcp/443", graph.Edge(Vpc, Verb.Reaches, "aws_opensearch_domain.s").Ports);
    }

    private static TestPlan WithDatabase(string ingress) => TheVpc().Group("web").Group("db", ingress).Instance("web")
        .With("aws_db_subnet_group.db", """{"subnet_ids":["@aws_subnet.private"]}""")
        .With(Db, """{"engine":"postgres","publicly_accessible":false,"db_subnet_group_name":"@aws_db_subnet_group.db","vpc_security_group_ids":["@aws_security_group.db"]}""");
}
