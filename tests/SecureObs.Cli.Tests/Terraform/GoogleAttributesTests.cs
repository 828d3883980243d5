using System.Text;
using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>What of Google's resources leaves in another form than it has.</summary>
public sealed class GoogleAttributesTests
{
    [Fact]
    public void A_network_tag_leaves_when_a_firewall_rule_names_it()
    {
        var plan = Read("""
            { "address": "google_compute_instance.vm", "type": "google_compute_instance", "name": "vm", "change": { "actions": ["create"], "after": { "tags": ["web", "owned-by-jane"] } } },
            { "address": "google_container_node_pool.n", "type": "google_container_node_pool", "name": "n", "change": { "actions": ["create"], "after": { "node_config": [{ "tags": ["internal-x"] }] } } },
            { "address": "google_compute_firewall.f", "type": "google_compute_firewall", "name": "f", "change": { "actions": ["create"], "after": { "target_tags": ["web"] } } }
            """);

        Assert.Equal("""{"tags":["web"]}""", plan.Resources[0].SafeAttributes.ToJsonString());
        Assert.Equal("""{"node_config":[{"tags":[]}]}""", plan.Resources[1].SafeAttributes.ToJsonString());
        Assert.Equal(["google_compute_instance.vm tags", "google_container_node_pool.n node_config[0].tags"],
            plan.Dropped.Where(each => each.Why == NetworkTags.Unnamed).Select(each => $"{each.Address} {each.Path}"));
    }

    [Fact]
    public void Of_a_condition_leaves_that_there_is_one()
    {
        var plan = Read("""
            { "address": "google_project_iam_member.m", "type": "google_project_iam_member", "name": "m", "change": { "actions": ["create"], "after": {
              "role": "roles/owner", "member": "serviceAccount:p.svc.id.goog[ns/app]", "condition": [{ "title": "night", "description": "x", "expression": "request.time < x" }] } } }
            """);

        Assert.Equal("""{"condition":[{}],"member":"serviceAccount:p.svc.id.goog[ns/app]","role":"roles/owner"}""", plan.Resources[0].SafeAttributes.ToJsonString());
    }

    [Fact]
    public void Of_annotations_leaves_the_ingress_of_a_service()
    {
        var plan = Read("""
            { "address": "google_cloud_run_service.s", "type": "google_cloud_run_service", "name": "s", "change": { "actions": ["create"], "after": {
              "metadata": [{ "annotations": { "run.googleapis.com/ingress": "internal", "owner": "jane" } }] } } }
            """);

        Assert.Equal("""{"metadata":[{"annotations":{"run.googleapis.com/ingress":"internal"}}]}""", plan.Resources[0].SafeAttributes.ToJsonString());
    }

    [Fact]
    public void Of_a_policy_leave_roles_and_members_that_are_no_people()
    {
        var plan = Read("""
            { "address": "google_project_iam_policy.p", "type": "google_project_iam_policy", "name": "p", "change": { "actions": ["create"], "after": {
              "policy_data": "{\"bindings\":[{\"role\":\"roles/owner\",\"members\":[\"user:jane@example.com\",\"serviceAccount:a@p.iam.gserviceaccount.com\",\"allUsers\"],\"condition\":{\"title\":\"t\",\"expression\":\"e\"}}],\"etag\":\"abc\"}" } } }
            """);

        Assert.Equal("""{"policy_data":{"bindings":[{"role":"roles/owner","members":["serviceAccount:a@p.iam.gserviceaccount.com","allUsers"],"condition":true}]}}""", plan.Resources[0].SafeAttributes.ToJsonString());
    }

    private static SanitizedPlan Read(string changes)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "format_version": "1.2", "resource_changes": [{{changes}}] }"""));
        return PlanReader.Read(stream);
    }
}
