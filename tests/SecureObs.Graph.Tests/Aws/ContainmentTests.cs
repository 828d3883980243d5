using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;
using static SecureObs.Graph.Tests.Aws.AwsPlan;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>What lies in what.</summary>
public sealed class ContainmentTests
{
    [Fact]
    public void Networks_contain_subnets_and_those_machines()
    {
        var graph = TheVpc().Group("web").Instance("web").Draw();

        graph.Edge(Vpc, Verb.Contains, Public);
        graph.Edge(Vpc, Verb.Contains, "aws_security_group.web");
        graph.Edge(Public, Verb.Contains, "aws_instance.web");
        Assert.Equal(Public, graph.NodeAt("aws_instance.web").Parent);
    }

    [Fact]
    public void What_has_several_subnets_lies_in_their_network()
    {
        var graph = TheVpc().With("aws_db_subnet_group.db", """{"subnet_ids":["@aws_subnet.private","@aws_subnet.public"]}""").With("aws_db_instance.db", """{"db_subnet_group_name":"@aws_db_subnet_group.db"}""")
            .With("aws_lb.front", """{"subnets":["@aws_subnet.private","@aws_subnet.public"]}""").Draw();

        Assert.Equal(Evidence.Inferred, graph.Edge(Vpc, Verb.Contains, "aws_db_instance.db").Evidence);
        Assert.Equal(Vpc, graph.NodeAt("aws_lb.front").Parent);
    }

    [Theory]
    [InlineData("aws_secretsmanager_secret.s", "{}", AssetKind.Secrets)]
    [InlineData("aws_ssm_parameter.p", """{"type":"SecureString"}""", AssetKind.Secrets)]
    [InlineData("aws_ssm_parameter.p", """{"type":"String"}""", AssetKind.None)]
    [InlineData("aws_s3_bucket.b", "{}", AssetKind.Storage)]
    [InlineData("aws_dynamodb_table.t", "{}", AssetKind.Storage)]
    [InlineData("aws_elasticache_cluster.c", "{}", AssetKind.Database)]
    [InlineData("aws_sqs_queue.q", "{}", AssetKind.None)]
    public void Some_stores_are_worth_having(string address, string attributes, AssetKind expected)
    {
        var node = new TestPlan().With(address, attributes).Draw().NodeAt(address);

        Assert.Equal((NodeKind.Store, expected), (node.Kind, node.Asset));
    }
}
