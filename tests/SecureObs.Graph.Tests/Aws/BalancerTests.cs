using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;
using static SecureObs.Graph.Tests.Aws.AwsPlan;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>Load balancers, and the machines behind them.</summary>
public sealed class BalancerTests
{
    private const string Balancer = "aws_lb.front", Service = "aws_ecs_service.app", Web = "aws_instance.web";

    [Fact]
    public void A_public_one_passes_on_to_a_service_that_lets_its_group_in()
    {
        var graph = Application().Draw();

        Assert.Equal(("tcp/443", Evidence.Observed), Of(graph.Edge(GraphNode.Internet, Verb.Reaches, Balancer)));
        Assert.Equal(("tcp/8080", Evidence.Observed), Of(graph.Edge(Balancer, Verb.ForwardsTo, Service)));
        Assert.Equal((NodeKind.Forwarder, Exposure.Internet), (graph.NodeAt(Balancer).Kind, graph.NodeAt(Balancer).Exposure));
        graph.NoEdge(GraphNode.Internet, Verb.Reaches, Service);
    }

    [Fact]
    public void An_internal_one_is_not_reached_from_the_internet_but_from_the_network()
    {
        var graph = Application(isInternal: "true").Draw();

        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
        graph.Edge(Vpc, Verb.Reaches, Balancer);
        graph.Edge(Balancer, Verb.ForwardsTo, Service);
    }

    [Fact]
    public void Its_group_must_be_open_on_a_port_that_it_listens_on() => Application(open: From("0.0.0.0/0", 22)).Draw().NoEdge(GraphNode.Internet, Verb.Reaches, Balancer);

    [Theory]
    [InlineData("10.0.1.0/24", 8080, true)]
    [InlineData("10.0.2.0/24", 8080, false)]
    [InlineData("0.0.0.0/0", 9090, false)]
    public void The_member_must_let_in_the_addresses_of_the_balancer_on_its_port(string range, int port, bool expected) =>
        Assert.Equal(expected, Application(member: From(range, port)).Draw().Edges.Any(edge => edge.Verb == Verb.ForwardsTo));

    [Fact]
    public void A_balancer_whose_group_lets_nothing_out_passes_nothing_on() => Application(egress: "").Draw().NoEdge(Balancer, Verb.ForwardsTo);

    [Fact]
    public void What_asks_for_a_login_first_passes_nothing_on_to_who_has_none() =>
        Application(action: """{"type":"authenticate-oidc"},{"type":"forward","target_group_arn":"@aws_lb_target_group.app"}""").Draw().NoEdge(Balancer, Verb.ForwardsTo);

    [Fact]
    public void A_rule_of_a_listener_forwards_as_well() => Application(action: """{"type":"fixed-response"}""")
        .With("aws_lb_listener_rule.app", """{"listener_arn":"@aws_lb_listener.front","action":[{"type":"forward","forward":[{"target_group":[{"arn":"@aws_lb_target_group.app"}]}]}]}""").Draw().Edge(Balancer, Verb.ForwardsTo, Service);

    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("10.0.0.0/16", false)]
    public void Members_of_a_network_balancer_see_the_client(string range, bool expected)
    {
        var graph = TheVpc().Group("web", From(range, 80)).Instance("web", Private)
            .With(Balancer, """{"load_balancer_type":"network","internal":false,"subnets":["@aws_subnet.public"],"security_groups":"?"}""")
            .With("aws_lb_target_group.app", """{"port":80,"protocol":"TCP","target_type":"instance"}""")
            .With("aws_lb_target_group_attachment.app", """{"target_group_arn":"@aws_lb_target_group.app","target_id":"@aws_instance.web"}""")
            .With("aws_lb_listener.front", """{"load_balancer_arn":"@aws_lb.front","port":80,"protocol":"TCP","default_action":[{"type":"forward","target_group_arn":"@aws_lb_target_group.app"}]}""").Draw();

        graph.Edge(GraphNode.Internet, Verb.Reaches, Balancer);
        Assert.Equal(expected, graph.Edges.Any(edge => edge.Verb == Verb.ForwardsTo && edge.Target == Web));
    }

    [Fact]
    public void A_classic_one_names_its_instances()
    {
        var graph = TheVpc().Group("lb", From("0.0.0.0/0", 80)).Group("web", FromGroup("lb", 8080)).Instance("web", Private)
            .With("aws_elb.front", """{"internal":"?","subnets":["@aws_subnet.public"],"security_groups":["@aws_security_group.lb"],"instances":["@aws_instance.web"],"listener":[{"lb_port":80,"instance_port":8080}]}""").Draw();

        Assert.Equal(Evidence.Inferred, graph.Edge(GraphNode.Internet, Verb.Reaches, "aws_elb.front").Evidence);
        Assert.Equal("tcp/8080", graph.Edge("aws_elb.front", Verb.ForwardsTo, Web).Ports);
    }

    [Fact]
    public void A_function_behind_one_gets_what_it_passes_on()
    {
        var graph = Application().With("aws_lambda_function.f").With("aws_lb_target_group_attachment.f", """{"target_group_arn":"@aws_lb_target_group.app","target_id":"@aws_lambda_function.f"}""").Draw();

        graph.Edge(Balancer, Verb.ForwardsTo, "aws_lambda_function.f");
    }

    [Fact]
    public void A_group_of_instances_is_attached_by_a_resource_of_its_own()
    {
        var graph = Application().Group("asg", FromGroup("lb", 80)).With("aws_launch_template.t", """{"vpc_security_group_ids":["@aws_security_group.asg"]}""")
            .With("aws_autoscaling_group.g", """{"launch_template":[{"id":"@aws_launch_template.t"}],"vpc_zone_identifier":["@aws_subnet.private"]}""")
            .With("aws_autoscaling_attachment.g", """{"autoscaling_group_name":"@aws_autoscaling_group.g","lb_target_group_arn":"@aws_lb_target_group.app"}""").Draw();

        graph.Edge(Balancer, Verb.ForwardsTo, "aws_autoscaling_group.g");
    }

    private static (string, Evidence) Of(GraphEdge edge) => (edge.Ports, edge.Evidence);

    private static TestPlan Application(string isInternal = "false", string? open = null, string? member = null, string? egress = null, string? action = null) => TheVpc()
        .Group("lb", open ?? From("0.0.0.0/0", 443), egress)
        .Group("app", member ?? FromGroup("lb", 8080))
        .With(Balancer, $$"""{"load_balancer_type":"application","internal":{{isInternal}},"subnets":["@aws_subnet.public"],"security_groups":["@aws_security_group.lb"]}""")
        .With("aws_lb_target_group.app", """{"port":80,"protocol":"HTTP","target_type":"ip","vpc_id":"@aws_vpc.main"}""")
        .With("aws_lb_listener.front", $$"""{"load_balancer_arn":"@aws_lb.front","port":443,"protocol":"HTTPS","default_action":[{{action ?? """{"type":"forward","target_group_arn":"@aws_lb_target_group.app"}"""}}]}""")
        .With(Service, """{"network_configuration":[{"subnets":["@aws_subnet.private"],"security_groups":["@aws_security_group.app"],"assign_public_ip":false}],"load_balancer":[{"target_group_arn":"@aws_lb_target_group.app","container_port":8080}]}""");
}
