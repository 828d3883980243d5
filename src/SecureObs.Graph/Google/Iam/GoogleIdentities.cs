using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Vpc;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Who runs as which service account, and how much of its rights the scopes of a machine leave (cloud.google.com/compute/docs/access/service-accounts#accesscopesiam).</summary>
internal sealed class GoogleIdentities(GraphDraft draft, GoogleAccounts accounts)
{
    /// <summary>The attribute that names the account, by type. None: it runs as the default one, which is not in the plan.</summary>
    private static readonly (string Type, string Block, string Attribute)[] Services =
    [
        ("google_cloud_run_service", "template.spec", "service_account_name"), ("google_cloud_run_v2_service", "template", "service_account"), ("google_cloud_run_v2_job", "template.template", "service_account"),
        ("google_cloudfunctions_function", "", "service_account_email"), ("google_cloudfunctions2_function", "service_config", "service_account_email"),
        ("google_app_engine_standard_app_version", "", "service_account"), ("google_app_engine_flexible_app_version", "", "service_account"),
        ("google_notebooks_instance", "", "service_account"), ("google_workbench_instance", "gce_setup.service_accounts", "email"), ("google_dataflow_job", "", "service_account_email"),
        ("google_dataproc_cluster", "cluster_config.gce_cluster_config", "service_account"), ("google_composer_environment", "config.node_config", "service_account"), ("google_cloudbuild_trigger", "", "service_account"),
    ];

    private readonly List<(PlanResource Machine, Link Account, IReadOnlyList<string> Scopes, Basis Says)> limited = [];

    public void Draw()
    {
        foreach (var (type, path, attribute) in Services)
            foreach (var service in draft.OfType(type))
                Runs(service, service, path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((Block)service, (block, step) => block.First(step)), attribute, null);
        foreach (var instance in draft.OfType(GoogleTypes.Instances))
            Machine(instance, instance.Blocks("service_account").Count > 0 ? [instance] : Templates(instance, "source_instance_template"));
        foreach (var manager in draft.OfType(GoogleTypes.GroupManagers))
            Machine(manager, Templates(manager, "version.instance_template").Concat(Templates(manager, "instance_template")));
        foreach (var cluster in draft.OfType("google_container_cluster").Where(GoogleCards.HasNodes))
            Runs(cluster, cluster, cluster.First("node_config"), "service_account", "oauth_scopes");
        foreach (var pool in draft.OfType("google_container_node_pool"))
        {
            Runs(pool, pool, pool.First("node_config"), "service_account", "oauth_scopes");
            foreach (var cluster in draft.Links(pool, "cluster", "google_container_cluster"))
                draft.Draw(cluster.Target.Address, pool.Address, EdgeFamily.Identity, Verb.Controls, cluster.Evidence, cluster.Basis);
        }
    }

    /// <summary>When the rights of accounts are drawn: a machine with narrower scopes has those of them that its scopes are about.</summary>
    public void DrawScopes()
    {
        var rights = draft.Edges.Where(edge => edge.Verb is Verb.MayRead or Verb.MayWrite or Verb.Controls or Verb.MayAssume).ToLookup(edge => edge.Source, StringComparer.Ordinal);
        foreach (var (machine, account, scopes, says) in limited)
            foreach (var right in rights[account.Target.Address])
                if (draft.At(right.Target) is { } target && scopes.Select(scope => GoogleScopes.Verb(scope, target.Type, right.Verb)).FirstOrDefault(verb => verb is not null) is { } verb)
                    draft.Draw(right with { Source = machine.Address, Verb = verb, Evidence = right.Evidence > account.Evidence ? right.Evidence : account.Evidence, Basis = [account.Basis, says, .. right.Basis], Detail = $"{right.Detail}, scopes" });
    }

    private IEnumerable<PlanResource> Templates(PlanResource machine, string attribute) => draft.Links(machine, attribute, GoogleTypes.Templates).Select(link => link.Target);

    private void Machine(PlanResource machine, IEnumerable<PlanResource> owners)
    {
        foreach (var owner in owners.Where(owner => owner.Blocks("service_account").Count > 0))
            Runs(machine, owner, owner.First("service_account"), "email", "scopes");
    }

    private void Runs(PlanResource machine, PlanResource owner, Block block, string attribute, string? scopes)
    {
        var named = accounts.Of(owner, block, attribute);
        if (named.Count == 0)
            draft.Leave(owner.Written(block, attribute).IsAbsent ? "computers that run as the default service account, whose rights are not in the plan" : "computers that run as a service account that is not in the plan");
        foreach (var account in named)
        {
            var (given, says) = scopes is null ? (new(["cloud-platform"], true, false), account.Basis) : (block.Texts(scopes), block.Says(scopes));
            if (given.Value!.Any(GoogleScopes.IsAll))
                draft.Draw(machine.Address, account.Target.Address, EdgeFamily.Identity, Verb.RunsAs, Metadata(block) > account.Evidence ? Metadata(block) : account.Evidence, account.Basis, says);
            else if (given.IsUnknown || scopes is "oauth_scopes" && given.IsAbsent)
                draft.Draw(machine.Address, account.Target.Address, EdgeFamily.Identity, Verb.RunsAs, Evidence.UnknownDependent, account.Basis, says);
            else
                limited.Add((machine, account, given.Value!, says));
        }
    }

    /// <summary>Workloads of a cluster get the account of its nodes unless its metadata server hides that from them; what runs on the node itself still gets it.</summary>
    private static Evidence Metadata(Block nodes) => nodes.First("workload_metadata_config").Text("mode").Is("GKE_METADATA") ? Evidence.Inferred : Evidence.Observed;
}
