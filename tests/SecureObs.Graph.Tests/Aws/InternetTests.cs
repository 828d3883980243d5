using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;
using static SecureObs.Graph.Tests.Aws.AwsPlan;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>Whether the internet reaches an instance or a database: address, route, security group and ACL are all needed.</summary>
public sealed class InternetTests
{
    private const string Web = "aws_instance.web";

    [Fact]
    public void An_address_of_its_own_a_public_subnet_and_an_open_group_are_a_hop()
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).Instance("web", more: """ "associate_public_ip_address":true """).Draw();

        var edge = graph.Edge(GraphNode.Internet, Verb.Reaches, Web);
        Assert.Equal(("tcp/22", Evidence.Observed), (edge.Ports, edge.Evidence));
        Assert.Superset(new HashSet<Basis> { new(Web, "associate_public_ip_address"), new("aws_security_group.web", "ingress[0].cidr_blocks"), new("aws_route_table.public", "route[0].gateway_id") }, edge.Basis.ToHashSet());
        Assert.Equal(Exposure.Internet, graph.NodeAt(Web).Exposure);
    }

    [Theory]
    [InlineData("an address of the subnet", Evidence.Inferred)]
    [InlineData("a private subnet", null)]
    [InlineData("no address", null)]
    [InlineData("an elastic address", Evidence.Observed)]
    [InlineData("an associated address", Evidence.Observed)]
    public void The_address_comes_from_the_instance_the_subnet_or_an_elastic_one(string kind, Evidence? expected)
    {
        var plan = TheVpc().Group("web", From("0.0.0.0/0"));
        var graph = (kind switch
        {
            "an address of the subnet" => plan.Instance("web"),
            "a private subnet" => plan.Instance("web", Private, more: """ "associate_public_ip_address":true """),
            "no address" => plan.Instance("web", more: """ "associate_public_ip_address":false """),
            "an elastic address" => plan.Instance("web", more: """ "associate_public_ip_address":false """).With("aws_eip.web", """{"instance":"@aws_instance.web"}"""),
            _ => plan.Instance("web", more: """ "associate_public_ip_address":false """).With("aws_eip_association.web", """{"instance_id":"@aws_instance.web"}"""),
        }).Draw();

        Assert.Equal(expected, FromInternet(graph)?.Evidence);
        Assert.Equal(expected is null ? Exposure.Private : Exposure.Internet, graph.NodeAt(Web).Exposure);
    }

    [Theory]
    [InlineData("203.0.113.0/24", Exposure.Restricted)]
    [InlineData("10.0.0.0/8", Exposure.Private)]
    [InlineData("0.0.0.0/1\",\"128.0.0.0/1", Exposure.Internet)]
    public void Only_most_of_the_internet_is_the_internet(string ranges, Exposure expected)
    {
        var graph = TheVpc().Group("web", From(ranges)).Instance("web").Draw();

        Assert.Equal(expected, graph.NodeAt(Web).Exposure);
        Assert.Equal(expected is Exposure.Internet, FromInternet(graph) is not null);
    }

    [Fact]
    public void Rules_of_their_own_count_as_much_as_those_in_the_group()
    {
        var graph = TheVpc().Group("web").Instance("web")
            .With("aws_vpc_security_group_ingress_rule.web", """{"security_group_id":"@aws_security_group.web","ip_protocol":"tcp","from_port":443,"to_port":443,"cidr_ipv4":"0.0.0.0/0"}""")
            .With("aws_security_group_rule.web", """{"security_group_id":"@aws_security_group.web","type":"ingress","protocol":"tcp","from_port":80,"to_port":80,"cidr_blocks":["0.0.0.0/0"]}""")
            .With("aws_security_group_rule.out", """{"security_group_id":"@aws_security_group.web","type":"egress","protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["0.0.0.0/0"]}""").Draw();

        Assert.Equal("tcp/80, tcp/443", graph.Edge(GraphNode.Internet, Verb.Reaches, Web).Ports);
    }

    [Theory]
    [InlineData("?", Evidence.UnknownDependent)]
    [InlineData("@aws_vpc.main", null)]
    [InlineData("@aws_eip.office", null)]
    public void An_unknown_range_may_be_the_internet_unless_it_is_made_from_a_network_or_a_host(string range, Evidence? expected)
    {
        var graph = TheVpc().With("aws_eip.office").Group("web", From(range)).Instance("web").Draw();

        Assert.Equal(expected, FromInternet(graph)?.Evidence);
    }

    [Fact]
    public void To_be_pinged_is_not_to_be_reached() =>
        Assert.Null(FromInternet(TheVpc().Group("web", """{"protocol":"icmp","from_port":-1,"to_port":-1,"cidr_blocks":["0.0.0.0/0"]}""").Instance("web").Draw()));

    [Theory]
    [InlineData("""{"rule_no":100,"action":"deny","protocol":"tcp","from_port":22,"to_port":22,"cidr_block":"0.0.0.0/0"},{"rule_no":200,"action":"allow","protocol":"-1","from_port":0,"to_port":0,"cidr_block":"0.0.0.0/0"}""", false)]
    [InlineData("""{"rule_no":300,"action":"deny","protocol":"tcp","from_port":22,"to_port":22,"cidr_block":"0.0.0.0/0"},{"rule_no":200,"action":"allow","protocol":"-1","from_port":0,"to_port":0,"cidr_block":"0.0.0.0/0"}""", true)]
    [InlineData("""{"rule_no":100,"action":"allow","protocol":"tcp","from_port":80,"to_port":80,"cidr_block":"0.0.0.0/0"}""", false)]
    public void The_acl_of_the_subnet_decides_by_number(string ingress, bool expected)
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).Instance("web")
            .With("aws_network_acl.public", $$"""{"vpc_id":"@aws_vpc.main","subnet_ids":["@aws_subnet.public"],"ingress":[{{ingress}}]}""")
            .With("aws_network_acl_rule.out", """{"network_acl_id":"@aws_network_acl.public","egress":true,"rule_number":100,"rule_action":"allow","protocol":"-1","cidr_block":"0.0.0.0/0"}""").Draw();

        Assert.Equal(expected, FromInternet(graph) is not null);
    }

    [Fact]
    public void An_acl_that_lets_no_answer_out_closes_the_subnet() => Assert.Null(FromInternet(TheVpc().Group("web", From("0.0.0.0/0")).Instance("web")
        .With("aws_network_acl.public", """{"subnet_ids":["@aws_subnet.public"],"ingress":[{"rule_no":100,"action":"allow","protocol":"-1","from_port":0,"to_port":0,"cidr_block":"0.0.0.0/0"}]}""").Draw()));

    [Theory]
    [InlineData("""{"cidr_block":"0.0.0.0/0","nat_gateway_id":"?","gateway_id":""}""", null)]
    [InlineData("""{"cidr_block":"192.0.2.0/24","gateway_id":"@aws_internet_gateway.main"}""", null)]
    [InlineData("""{"cidr_block":"0.0.0.0/0","gateway_id":"?"}""", Evidence.UnknownDependent)]
    [InlineData("""{"cidr_block":"0.0.0.0/0","gateway_id":"igw-0123456789abcdef0"}""", Evidence.Observed)]
    public void The_route_must_lead_to_an_internet_gateway(string route, Evidence? expected)
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0"))
            .With("aws_route_table.other", $$"""{"vpc_id":"@aws_vpc.main","route":[{{route}}]}""")
            .With("aws_route_table_association.other", """{"subnet_id":"@aws_subnet.private","route_table_id":"@aws_route_table.other"}""")
            .Instance("web", Private, more: """ "associate_public_ip_address":true """).Draw();

        Assert.Equal(expected, FromInternet(graph)?.Evidence);
    }

    [Fact]
    public void A_subnet_without_a_table_has_that_of_its_network()
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).With("aws_main_route_table_association.main", """{"vpc_id":"@aws_vpc.main","route_table_id":"@aws_route_table.public"}""")
            .Instance("web", Private, more: """ "associate_public_ip_address":true """).Draw();

        Assert.Equal(Evidence.Observed, FromInternet(graph)?.Evidence);
    }

    [Fact]
    public void A_route_on_the_table_that_a_network_comes_with_names_the_network()
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).With("aws_route.main", """{"route_table_id":"@aws_vpc.main","destination_cidr_block":"0.0.0.0/0","gateway_id":"@aws_internet_gateway.main"}""")
            .Instance("web", Private, more: """ "associate_public_ip_address":true """).Draw();

        Assert.Equal(Evidence.Observed, FromInternet(graph)?.Evidence);
    }

    [Fact]
    public void The_routes_of_a_subnet_that_is_only_looked_up_are_unknown()
    {
        var graph = new TestPlan().With("data.aws_subnet.there").With("aws_security_group.web", $$"""{"ingress":[{{From("0.0.0.0/0")}}]}""")
            .Instance("web", "data.aws_subnet.there", more: """ "associate_public_ip_address":true """).Instance("silent", "data.aws_subnet.there").Draw();

        Assert.Equal(Evidence.UnknownDependent, FromInternet(graph)?.Evidence);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, "aws_instance.silent");
        Assert.Equal(Exposure.Unknown, graph.NodeAt("aws_instance.silent").Exposure);
    }

    [Theory]
    [InlineData("""{"vpc_security_group_ids":["@aws_security_group.web"],"subnet_id":"?","associate_public_ip_address":"?"}""", Evidence.Inferred)]
    [InlineData("""{"vpc_security_group_ids":"?","subnet_id":"?"}""", null)]
    [InlineData("""{"vpc_security_group_ids":["@aws_security_group.web"],"subnet_id":"?","associate_public_ip_address":false}""", null)]
    public void Without_a_subnet_it_is_in_the_default_network_whose_subnets_are_public(string instance, Evidence? expected)
    {
        var graph = new TestPlan().With("aws_security_group.web", $$"""{"ingress":[{{From("0.0.0.0/0")}}]}""").With(Web, instance).Draw();

        Assert.Equal(expected, FromInternet(graph)?.Evidence);
    }

    [Fact]
    public void Version_6_needs_its_own_address_route_and_rule()
    {
        static TestPlan Six(string subnet) => TheVpc().With("aws_subnet.six", subnet)
            .With("aws_route_table.six", """{"vpc_id":"@aws_vpc.main","route":[{"ipv6_cidr_block":"::/0","gateway_id":"@aws_internet_gateway.main"}]}""")
            .With("aws_route_table_association.six", """{"subnet_id":"@aws_subnet.six","route_table_id":"@aws_route_table.six"}""")
            .Group("web", """{"protocol":"tcp","from_port":22,"to_port":22,"ipv6_cidr_blocks":["::/0"]}""").Instance("web", "aws_subnet.six");

        Assert.NotNull(FromInternet(Six("""{"vpc_id":"@aws_vpc.main","assign_ipv6_address_on_creation":true}""").Draw()));
        Assert.Null(FromInternet(Six("""{"vpc_id":"@aws_vpc.main","map_public_ip_on_launch":true}""").Draw()));
    }

    [Theory]
    [InlineData(true, "0.0.0.0/0", 5432, true)]
    [InlineData(false, "0.0.0.0/0", 5432, false)]
    [InlineData(true, "10.0.0.0/8", 5432, false)]
    [InlineData(true, "0.0.0.0/0", 22, false)]
    public void A_database_is_reached_when_it_is_public_and_its_port_is_open(bool isPublic, string range, int port, bool expected)
    {
        var graph = TheVpc().Group("db", From(range, port)).With("aws_db_subnet_group.db", """{"subnet_ids":["@aws_subnet.public"]}""")
            .With("aws_db_instance.db", $$"""{"engine":"postgres","publicly_accessible":{{(isPublic ? "true" : "false")}},"db_subnet_group_name":"@aws_db_subnet_group.db","vpc_security_group_ids":["@aws_security_group.db"]}""").Draw();

        Assert.Equal(expected, graph.Edges.Any(edge => edge.Source == GraphNode.Internet));
        Assert.Equal(AssetKind.Database, graph.NodeAt("aws_db_instance.db").Asset);
    }

    [Fact]
    public void A_public_database_without_groups_has_the_default_one_which_is_closed() =>
        Assert.DoesNotContain(new TestPlan().With("aws_db_instance.db", """{"engine":"mysql","publicly_accessible":true,"vpc_security_group_ids":"?"}""").Draw().Edges, edge => edge.Source == GraphNode.Internet);

    [Fact]
    public void A_group_of_instances_is_reached_by_what_its_template_says()
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0")).With("aws_launch_configuration.web", """{"security_groups":["@aws_security_group.web"],"associate_public_ip_address":true}""")
            .With("aws_autoscaling_group.web", """{"launch_configuration":"@aws_launch_configuration.web","vpc_zone_identifier":["@aws_subnet.public"]}""")
            .With("aws_autoscaling_group.inner", """{"launch_configuration":"@aws_launch_configuration.web","vpc_zone_identifier":["@aws_subnet.private"]}""").Draw();

        graph.Edge(GraphNode.Internet, Verb.Reaches, "aws_autoscaling_group.web");
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, "aws_autoscaling_group.inner");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_service_of_containers_is_reached_when_its_tasks_have_addresses(string assigns, bool expected)
    {
        var graph = TheVpc().Group("web", From("0.0.0.0/0", 80))
            .With("aws_ecs_service.web", $$$"""{"network_configuration":[{"subnets":["@aws_subnet.public"],"security_groups":["@aws_security_group.web"],"assign_public_ip":{{{assigns}}}}]}""").Draw();

        Assert.Equal(expected, graph.Edges.Any(edge => edge.Source == GraphNode.Internet && edge.Target == "aws_ecs_service.web"));
    }

    private static GraphEdge? FromInternet(GraphDraft graph) => graph.Edges.SingleOrDefault(edge => edge.Source == GraphNode.Internet && edge.Target == Web);
}
