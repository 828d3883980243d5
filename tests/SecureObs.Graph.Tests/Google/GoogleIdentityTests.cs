using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>Who runs as whom, and who is let in from elsewhere without a key.</summary>
public sealed class GoogleIdentityTests
{
    private const string App = "google_service_account.app", Machine = "google_compute_instance.vm", Pool = "google_iam_workload_identity_pool.p", Secret = "google_secret_manager_secret.s", Bucket = "google_storage_bucket.b";
    private const string GitHub = "https://token.actions.githubusercontent.com";

    [Theory]
    [InlineData("google_cloud_run_service", """{ "template": [{ "spec": [{ "service_account_name": "@google_service_account.app" }] }] }""")]
    [InlineData("google_cloud_run_v2_service", """{ "template": [{ "service_account": "@google_service_account.app" }] }""")]
    [InlineData("google_cloud_run_v2_job", """{ "template": [{ "template": [{ "service_account": "@google_service_account.app" }] }] }""")]
    [InlineData("google_cloudfunctions_function", """{ "service_account_email": "@google_service_account.app" }""")]
    [InlineData("google_cloudfunctions2_function", """{ "service_config": [{ "service_account_email": "@google_service_account.app" }] }""")]
    [InlineData("google_container_cluster", """{ "node_config": [{ "service_account": "@google_service_account.app", "oauth_scopes": ["cloud-platform"] }] }""")]
    [InlineData("google_container_node_pool", """{ "node_config": [{ "service_account": "@google_service_account.app", "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"] }] }""")]
    [InlineData("google_compute_instance", """{ "service_account": [{ "email": "@google_service_account.app", "scopes": ["cloud-platform"] }] }""")]
    [InlineData("google_dataproc_cluster", """{ "cluster_config": [{ "gce_cluster_config": [{ "service_account": "@google_service_account.app" }] }] }""")]
    public void Computers_run_as_the_account_that_they_name(string type, string attributes)
    {
        var graph = new TestPlan().Account().With($"{type}.x", attributes).Draw();
        Assert.Equal(Evidence.Observed, graph.Edge($"{type}.x", Verb.RunsAs, App).Evidence);
        Assert.Equal(NodeKind.Compute, graph.NodeAt($"{type}.x").Kind);
    }

    [Fact]
    public void Machines_of_a_group_run_as_the_account_of_their_template()
    {
        var graph = new TestPlan().Account().With("google_compute_instance_template.t", """{ "service_account": [{ "email": "@google_service_account.app", "scopes": ["cloud-platform"] }] }""")
            .With("google_compute_region_instance_group_manager.g", """{ "version": [{ "instance_template": "@google_compute_instance_template.t" }] }""").Draw();
        graph.Edge("google_compute_region_instance_group_manager.g", Verb.RunsAs, App);
    }

    [Fact]
    public void Without_an_account_it_is_the_default_one_which_is_not_in_the_plan()
    {
        var graph = new TestPlan().Account().With("google_cloud_run_v2_service.s", """{ "template": [{ "service_account": "?" }] }""").Draw();
        graph.NoEdge("google_cloud_run_v2_service.s", Verb.RunsAs);
        Assert.Contains(graph.Left, left => left.Key.Contains("default service account", StringComparison.Ordinal));
    }

    [Fact]
    public void Scopes_leave_a_machine_a_part_of_the_rights_of_its_account()
    {
        TestPlan Scoped(string scopes) => new TestPlan().Account().With(Secret).With(Bucket)
            .With(Machine, $$"""{ "service_account": [{ "email": "@google_service_account.app", "scopes": {{scopes}} }] }""")
            .OnProject("roles/storage.objectAdmin").OnProject("roles/secretmanager.secretAccessor", name: "more");

        var reading = Scoped("""["https://www.googleapis.com/auth/devstorage.read_only", "https://www.googleapis.com/auth/logging.write"]""").Draw();
        reading.Edge(Machine, Verb.MayRead, Bucket);
        Assert.Single(reading.Edges, edge => edge.Source == Machine);
        Scoped("""["storage-rw"]""").Draw().Edge(Machine, Verb.MayWrite, Bucket);
        var logging = Scoped("""["logging-write", "monitoring"]""").Draw();
        Assert.DoesNotContain(logging.Edges, edge => edge.Source == Machine);
        Assert.Equal(Evidence.UnknownDependent, Scoped(""" "?" """).Draw().Edge(Machine, Verb.RunsAs, App).Evidence);
    }

    [Theory]
    [InlineData("principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/a/b", "subject restricted")]
    [InlineData("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/subject/repo:a/b", "subject restricted")]
    [InlineData("principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*", "any subject")]
    public void Jobs_of_a_pool_may_take_an_account(string member, string detail)
    {
        var edge = Federated(GitHub, $"\"{member}\"").Draw().Edge(GraphNode.Ci, Verb.MayAssume, App);
        Assert.Equal((detail, Evidence.Inferred), (edge.Detail, edge.Evidence));
    }

    [Fact]
    public void A_member_that_is_made_from_the_pool_is_one_of_it()
    {
        var edge = Federated(GitHub, $"\"@{Pool}\"").Draw().Edge(GraphNode.Ci, Verb.MayAssume, App);
        Assert.Equal(Evidence.Observed, edge.Evidence);
        Assert.Contains(new("google_iam_workload_identity_pool_provider.g", "oidc[0].issuer_uri"), edge.Basis);
    }

    [Fact]
    public void A_condition_of_the_provider_restricts_everybody() => Assert.Equal("subject restricted",
        Federated(GitHub, "\"principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*\"", """, "attribute_condition": "?" """).Draw().Edge(GraphNode.Ci, Verb.MayAssume, App).Detail);

    [Theory]
    [InlineData("https://container.googleapis.com/v1/projects/p", "")]
    [InlineData(GitHub, """, "disabled": true""")]
    public void Other_issuers_and_what_is_switched_off_let_no_job_in(string issuer, string more) => Federated(issuer, $"\"@{Pool}\"", more).Draw().NoEdge(GraphNode.Ci, Verb.MayAssume);

    [Fact]
    public void Without_a_grant_a_pool_gives_nothing() => Federated(GitHub, "\"user:*@example.com\"").Draw().NoEdge(GraphNode.Ci, Verb.MayAssume);

    [Fact]
    public void Jobs_may_have_rights_without_an_account()
    {
        var graph = Federated(GitHub, "\"user:*@example.com\"").With(Secret)
            .With("google_secret_manager_secret_iam_member.s", $$"""{ "secret_id": "@{{Secret}}", "role": "roles/secretmanager.secretAccessor", "member": "@{{Pool}}" }""")
            .With("google_project_iam_member.o", $$"""{ "project": "p", "role": "roles/owner", "member": "@{{Pool}}" }""").Draw();
        graph.Edge(GraphNode.Ci, Verb.MayRead, Secret);
        graph.Edge(GraphNode.Ci, Verb.MayAssume, Pool);
        Assert.Equal(AssetKind.Admin, graph.NodeAt(Pool).Asset);
    }

    [Theory]
    [InlineData("serviceAccount:p.svc.id.goog[ns/app]", true)]
    [InlineData("serviceAccount:q.svc.id.goog[ns/app]", false)]
    public void Workloads_of_a_cluster_may_take_an_account(string member, bool mayAssume)
    {
        var graph = new TestPlan().Account().With("google_container_cluster.c", """{ "workload_identity_config": [{ "workload_pool": "p.svc.id.goog" }] }""")
            .With("google_container_node_pool.n", """{ "cluster": "@google_container_cluster.c" }""").With("google_container_cluster.without")
            .With("google_service_account_iam_member.g", $$"""{ "service_account_id": "@google_service_account.app", "role": "roles/iam.workloadIdentityUser", "member": "{{member}}" }""").Draw();
        Assert.Equal(mayAssume ? ["google_container_cluster.c", "google_container_node_pool.n"] : [], graph.Edges.Where(edge => edge.Verb is Verb.MayAssume && edge.Evidence is Evidence.Inferred).Select(edge => edge.Source).Order());
        graph.Edge("google_container_cluster.c", Verb.Controls, "google_container_node_pool.n");
    }

    private static TestPlan Federated(string issuer, string member, string provider = "") => new TestPlan().Account()
        .With(Pool, """{ "workload_identity_pool_id": "ci" }""")
        .With("google_iam_workload_identity_pool_provider.g", $$"""{ "workload_identity_pool_id": "@{{Pool}}", "oidc": [{ "issuer_uri": "{{issuer}}" }]{{provider}} }""")
        .With("google_service_account_iam_member.g", $$"""{ "service_account_id": "@google_service_account.app", "role": "roles/iam.workloadIdentityUser", "member": {{member}} }""");
}
