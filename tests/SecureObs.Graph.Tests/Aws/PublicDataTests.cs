using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>What everybody may use: buckets, stores with policies of their own, functions and APIs.</summary>
public sealed class PublicDataTests
{
    private const string Bucket = "aws_s3_bucket.b", Function = "aws_lambda_function.f";
    private const string ForAll = """{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::b/*"]}""";

    [Theory]
    [InlineData("", Evidence.Inferred)]
    [InlineData("""{"bucket":"@aws_s3_bucket.b","block_public_acls":true,"ignore_public_acls":true,"block_public_policy":false,"restrict_public_buckets":false}""", Evidence.Observed)]
    [InlineData("""{"bucket":"@aws_s3_bucket.b","block_public_policy":false,"restrict_public_buckets":true}""", null)]
    [InlineData("""{"bucket":"@aws_s3_bucket.b","block_public_policy":true,"restrict_public_buckets":false}""", null)]
    [InlineData("""{"bucket":"@aws_s3_bucket.b","block_public_policy":false,"restrict_public_buckets":"?"}""", Evidence.UnknownDependent)]
    [InlineData("""{"bucket":"@aws_s3_bucket.other","restrict_public_buckets":true}""", Evidence.Inferred)]
    public void A_policy_for_everybody_counts_when_no_block_stops_it(string block, Evidence? expected)
    {
        var plan = WithPolicy(ForAll).With("aws_s3_bucket.other");
        if (block.Length > 0)
            plan.With("aws_s3_bucket_public_access_block.b", block);

        Assert.Equal(expected, plan.Draw().Edges.SingleOrDefault(edge => edge.Source == GraphNode.Anyone)?.Evidence);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:*"],"Resource":["arn:aws:s3:::b/*"],"Condition":{"StringLike":["aws:Referer"]}}""", Evidence.UnknownDependent)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:*"],"Resource":["arn:aws:s3:::b/*"],"Condition":{"IpAddress":["aws:SourceIp"]}}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::b"]}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":["cloudfront.amazonaws.com"]},"Action":["s3:GetObject"],"Resource":["*"]}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":["s3:GetObject"],"Resource":["*"]}""", null)]
    [InlineData(ForAll + """,{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":["arn:aws:s3:::b/*"],"Condition":{"Bool":["aws:SecureTransport"]}}""", Evidence.Inferred)]
    [InlineData(ForAll + """,{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":["arn:aws:s3:::b/*"]}""", null)]
    [InlineData(ForAll + """,{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":["arn:aws:s3:::b/*"],"Condition":{"StringNotEquals":["aws:SourceVpce"]}}""", null)]
    public void Conditions_and_denials_narrow_what_everybody_may(string statements, Evidence? expected) =>
        Assert.Equal(expected, WithPolicy(statements).Draw().Edges.FirstOrDefault(edge => edge.Source == GraphNode.Anyone && edge.Verb == Verb.MayRead)?.Evidence);

    [Fact]
    public void A_policy_that_is_unknown_says_nothing_about_everybody() =>
        new TestPlan().With(Bucket, """{"bucket":"b"}""").With("aws_s3_bucket_policy.b", """{"bucket":"@aws_s3_bucket.b","policy":"@aws_s3_bucket.b"}""").Draw().NoEdge(GraphNode.Anyone, Verb.MayRead);

    [Fact]
    public void A_document_whose_resources_are_made_from_the_bucket_can_open_it() => new TestPlan().With(Bucket, """{"bucket":"?"}""")
        .With("data.aws_iam_policy_document.b", """{"statement":[{"actions":["s3:GetObject"],"resources":["@aws_s3_bucket.b"],"principals":[{"type":"*","identifiers":["*"]}]}]}""")
        .With("aws_s3_bucket_policy.b", """{"bucket":"@aws_s3_bucket.b","policy":"@data.aws_iam_policy_document.b"}""").Draw().Edge(GraphNode.Anyone, Verb.MayRead, Bucket);

    [Theory]
    [InlineData("public-read", "", true, false)]
    [InlineData("public-read-write", "", true, true)]
    [InlineData("private", "", false, false)]
    [InlineData("public-read", """{"bucket":"@aws_s3_bucket.b","ignore_public_acls":true}""", false, false)]
    [InlineData("public-read", """{"bucket":"@aws_s3_bucket.b","restrict_public_buckets":true}""", true, false)]
    public void An_acl_counts_when_no_block_ignores_it(string acl, string block, bool reads, bool writes)
    {
        var plan = new TestPlan().With(Bucket, """{"bucket":"b"}""").With("aws_s3_bucket_acl.b", $$"""{"bucket":"@aws_s3_bucket.b","acl":"{{acl}}"}""");
        if (block.Length > 0)
            plan.With("aws_s3_bucket_public_access_block.b", block);
        var graph = plan.Draw();

        Assert.Equal((reads, writes), (graph.Edges.Any(edge => edge.Verb == Verb.MayRead), graph.Edges.Any(edge => edge.Verb == Verb.MayWrite)));
    }

    [Fact]
    public void An_owner_of_all_objects_has_no_acls() => new TestPlan().With(Bucket).With("aws_s3_bucket_acl.b", """{"bucket":"@aws_s3_bucket.b","acl":"public-read"}""")
        .With("aws_s3_bucket_ownership_controls.b", """{"bucket":"@aws_s3_bucket.b","rule":[{"object_ownership":"BucketOwnerEnforced"}]}""").Draw().NoEdge(GraphNode.Anyone, Verb.MayRead);

    [Fact]
    public void A_block_of_the_account_stops_all_its_buckets() =>
        WithPolicy(ForAll).With("aws_s3_account_public_access_block.all", """{"restrict_public_buckets":true}""").Draw().NoEdge(GraphNode.Anyone, Verb.MayRead);

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":["sqs:*"],"Resource":["*"]}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":["sqs:SendMessage"],"Resource":["*"],"Condition":{"ArnEquals":["aws:SourceArn"]}}""", false)]
    public void A_queue_for_everybody_is_one_unless_only_a_source_is_let_in(string statement, bool expected) =>
        Assert.Equal(expected, new TestPlan().With("aws_sqs_queue.q", $$$"""{"policy":{"Statement":[{{{statement}}}]}}""").Draw().Edges.Any(edge => edge.Source == GraphNode.Anyone && edge.Verb == Verb.MayWrite));

    [Theory]
    [InlineData("NONE", Evidence.Observed)]
    [InlineData("?", Evidence.UnknownDependent)]
    [InlineData("AWS_IAM", null)]
    public void A_function_with_a_url_is_called_by_whom_that_lets(string type, Evidence? expected) =>
        Assert.Equal(expected, Call(new TestPlan().With(Function).With("aws_lambda_function_url.f", $$"""{"function_name":"@aws_lambda_function.f","authorization_type":"{{type}}"}""")));

    [Theory]
    [InlineData("""{"principal":"*"}""", Evidence.Observed)]
    [InlineData("""{"principal":"*","source_arn":"?"}""", null)]
    [InlineData("""{"principal":"apigateway.amazonaws.com"}""", null)]
    public void A_permission_for_everybody_lets_everybody_call(string permission, Evidence? expected) =>
        Assert.Equal(expected, Call(new TestPlan().With(Function).With("aws_lambda_permission.f", permission.Replace("{", """{"action":"lambda:InvokeFunction","function_name":"@aws_lambda_function.f",""", StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{"authorization":"NONE"}""", "{}", Evidence.Observed)]
    [InlineData("""{"authorization":"NONE","api_key_required":true}""", "{}", null)]
    [InlineData("""{"authorization":"AWS_IAM"}""", "{}", null)]
    [InlineData("""{"authorization":"NONE"}""", """{"endpoint_configuration":[{"types":["PRIVATE"]}]}""", null)]
    [InlineData("""{"authorization":"NONE"}""", """{"policy":{"Statement":[{"Effect":"Allow","Principal":"*","Action":["execute-api:Invoke"],"Resource":["*"],"Condition":{"IpAddress":["aws:SourceIp"]}}]}}""", null)]
    [InlineData("""{"authorization":"NONE"}""", """{"policy":{"Statement":[{"Effect":"Allow","Principal":"*","Action":["execute-api:Invoke"],"Resource":["*"]}]}}""", Evidence.Observed)]
    public void A_method_of_an_api_lets_in_who_needs_no_login_and_no_key(string method, string api, Evidence? expected) => Assert.Equal(expected, Call(new TestPlan().With(Function)
        .With("aws_api_gateway_rest_api.a", api).With("aws_api_gateway_resource.x", """{"rest_api_id":"@aws_api_gateway_rest_api.a"}""").With("aws_api_gateway_resource.y", """{"rest_api_id":"@aws_api_gateway_rest_api.a"}""")
        .With("aws_api_gateway_method.m", method.Replace("{", """{"rest_api_id":"@aws_api_gateway_rest_api.a","resource_id":"@aws_api_gateway_resource.x","http_method":"POST",""", StringComparison.Ordinal))
        .With("aws_api_gateway_method.free", """{"rest_api_id":"@aws_api_gateway_rest_api.a","resource_id":"@aws_api_gateway_resource.y","http_method":"POST","authorization":"NONE"}""")
        .With("aws_api_gateway_integration.i", """{"rest_api_id":"@aws_api_gateway_rest_api.a","resource_id":"@aws_api_gateway_resource.x","http_method":"POST","uri":"@aws_lambda_function.f"}""")));

    [Theory]
    [InlineData("""{"authorization_type":"NONE"}""", Evidence.Observed)]
    [InlineData("{}", Evidence.Observed)]
    [InlineData("""{"authorization_type":"JWT"}""", null)]
    public void A_route_of_an_http_api_lets_in_who_needs_no_login(string route, Evidence? expected) => Assert.Equal(expected, Call(new TestPlan().With(Function).With("aws_apigatewayv2_api.a")
        .With("aws_apigatewayv2_integration.i", """{"api_id":"@aws_apigatewayv2_api.a","integration_uri":"@aws_lambda_function.f"}""")
        .With("aws_apigatewayv2_route.r", route.Replace("{", """{"api_id":"@aws_apigatewayv2_api.a","target":"@aws_apigatewayv2_integration.i" """ + (route == "{}" ? "" : ","), StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{"vpc_config":[{"endpoint_public_access":true,"public_access_cidrs":["0.0.0.0/0"]}]}""", Exposure.Internet)]
    [InlineData("""{"vpc_config":[{"endpoint_public_access":true,"public_access_cidrs":["192.0.2.0/24"]}]}""", Exposure.Restricted)]
    [InlineData("""{"vpc_config":[{"endpoint_public_access":false}]}""", Exposure.Private)]
    public void The_api_of_a_cluster_is_exposure_and_no_hop(string cluster, Exposure expected)
    {
        var graph = new TestPlan().With("aws_eks_cluster.k", cluster).Draw();

        Assert.Equal(expected, graph.NodeAt("aws_eks_cluster.k").Exposure);
        graph.NoEdge(GraphNode.Internet, Verb.Reaches);
    }

    private static TestPlan WithPolicy(string statements) => new TestPlan().With(Bucket, """{"bucket":"b"}""")
        .With("aws_s3_bucket_policy.b", $$$"""{"bucket":"@aws_s3_bucket.b","policy":{"Statement":[{{{statements}}}]}}""");

    private static Evidence? Call(TestPlan plan) => plan.Draw().Edges.SingleOrDefault(edge => edge.Source == GraphNode.Internet && edge.Target == Function)?.Evidence;
}
