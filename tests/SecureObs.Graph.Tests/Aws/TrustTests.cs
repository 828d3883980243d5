using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>Who may assume roles, and who is an administrator.</summary>
public sealed class TrustTests
{
    private const string Role = "aws_iam_role.r", Other = "aws_iam_role.other", Github = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

    [Theory]
    [InlineData("""{"AWS":["*"]}""", "{}", Evidence.Observed)]
    [InlineData("\"*\"", "{}", Evidence.Observed)]
    [InlineData("""{"AWS":["*"]}""", """{"StringEquals":["sts:ExternalId"]}""", Evidence.UnknownDependent)]
    [InlineData("""{"AWS":["arn:aws:iam::123456789012:root"]}""", "{}", null)]
    [InlineData("""{"Service":["ec2.amazonaws.com"]}""", "{}", null)]
    public void Everybody_may_assume_a_role_that_trusts_everybody(string principal, string condition, Evidence? expected) =>
        Assert.Equal(expected, From(Trusting("sts:AssumeRole", principal, condition).Draw(), GraphNode.Anyone)?.Evidence);

    [Theory]
    [InlineData(Github, "token.actions.githubusercontent.com:sub", "subject restricted")]
    [InlineData(Github, "token.actions.githubusercontent.com:aud", "any subject")]
    [InlineData("arn:aws:iam::123456789012:oidc-provider/gitlab.example.com", "gitlab.example.com:sub", "subject restricted")]
    [InlineData("arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC", "x:sub", null)]
    [InlineData("arn:aws:iam::123456789012:oidc-provider/accounts.google.com", "accounts.google.com:sub", null)]
    [InlineData("cognito-identity.amazonaws.com", "cognito-identity.amazonaws.com:aud", null)]
    public void Jobs_of_ci_systems_may_assume_what_trusts_their_tokens(string provider, string key, string? expected)
    {
        var edge = From(Trusting("sts:AssumeRoleWithWebIdentity", $$$"""{"Federated":["{{{provider}}}"]}""", $$$"""{"StringLike":["{{{key}}}"]}""").Draw(), GraphNode.Ci);

        Assert.Equal(expected, edge?.Detail);
        Assert.Equal(expected is null ? null : Evidence.Observed, edge?.Evidence);
    }

    [Theory]
    [InlineData("""{"url":"https://token.actions.githubusercontent.com"}""", Evidence.Observed)]
    [InlineData("""{"url":"?"}""", Evidence.UnknownDependent)]
    [InlineData("""{"url":"@aws_eks_cluster.k"}""", null)]
    public void A_provider_of_the_plan_is_known_by_its_url(string provider, Evidence? expected)
    {
        var graph = new TestPlan().With("aws_eks_cluster.k").With("aws_eks_node_group.n", """{"cluster_name":"@aws_eks_cluster.k"}""").With("aws_iam_openid_connect_provider.p", provider)
            .With("data.aws_iam_policy_document.trust", """{"statement":[{"actions":["sts:AssumeRoleWithWebIdentity"],"principals":[{"type":"Federated","identifiers":["@aws_iam_openid_connect_provider.p"]}]}]}""")
            .With(Role, """{"name":"r","assume_role_policy":"@data.aws_iam_policy_document.trust"}""").Draw();

        Assert.Equal(expected, From(graph, GraphNode.Ci)?.Evidence);
        Assert.Equal(expected is null, From(graph, "aws_eks_node_group.n") is not null);
    }

    [Fact]
    public void A_trust_that_is_unknown_and_refers_to_a_provider_may_be_that_of_ci()
    {
        var graph = new TestPlan().With("aws_iam_openid_connect_provider.p", """{"url":"https://token.actions.githubusercontent.com"}""").With(Role, """{"name":"r","assume_role_policy":"@aws_iam_openid_connect_provider.p"}""").Draw();

        Assert.Equal(Evidence.UnknownDependent, From(graph, GraphNode.Ci)?.Evidence);
    }

    [Fact]
    public void A_role_that_is_named_in_a_trust_may_assume_the_other()
    {
        var graph = Trusting("sts:AssumeRole", """{"AWS":["arn:aws:iam::123456789012:role/ops/other"]}""", "{}").With(Other, """{"name":"other"}""").With("aws_iam_role.third", """{"name":"third"}""").Draw();

        Assert.Equal(Evidence.Inferred, From(graph, Other)?.Evidence);
        Assert.Null(From(graph, "aws_iam_role.third"));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["sts:AssumeRole"],"Resource":["*"]}""", """{"AWS":["arn:aws:iam::123456789012:root"]}""", Evidence.Inferred)]
    [InlineData("""{"Effect":"Allow","Action":["sts:AssumeRole"],"Resource":["arn:aws:iam::123456789012:role/r"]}""", """{"AWS":["123456789012"]}""", Evidence.Inferred)]
    [InlineData("""{"Effect":"Allow","Action":["sts:AssumeRole"],"Resource":["arn:aws:iam::123456789012:role/x"]}""", """{"AWS":["123456789012"]}""", null)]
    [InlineData("""{"Effect":"Allow","Action":["sts:AssumeRole"],"Resource":["*"]}""", """{"Service":["lambda.amazonaws.com"]}""", null)]
    [InlineData("""{"Effect":"Allow","Action":["iam:PassRole","lambda:CreateFunction"],"Resource":["*"]}""", """{"Service":["lambda.amazonaws.com"]}""", Evidence.Observed)]
    [InlineData("""{"Effect":"Allow","Action":["iam:PassRole","ec2:RunInstances"],"Resource":["*"]}""", """{"Service":["lambda.amazonaws.com"]}""", null)]
    [InlineData("""{"Effect":"Allow","Action":["iam:PassRole"],"Resource":["*"]}""", """{"Service":["lambda.amazonaws.com"]}""", null)]
    [InlineData("""{"Effect":"Allow","Action":["lambda:CreateFunction"],"Resource":["*"]},{"Effect":"Allow","Action":["iam:PassRole"],"Resource":["*"],"Condition":{"StringEquals":["iam:PassedToService"]}}""", """{"Service":["lambda.amazonaws.com"]}""", Evidence.UnknownDependent)]
    public void A_right_to_assume_or_pass_needs_a_trust_that_leaves_it_to_the_account_or_to_the_service(string statements, string principal, Evidence? expected) =>
        Assert.Equal(expected, From(Trusting("sts:AssumeRole", principal, "{}").With(Other, """{"name":"other"}""").With("aws_iam_role_policy.p", Policy(statements)).Draw(), Other)?.Evidence);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["*"],"Resource":["*"]}""", true)]
    [InlineData("""{"Effect":"Allow","Action":["iam:PutRolePolicy"],"Resource":["*"]}""", true)]
    [InlineData("""{"Effect":"Allow","Action":["iam:AttachRolePolicy"],"Resource":["arn:aws:iam::123456789012:role/other"]}""", true)]
    [InlineData("""{"Effect":"Allow","Action":["iam:AttachRolePolicy"],"Resource":["arn:aws:iam::123456789012:role/another"]}""", false)]
    [InlineData("""{"Effect":"Allow","NotAction":["iam:*"],"Resource":["*"]}""", false)]
    [InlineData("""{"Effect":"Allow","Action":["*"],"Resource":["*"]},{"Effect":"Deny","Action":["*"],"Resource":["*"]}""", false)]
    [InlineData("""{"Effect":"Allow","Action":["*"],"Resource":["*"],"Condition":{"Bool":["aws:MultiFactorAuthPresent"]}}""", false)]
    [InlineData("""{"Effect":"Allow","Action":["iam:Get*","iam:List*"],"Resource":["*"]}""", false)]
    public void Who_may_do_everything_or_give_itself_the_right_is_an_administrator(string statements, bool expected)
    {
        var graph = new TestPlan().With(Other, """{"name":"other"}""").With("aws_iam_role_policy.p", Policy(statements)).Draw();

        Assert.Equal(expected ? AssetKind.Admin : AssetKind.None, graph.NodeAt(Other).Asset);
    }

    [Theory]
    [InlineData("AdministratorAccess", AssetKind.Admin, true)]
    [InlineData("IAMFullAccess", AssetKind.Admin, true)]
    [InlineData("PowerUserAccess", AssetKind.None, true)]
    [InlineData("SecretsManagerReadWrite", AssetKind.None, true)]
    [InlineData("AmazonS3ReadOnlyAccess", AssetKind.None, false)]
    [InlineData("service-role/AWSLambdaBasicExecutionRole", AssetKind.None, false)]
    public void Policies_of_aws_are_known_by_name(string name, AssetKind asset, bool hasSecret)
    {
        var graph = new TestPlan().With("aws_secretsmanager_secret.s", """{"name":"s"}""").With(Other, """{"name":"other"}""")
            .With("aws_iam_role_policy_attachment.p", $$"""{"role":"@aws_iam_role.other","policy_arn":"arn:aws:iam::aws:policy/{{name}}"}""").Draw();

        Assert.Equal(asset, graph.NodeAt(Other).Asset);
        Assert.Equal(hasSecret, graph.Edges.Any(edge => edge.Source == Other && edge.Target == "aws_secretsmanager_secret.s"));
        Assert.Empty(graph.Left);
    }

    [Fact]
    public void An_administrator_controls_all_stores_and_machines()
    {
        var graph = new TestPlan().With("aws_s3_bucket.b").With("aws_dynamodb_table.t").With("aws_db_instance.d").With("aws_lambda_function.f").With("aws_ssm_parameter.p", """{"type":"SecureString"}""")
            .With(Other, """{"name":"other","managed_policy_arns":["arn:aws:iam::aws:policy/AdministratorAccess"]}""").Draw();

        Assert.Equal(["aws_db_instance.d", "aws_dynamodb_table.t", "aws_lambda_function.f", "aws_s3_bucket.b", "aws_ssm_parameter.p"], graph.Edges.Where(edge => edge.Source == Other && edge.Verb == Verb.Controls).Select(edge => edge.Target).Order());
        graph.NoEdge(Other, Verb.MayRead);
    }

    [Theory]
    [InlineData("AmazonSSMManagedInstanceCore", true)]
    [InlineData("AmazonEC2ContainerRegistryReadOnly", false)]
    public void Commands_run_on_instances_whose_role_lets_the_agent_register(string policy, bool expected)
    {
        var graph = new TestPlan().With("aws_iam_role.node", $$"""{"name":"node","managed_policy_arns":["arn:aws:iam::aws:policy/{{policy}}"]}""").With("aws_iam_instance_profile.node", """{"role":"@aws_iam_role.node"}""")
            .With("aws_instance.web", """{"iam_instance_profile":"@aws_iam_instance_profile.node"}""").With("aws_instance.bare")
            .With(Other, """{"name":"other"}""").With("aws_iam_role_policy.p", Policy("""{"Effect":"Allow","Action":["ssm:SendCommand"],"Resource":["*"]}""")).Draw();

        graph.Edge("aws_instance.web", Verb.RunsAs, "aws_iam_role.node");
        Assert.Equal(expected, graph.Edges.Any(edge => edge.Verb == Verb.Controls && edge.Target == "aws_instance.web"));
        Assert.DoesNotContain(graph.Edges, edge => edge.Target == "aws_instance.bare");
    }

    [Fact]
    public void Code_runs_as_the_role_of_its_function_task_or_template()
    {
        var graph = new TestPlan().With(Role, """{"name":"r"}""").With("aws_iam_instance_profile.p", """{"role":"@aws_iam_role.r"}""")
            .With("aws_lambda_function.f", """{"role":"@aws_iam_role.r"}""")
            .With("aws_ecs_task_definition.t", """{"task_role_arn":"@aws_iam_role.r"}""").With("aws_ecs_service.s", """{"task_definition":"@aws_ecs_task_definition.t"}""")
            .With("aws_launch_template.t", """{"iam_instance_profile":[{"name":"@aws_iam_instance_profile.p"}]}""").With("aws_autoscaling_group.g", """{"launch_template":[{"id":"@aws_launch_template.t"}]}""")
            .With("aws_instance.closed", """{"iam_instance_profile":"@aws_iam_instance_profile.p","metadata_options":[{"http_endpoint":"disabled"}]}""").Draw();

        Assert.Equal(["aws_autoscaling_group.g", "aws_ecs_service.s", "aws_lambda_function.f"], graph.Edges.Where(edge => edge.Verb == Verb.RunsAs && edge.Target == Role).Select(edge => edge.Source).Order());
    }

    private static GraphEdge? From(GraphDraft graph, string who) => graph.Edges.SingleOrDefault(edge => edge.Source == who && edge.Verb == Verb.MayAssume && edge.Target == Role);

    private static TestPlan Trusting(string action, string principal, string condition) => new TestPlan().With(Role, $$$"""
        {"name":"r","assume_role_policy":{"Statement":[{"Effect":"Allow","Action":["{{{action}}}"],"Principal":{{{principal}}},"Condition":{{{condition}}}}]}}
        """);

    private static string Policy(string statements) => $$$"""{"role":"@aws_iam_role.other","policy":{"Statement":[{{{statements}}}]}}""";
}
