using SecureObs.Graph.Aws;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Aws;

/// <summary>What policies let a role do to stores.</summary>
public sealed class IdentityRightsTests
{
    private const string Role = "aws_iam_role.app", Bucket = "aws_s3_bucket.data", Secret = "aws_secretsmanager_secret.db";

    [Fact]
    public void A_policy_with_a_known_name_of_a_bucket_gives_a_right_to_its_objects()
    {
        var graph = Draw(Inline("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::data/*"]}"""));

        var edge = graph.Edge(Role, Verb.MayRead, Bucket);
        Assert.Equal((Evidence.Observed, "s3:GetObject", EdgeFamily.Data), (edge.Evidence, edge.Detail, edge.Family));
        Assert.Contains(new Basis("aws_iam_role_policy.inline", "policy.Statement[0]"), edge.Basis);
        graph.NoEdge(Role, Verb.MayWrite);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::data"]}""")]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::other/*"]}""")]
    [InlineData("""{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["*"]}""")]
    [InlineData("""{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":["*"]}""")]
    [InlineData("""{"Effect":"Allow","NotAction":["s3:*"],"Resource":["arn:aws:s3:::data/*"]}""")]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"NotResource":["arn:aws:s3:::data","arn:aws:s3:::data/*"]}""")]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]},{"Effect":"Deny","Action":["s3:Get*"],"Resource":["arn:aws:s3:::data/*"]}""")]
    public void Nothing_of_that_gives_a_right_to_read_the_bucket(string statements) => Draw(Inline(statements)).NoEdge(Role, Verb.MayRead, Bucket);

    [Fact]
    public void A_denial_of_some_objects_takes_no_right_away() =>
        Assert.Equal(Evidence.Observed, Draw(Inline("""{"Effect":"Allow","Action":["S3:getobject"],"Resource":["*"]},{"Effect":"Deny","Action":["s3:*"],"Resource":["arn:aws:s3:::data/private/*"]}"""))
            .Edge(Role, Verb.MayRead, Bucket).Evidence);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"],"Condition":{"IpAddress":["aws:SourceIp"]}}""", Evidence.UnknownDependent)]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"],"Condition":{"StringEquals":[]}}""", Evidence.UnknownDependent)]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"],"Condition":{"Bool":["aws:SecureTransport"]}}""", Evidence.Observed)]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]},{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"Bool":["aws:MultiFactorAuthPresent"]}}""", Evidence.UnknownDependent)]
    [InlineData("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]},{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"Bool":["aws:SecureTransport"]}}""", Evidence.Observed)]
    public void A_condition_makes_a_right_depend_on_it_unless_everybody_can_fulfil_it(string statements, Evidence expected) =>
        Assert.Equal(expected, Draw(Inline(statements)).Edge(Role, Verb.MayRead, Bucket).Evidence);

    [Theory]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf", true)]
    [InlineData("arn:aws:secretsmanager:*:*:secret:prod/*", true)]
    [InlineData("arn:aws:secretsmanager:*:*:secret:prod/db-??????", true)]
    [InlineData("arn:aws:secretsmanager:*:*:secret:prod/db2-AbCdEf", false)]
    [InlineData("arn:aws:ssm:*:*:parameter/prod/db", false)]
    public void A_secret_has_six_more_characters_in_its_arn(string pattern, bool expected)
    {
        var graph = Draw(Inline($$$"""{"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],"Resource":["{{{pattern}}}"]}"""));

        if (expected)
            graph.Edge(Role, Verb.MayRead, Secret);
        else
            graph.NoEdge(Role, Verb.MayRead);
    }

    [Fact]
    public void A_document_whose_resources_are_references_says_what_they_are()
    {
        var graph = Draw(Plan()
            .With("data.aws_iam_policy_document.app", """{"statement":[{"actions":["secretsmanager:GetSecretValue"],"resources":["@aws_secretsmanager_secret.db"]},{"effect":"Deny","actions":["s3:*"],"resources":["*"]}]}""")
            .With("aws_iam_policy.app", """{"policy":"@data.aws_iam_policy_document.app"}""")
            .With("aws_iam_role_policy_attachment.app", """{"role":"app","policy_arn":"@aws_iam_policy.app"}"""));

        var edge = graph.Edge(Role, Verb.MayRead, Secret);
        Assert.Equal(Evidence.Inferred, edge.Evidence);   // the role by its name
        Assert.Contains(new Basis("data.aws_iam_policy_document.app", "statement[0]"), edge.Basis);
        Assert.Contains(new Basis("aws_iam_role_policy_attachment.app", "policy_arn"), edge.Basis);
        graph.NoEdge(Role, Verb.MayRead, Bucket);
    }

    [Fact]
    public void A_policy_that_is_unknown_gives_an_unknown_right_to_what_it_refers_to()
    {
        var graph = Draw(Plan().With("aws_iam_role_policy.inline", """{"role":"@aws_iam_role.app","policy":"@aws_secretsmanager_secret.db"}"""));

        Assert.Equal(Evidence.UnknownDependent, graph.Edge(Role, Verb.MayRead, Secret).Evidence);
        graph.NoEdge(Role, Verb.Controls);
        graph.NoEdge(Role, Verb.MayRead, Bucket);
    }

    [Fact]
    public void A_policy_that_is_unknown_and_refers_to_nothing_gives_none() =>
        Draw(Plan().With("aws_iam_role_policy.inline", """{"role":"@aws_iam_role.app","policy":"?"}""")).NoEdge(Role, Verb.MayRead);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["*"]}""", Evidence.Observed)]
    [InlineData("""{"Effect":"Allow","Action":["dynamodb:*"],"Resource":["*"]}""", null)]
    public void A_boundary_must_allow_it_too(string boundary, Evidence? expected)
    {
        var graph = Draw(new TestPlan().With(Bucket, """{"bucket":"data"}""").With(Role, """{"name":"app","permissions_boundary":"@aws_iam_policy.boundary"}""")
            .With("aws_iam_policy.boundary", $$$"""{"policy":{"Statement":[{{{boundary}}}]}}""")
            .With("aws_iam_role_policy.inline", Policy("""{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]}""")));

        Assert.Equal(expected, graph.Edges.SingleOrDefault(edge => edge.Verb == Verb.MayRead)?.Evidence);
    }

    [Fact]
    public void The_policy_of_a_bucket_can_name_a_role_and_deny_it_another_right()
    {
        var graph = Draw(Plan()
            .With("aws_s3_bucket_policy.data", """{"bucket":"@aws_s3_bucket.data","policy":"@data.aws_iam_policy_document.data"}""")
            .With("data.aws_iam_policy_document.data", """
                {"statement":[{"actions":["s3:GetObject"],"resources":["@aws_s3_bucket.data"],"principals":[{"type":"AWS","identifiers":["@aws_iam_role.app"]}]},
                {"effect":"Deny","actions":["s3:PutObject","s3:DeleteObject"],"resources":["@aws_s3_bucket.data"],"principals":[{"type":"*","identifiers":["*"]}]}]}
                """)
            .With("aws_iam_role_policy.inline", Policy("""{"Effect":"Allow","Action":["s3:PutObject"],"Resource":["*"]}""")));

        graph.Edge(Role, Verb.MayRead, Bucket);
        graph.NoEdge(Role, Verb.MayWrite);
    }

    [Fact]
    public void Users_have_the_rights_of_their_groups()
    {
        var graph = Draw(Plan().With("aws_iam_user.ann", """{"name":"ann"}""").With("aws_iam_group.dev", """{"name":"dev"}""")
            .With("aws_iam_user_group_membership.ann", """{"user":"@aws_iam_user.ann","groups":["@aws_iam_group.dev"]}""")
            .With("aws_iam_group_policy.dev", """{"group":"@aws_iam_group.dev","policy":{"Statement":[{"Effect":"Allow","Action":["secretsmanager:Get*"],"Resource":["*"]}]}}"""));

        graph.Edge("aws_iam_user.ann", Verb.MayAssume, "aws_iam_group.dev");
        graph.Edge("aws_iam_group.dev", Verb.MayRead, Secret);
        Assert.Equal(NodeKind.Identity, graph.NodeAt("aws_iam_group.dev").Kind);
    }

    private static TestPlan Plan() => new TestPlan().With(Role, """{"name":"app"}""").With(Bucket, """{"bucket":"data"}""").With(Secret, """{"name":"prod/db"}""");

    private static TestPlan Inline(string statements) => Plan().With("aws_iam_role_policy.inline", Policy(statements));

    private static string Policy(string statements) => $$$"""{"role":"@aws_iam_role.app","policy":{"Statement":[{{{statements}}}]}}""";

    private static GraphDraft Draw(TestPlan plan) => plan.Draw(new AwsRules());
}
