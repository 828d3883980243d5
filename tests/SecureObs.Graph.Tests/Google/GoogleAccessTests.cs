using SecureObs.Graph.Model;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>What roles let service accounts do.</summary>
public sealed class GoogleAccessTests
{
    private const string App = "google_service_account.app", Other = "google_service_account.other", Secret = "google_secret_manager_secret.s", Bucket = "google_storage_bucket.b", Sql = "google_sql_database_instance.db",
        Machine = "google_compute_instance.vm";

    private static TestPlan Stores() => new TestPlan().Account().Account("other")
        .With(Secret).With(Bucket, """{ "name": "b" }""").With(Sql).With("google_bigquery_dataset.d").With("google_firestore_database.f").With("google_spanner_instance.p").With("google_bigtable_instance.t").With(Machine);

    [Fact]
    public void A_role_on_a_secret_is_about_that_secret()
    {
        var graph = new TestPlan().Account().With(Secret).With("google_secret_manager_secret.other")
            .Grant("google_secret_manager_secret_iam_member", $""" "secret_id": "@{Secret}" """, "roles/secretmanager.secretAccessor").Draw();
        var edge = graph.Edge(App, Verb.MayRead, Secret);
        Assert.Equal((Evidence.Observed, EdgeFamily.Data, "roles/secretmanager.secretAccessor"), (edge.Evidence, edge.Family, edge.Detail));
        Assert.Contains(new("google_secret_manager_secret_iam_member.grant", "role"), edge.Basis);
        Assert.Contains(new("google_secret_manager_secret_iam_member.grant", "member"), edge.Basis);
        graph.NoEdge(App, Verb.MayRead, "google_secret_manager_secret.other");
    }

    [Theory]
    [InlineData("roles/secretmanager.viewer")]
    [InlineData("roles/secretmanager.secretVersionAdder")]
    [InlineData("roles/viewer")]
    [InlineData("roles/logging.logWriter")]
    [InlineData("roles/iam.serviceAccountUser")]
    public void Roles_that_give_no_right_draw_none(string role)
    {
        var graph = Stores().OnProject(role).Draw();
        Assert.DoesNotContain(graph.Edges, edge => edge.Source == App);
    }

    [Theory]
    [InlineData("roles/storage.objectViewer", Verb.MayRead)]
    [InlineData("roles/storage.objectAdmin", Verb.MayWrite)]
    [InlineData("roles/storage.objectCreator", Verb.MayWrite)]
    [InlineData("roles/storage.admin", Verb.MayWrite)]
    [InlineData("roles/storage.legacyObjectReader", Verb.MayRead)]
    [InlineData("roles/storage.legacyBucketOwner", Verb.MayWrite)]
    [InlineData("roles/storage.legacyBucketReader", null)]
    public void Roles_on_a_bucket(string role, Verb? verb)
    {
        var graph = Stores().Grant("google_storage_bucket_iam_member", $""" "bucket": "@{Bucket}" """, role).Draw();
        Assert.Equal(verb, graph.Edges.Where(edge => edge.Source == App && edge.Target == Bucket).Select(edge => (Verb?)edge.Verb).SingleOrDefault());
    }

    [Theory]
    [InlineData("roles/cloudsql.client", Sql, Verb.MayRead)]
    [InlineData("roles/cloudsql.editor", Sql, Verb.MayRead)]
    [InlineData("roles/bigquery.dataViewer", "google_bigquery_dataset.d", Verb.MayRead)]
    [InlineData("roles/bigquery.dataEditor", "google_bigquery_dataset.d", Verb.MayWrite)]
    [InlineData("roles/bigquery.admin", "google_bigquery_dataset.d", Verb.MayWrite)]
    [InlineData("roles/datastore.user", "google_firestore_database.f", Verb.MayWrite)]
    [InlineData("roles/spanner.databaseReader", "google_spanner_instance.p", Verb.MayRead)]
    [InlineData("roles/bigtable.user", "google_bigtable_instance.t", Verb.MayWrite)]
    [InlineData("roles/compute.admin", Machine, Verb.Controls)]
    [InlineData("roles/compute.osAdminLogin", Machine, Verb.Controls)]
    [InlineData("roles/iam.serviceAccountTokenCreator", Other, Verb.MayAssume)]
    [InlineData("roles/iam.serviceAccountKeyAdmin", Other, Verb.MayAssume)]
    [InlineData("roles/iam.serviceAccountAdmin", Other, Verb.MayAssume)]
    public void Roles_on_a_project_are_about_what_they_are_for_and_nothing_else(string role, string target, Verb verb)
    {
        var graph = Stores().OnProject(role).Draw();
        graph.Edge(App, verb, target);
        Assert.All(graph.Edges.Where(edge => edge.Source == App), edge => Assert.Equal(target, edge.Target));
        Assert.Equal(AssetKind.None, graph.NodeAt(App).Asset);
    }

    [Fact]
    public void A_role_on_a_project_is_about_that_project()
    {
        var graph = new TestPlan().Account().With("google_project.a").With("google_project.b")
            .With(Secret, """{ "project": "@google_project.a" }""").With("google_secret_manager_secret.b", """{ "project": "@google_project.b" }""")
            .Grant("google_project_iam_member", """ "project": "@google_project.a" """, "roles/secretmanager.secretAccessor").Draw();
        graph.Edge(App, Verb.MayRead, Secret);
        graph.NoEdge(App, Verb.MayRead, "google_secret_manager_secret.b");
        graph.Edge("google_project.a", Verb.Contains, Secret);
    }

    [Theory]
    [InlineData("roles/owner")]
    [InlineData("roles/resourcemanager.projectIamAdmin")]
    [InlineData("roles/iam.securityAdmin")]
    public void Who_gives_roles_on_a_project_is_an_administrator(string role)
    {
        var graph = Stores().OnProject(role).Draw();
        Assert.Equal((AssetKind.Admin, NodeKind.Identity), (graph.NodeAt(App).Asset, graph.NodeAt(App).Kind));
        graph.Edge(App, Verb.Controls, Secret);
        graph.Edge(App, Verb.MayAssume, Other);
    }

    [Theory]
    [InlineData("google_organization_iam_member", """ "org_id": "123" """)]
    [InlineData("google_folder_iam_binding", """ "folder": "folders/1", "members": ["@google_service_account.app"] """)]
    public void So_is_who_does_on_a_folder_or_organization(string type, string more) =>
        Assert.Equal(AssetKind.Admin, new TestPlan().Account().Grant(type, more, "roles/owner").Draw().NodeAt(App).Asset);

    [Fact]
    public void An_owner_of_a_secret_is_no_administrator()
    {
        var graph = Stores().Grant("google_secret_manager_secret_iam_member", $""" "secret_id": "@{Secret}" """, "roles/owner").Draw();
        Assert.Equal(AssetKind.None, graph.NodeAt(App).Asset);
        graph.Edge(App, Verb.MayRead, Secret);
    }

    [Fact]
    public void An_editor_has_what_needs_no_right_to_data()
    {
        var graph = Stores().OnProject("roles/editor").Draw();
        graph.Edge(App, Verb.Controls, Machine);
        graph.Edge(App, Verb.MayAssume, Other);
        Assert.Equal(Evidence.Inferred, graph.Edge(App, Verb.MayRead, Bucket).Evidence);
        Assert.Equal(Evidence.Observed, graph.Edge(App, Verb.MayRead, Sql).Evidence);
        graph.NoEdge(App, Verb.MayRead, Secret);
        graph.NoEdge(App, Verb.Controls, Secret);
        Assert.Equal(AssetKind.None, graph.NodeAt(App).Asset);
    }

    [Theory]
    [InlineData("roles/run.admin", true)]
    [InlineData("roles/compute.instanceAdmin.v1", true)]
    [InlineData("roles/cloudfunctions.developer", true)]
    [InlineData("roles/logging.viewer", false)]
    [InlineData("roles/compute.osLogin", false)]
    public void To_use_an_account_takes_something_that_can_be_started(string with, bool mayAssume)
    {
        var graph = new TestPlan().Account().Account("other").Grant("google_service_account_iam_member", $""" "service_account_id": "@{Other}" """, "roles/iam.serviceAccountUser")
            .OnProject(with, name: "with").Draw();
        Assert.Equal(mayAssume, graph.Edges.Any(edge => edge is { Source: App, Verb: Verb.MayAssume, Target: Other }));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("roles/iam.serviceAccountUser", true)]
    public void To_change_a_service_takes_the_right_to_use_its_account(string with, bool controls)
    {
        var plan = new TestPlan().Account().Account("other").With("google_cloud_run_v2_service.s", """{ "template": [{ "service_account": "@google_service_account.other" }] }""").OnProject("roles/run.developer");
        if (with.Length > 0)
            plan.OnProject(with, name: "with");
        Assert.Equal(controls, plan.Draw().Edges.Any(edge => edge is { Source: App, Verb: Verb.Controls }));
    }

    [Theory]
    [InlineData("""["secretmanager.versions.access"]""", Verb.MayRead, Evidence.Observed)]
    [InlineData("""["secretmanager.secrets.list"]""", null, null)]
    public void A_custom_role_gives_its_permissions(string permissions, Verb? verb, Evidence? evidence)
    {
        var graph = Stores().With("google_project_iam_custom_role.r", $$"""{ "role_id": "reader", "permissions": {{permissions}} }""")
            .With("google_project_iam_member.grant", """{ "project": "p", "role": "@google_project_iam_custom_role.r", "member": "@google_service_account.app" }""").Draw();
        var edge = graph.Edges.SingleOrDefault(edge => edge.Source == App);
        Assert.Equal((verb, evidence), (edge?.Verb, edge?.Evidence));
    }

    [Fact]
    public void A_condition_leaves_it_open() =>
        Assert.Equal(Evidence.UnknownDependent, Stores().Grant("google_secret_manager_secret_iam_member", $""" "secret_id": "@{Secret}", "condition": [{"{}"}] """, "roles/secretmanager.secretAccessor").Draw().Edge(App, Verb.MayRead, Secret).Evidence);

    [Theory]
    [InlineData("serviceAccount:app@p.iam.gserviceaccount.com", """ "email": "app@p.iam.gserviceaccount.com" """, Evidence.Observed)]
    [InlineData("serviceAccount:app@p.iam.gserviceaccount.com", """ "account_id": "app", "email": "?" """, Evidence.Inferred)]
    [InlineData("serviceAccount:app@p.iam.gserviceaccount.com", """ "account_id": "other", "email": "?" """, null)]
    [InlineData("user:*@example.com", """ "account_id": "app" """, null)]
    [InlineData("group:*@example.com", """ "account_id": "app" """, null)]
    public void A_member_is_an_account_by_its_email(string member, string account, Evidence? evidence)
    {
        var graph = new TestPlan().With(App, $$"""{ {{account}} }""").With(Secret)
            .With("google_secret_manager_secret_iam_binding.g", $$"""{ "secret_id": "@{{Secret}}", "role": "roles/secretmanager.secretAccessor", "members": ["{{member}}"] }""").Draw();
        Assert.Equal(evidence, graph.Edges.Where(edge => edge.Source == App).Select(edge => (Evidence?)edge.Evidence).SingleOrDefault());
    }

    [Fact]
    public void A_policy_as_a_whole_is_read_from_its_text_and_from_its_document()
    {
        var text = Stores().With("google_storage_bucket_iam_policy.p", $$"""
            { "bucket": "@{{Bucket}}", "policy_data": { "bindings": [{ "role": "roles/storage.objectViewer", "members": ["serviceAccount:app@p.iam.gserviceaccount.com"] }] } }
            """).Draw();
        Assert.Equal(Evidence.Inferred, text.Edge(App, Verb.MayRead, Bucket).Evidence);

        var document = Stores().With("data.google_iam_policy.d", """{ "binding": [{ "role": "roles/owner", "members": ["@google_service_account.app"] }] }""")
            .With("google_project_iam_policy.p", """{ "project": "p", "policy_data": "@data.google_iam_policy.d" }""").Draw();
        Assert.Equal(AssetKind.Admin, document.NodeAt(App).Asset);
    }

    [Fact]
    public void Access_lists_of_datasets_name_accounts_and_everybody()
    {
        var graph = new TestPlan().Account().With("google_bigquery_dataset.d", """
            { "access": [{ "role": "WRITER", "user_by_email": "@google_service_account.app" }, { "role": "READER", "special_group": "allAuthenticatedUsers" }, { "role": "OWNER", "special_group": "projectOwners" }] }
            """).Draw();
        graph.Edge(App, Verb.MayWrite, "google_bigquery_dataset.d");
        graph.Edge(GraphNode.Anyone, Verb.MayRead, "google_bigquery_dataset.d");
        Assert.Equal(2, graph.Edges.Count);
    }

    [Fact]
    public void A_key_ring_gives_its_keys()
    {
        var graph = new TestPlan().Account().With("google_kms_key_ring.r").With("google_kms_crypto_key.k", """{ "key_ring": "@google_kms_key_ring.r" }""").With("google_kms_crypto_key.other")
            .With("google_kms_key_ring_iam_member.g", """{ "key_ring_id": "@google_kms_key_ring.r", "role": "roles/cloudkms.cryptoKeyDecrypter", "member": "@google_service_account.app" }""").Draw();
        graph.Edge(App, Verb.MayRead, "google_kms_crypto_key.k");
        graph.NoEdge(App, Verb.MayRead, "google_kms_crypto_key.other");
    }
}
