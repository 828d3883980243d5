using SecureObs.Graph.Building;
using SecureObs.Graph.Google;
using SecureObs.Graph.Tests.Infrastructure;

namespace SecureObs.Graph.Tests.Google;

/// <summary>Parts that most plans here have.</summary>
internal static class GooglePlan
{
    public static GraphDraft Draw(this TestPlan plan) => plan.Draw(new GoogleRules());

    /// <summary>A network with a subnet.</summary>
    public static TestPlan Network() => new TestPlan()
        .With("google_compute_network.vpc", """{ "name": "vpc", "auto_create_subnetworks": false }""")
        .With("google_compute_subnetwork.app", """{ "network": "@google_compute_network.vpc", "ip_cidr_range": "10.1.0.0/24" }""");

    public static TestPlan Machine(this TestPlan plan, string name = "vm", string more = "", bool isPublic = true, string subnet = "app") => plan.With($"google_compute_instance.{name}", $$"""
        { "network_interface": [{ "network": "?", "subnetwork": "@google_compute_subnetwork.{{subnet}}"{{(isPublic ? """, "access_config": [{ "nat_ip": "?" }]""" : "")}} }]{{more}} }
        """);

    /// <summary>A rule, with what the provider calls unknown when nothing is written.</summary>
    public static TestPlan Firewall(this TestPlan plan, string name, string more, string what = """ "allow": [{ "protocol": "tcp", "ports": ["22"] }] """, string network = "vpc") =>
        plan.With($"google_compute_firewall.{name}", $$"""{ "name": "{{name}}", "network": "@google_compute_network.{{network}}", {{what}}, {{more}} }""");

    public static TestPlan Open(this TestPlan plan) => plan.Firewall("open", """ "source_ranges": ["0.0.0.0/0"], "direction": "?" """);

    public static TestPlan Account(this TestPlan plan, string name = "app") =>
        plan.With($"google_service_account.{name}", $$"""{ "account_id": "{{name}}", "email": "?", "member": "?" }""");

    public static TestPlan Grant(this TestPlan plan, string type, string more, string role, string account = "app", string name = "") => plan.With($"{type}.{(name.Length == 0 ? "grant" : name)}", $$"""
        { {{more}}, "role": "{{role}}", "member": "@google_service_account.{{account}}" }
        """);

    public static TestPlan OnProject(this TestPlan plan, string role, string account = "app", string name = "grant") => plan.Grant("google_project_iam_member", """ "project": "p" """, role, account, name);
}
