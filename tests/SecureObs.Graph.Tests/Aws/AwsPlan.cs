using SecureObs.Graph.Aws;
using SecureObs.Graph.Building;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>A network with a public and a private subnet, and short words for what is put into it.</summary>
internal static class AwsPlan
{
    public const string Vpc = "aws_vpc.main", Public = "aws_subnet.public", Private = "aws_subnet.private";

    public static GraphDraft Draw(this TestPlan plan) => plan.Draw(new AwsRules());

    public static TestPlan TheVpc() => new TestPlan()
        .With(Vpc, """{"cidr_block":"10.0.0.0/16"}""")
        .With("aws_internet_gateway.main", """{"vpc_id":"@aws_vpc.main"}""")
        .With(Public, """{"vpc_id":"@aws_vpc.main","cidr_block":"10.0.1.0/24","map_public_ip_on_launch":true}""")
        .With(Private, """{"vpc_id":"@aws_vpc.main","cidr_block":"10.0.2.0/24","map_public_ip_on_launch":false}""")
        .With("aws_route_table.public", """{"vpc_id":"@aws_vpc.main","route":[{"cidr_block":"0.0.0.0/0","gateway_id":"@aws_internet_gateway.main"}]}""")
        .With("aws_route_table_association.public", """{"subnet_id":"@aws_subnet.public","route_table_id":"@aws_route_table.public"}""");

    /// <summary>A security group in the network; the rules are blocks in JSON, and all may leave it when nothing is said.</summary>
    public static TestPlan Group(this TestPlan plan, string name, string ingress = "", string? egress = null) => plan.With($"aws_security_group.{name}", $$"""
        {"vpc_id":"@aws_vpc.main","ingress":[{{ingress}}],"egress":[{{egress ?? """{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["0.0.0.0/0"]}"""}}]}
        """);

    public static string From(string range, int port = 22) => $$"""{"protocol":"tcp","from_port":{{port}},"to_port":{{port}},"cidr_blocks":["{{range}}"]}""";

    public static string FromGroup(string name, int port = 22) => $$"""{"protocol":"tcp","from_port":{{port}},"to_port":{{port}},"security_groups":["@aws_security_group.{{name}}"]}""";

    /// <param name="more">Other attributes in JSON; without <c>associate_public_ip_address</c> that is unknown, as it is when nothing is said.</param>
    public static TestPlan Instance(this TestPlan plan, string name, string subnet = Public, string groups = "@aws_security_group.web", string more = """ "associate_public_ip_address":"?" """) =>
        plan.With($"aws_instance.{name}", $$$"""{"subnet_id":"@{{{subnet}}}","vpc_security_group_ids":["{{{groups}}}"],{{{more}}}}""");
}
