using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>Buckets that anyone may read.</summary>
public sealed class GoogleStorageTests
{
    private const string Bucket = "google_storage_bucket.b";

    [Theory]
    [InlineData("inherited", "allUsers", "roles/storage.objectViewer", Evidence.Observed)]
    [InlineData("inherited", "allAuthenticatedUsers", "roles/storage.legacyObjectReader", Evidence.Observed)]
    [InlineData("?", "allUsers", "roles/storage.objectViewer", Evidence.Inferred)]
    [InlineData("@terraform_data.x", "allUsers", "roles/storage.objectViewer", Evidence.UnknownDependent)]
    [InlineData("enforced", "allUsers", "roles/storage.objectViewer", null)]
    [InlineData("inherited", "allUsers", "roles/storage.legacyBucketReader", null)]
    [InlineData("inherited", "domain:example.com", "roles/storage.objectViewer", null)]
    public void By_a_role_of_everybody_unless_the_bucket_prevents_it(string prevention, string member, string role, Evidence? evidence)
    {
        var graph = new TestPlan().With("terraform_data.x").With(Bucket, $$"""{ "public_access_prevention": "{{prevention}}" }""")
            .With("google_storage_bucket_iam_member.m", $$"""{ "bucket": "@{{Bucket}}", "role": "{{role}}", "member": "{{member}}" }""").Draw();
        Assert.Equal(evidence, graph.Edges.Where(edge => edge is { Source: GraphNode.Anyone, Verb: Verb.MayRead, Target: Bucket }).Select(edge => (Evidence?)edge.Evidence).SingleOrDefault());
        Assert.Equal(evidence switch { null => Exposure.None, Evidence.UnknownDependent => Exposure.Unknown, _ => Exposure.Internet }, graph.NodeAt(Bucket).Exposure);
    }

    [Theory]
    [InlineData("google_storage_default_object_access_control", """ "entity": "allUsers", "role": "READER" """, false, true)]
    [InlineData("google_storage_default_object_access_control", """ "entity": "user-jane", "role": "READER" """, false, false)]
    [InlineData("google_storage_default_object_access_control", """ "entity": "allUsers", "role": "READER" """, true, false)]
    [InlineData("google_storage_default_object_acl", """ "role_entity": ["OWNER:project-owners-1", "READER:allUsers"] """, false, true)]
    [InlineData("google_storage_default_object_acl", """ "role_entity": ["OWNER:project-owners-1"] """, false, false)]
    [InlineData("google_storage_object_acl", """ "predefined_acl": "publicRead" """, false, true)]
    [InlineData("google_storage_bucket_acl", """ "default_acl": "publicRead" """, false, true)]
    [InlineData("google_storage_bucket_acl", """ "predefined_acl": "publicRead" """, false, false)]
    [InlineData("google_storage_bucket_access_control", """ "entity": "allUsers", "role": "READER" """, false, false)]
    public void By_a_list_of_objects_unless_access_is_uniform(string type, string list, bool uniform, bool mayRead)
    {
        var graph = new TestPlan().With(Bucket, $$"""{ "public_access_prevention": "inherited", "uniform_bucket_level_access": {{(uniform ? "true" : "false")}} }""").With($"{type}.a", $$"""{ "bucket": "@{{Bucket}}", {{list}} }""").Draw();
        Assert.Equal(mayRead, graph.Edges.Any(edge => edge is { Source: GraphNode.Anyone, Verb: Verb.MayRead, Target: Bucket, Evidence: Evidence.Observed }));
    }

    [Fact]
    public void A_list_does_nothing_where_the_bucket_prevents_it() =>
        new TestPlan().With(Bucket, """{ "public_access_prevention": "enforced" }""").With("google_storage_default_object_access_control.a", $$"""{ "bucket": "@{{Bucket}}", "entity": "allUsers", "role": "READER" }""").Draw().NoEdge(GraphNode.Anyone, Verb.MayRead);

    [Fact]
    public void A_secret_that_everybody_may_read_is_one_too()
    {
        var graph = new TestPlan().With("google_secret_manager_secret.s")
            .With("google_secret_manager_secret_iam_member.m", """{ "secret_id": "@google_secret_manager_secret.s", "role": "roles/secretmanager.secretAccessor", "member": "allAuthenticatedUsers" }""").Draw();
        Assert.Equal(Evidence.Observed, graph.Edge(GraphNode.Anyone, Verb.MayRead, "google_secret_manager_secret.s").Evidence);
    }
}
