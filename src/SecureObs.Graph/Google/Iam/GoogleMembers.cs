using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Somebody whom a policy names.</summary>
internal sealed record GoogleMember(string Who, PlanResource? Principal, Evidence Evidence, IReadOnlyList<Basis> Basis, string Detail = "");

/// <summary>Reads the members of policies (cloud.google.com/iam/docs/principal-identifiers). People, groups and domains are not in a plan.</summary>
internal sealed class GoogleMembers(GraphDraft draft, GoogleAccounts accounts)
{
    private readonly GooglePools pools = new(draft);

    /// <param name="name">The attribute: one member or a list.</param>
    public IEnumerable<GoogleMember> Of(PlanResource owner, Block block, string name)
    {
        var says = block.Says(name);
        var found = (block.Texts(name).Value ?? []).SelectMany(text => Read(text, says)).ToList();
        foreach (var account in owner.References(block, name, GoogleAccounts.Type))
            found.Add(new(account.Target.Address, account.Target, account.Evidence, [account.Basis]));
        foreach (var pool in owner.References(block, name, GooglePools.Type))
            if (!found.Exists(member => member.Basis.Contains(pool.Target.Itself)))
                found.AddRange(pools.Of(pool, Fact<string>.Unknown));
        // A pool of workload identities of clusters, PROJECT.svc.id.goog, is made from the project or the cluster.
        if (block.Texts(name).IsUnknown && block.Text("role").Is(GoogleRole.WorkloadIdentityUser) && found.Count == 0)
            foreach (var (from, _, basis) in owner.References(block, name, "google_container_cluster", "google_project"))
                found.AddRange(Clusters(null, basis).Where(cluster => from.Type == "google_project" || cluster.Principal == from));
        return found.DistinctBy(member => (member.Who, member.Detail));
    }

    public IEnumerable<GoogleMember> Read(string text, Basis says)
    {
        if (text is "allUsers" or "allAuthenticatedUsers")
            return [new(GraphNode.Anyone, null, Evidence.Observed, [says], text)];
        if (text.StartsWith("principal", StringComparison.Ordinal) && text.Contains("/workloadIdentityPools/", StringComparison.Ordinal))
            return pools.Named(text, says);
        if (!text.StartsWith("serviceAccount:", StringComparison.Ordinal))
            return [];
        return text.IndexOf(".svc.id.goog[", StringComparison.Ordinal) is > 0 and var at ? Clusters(text["serviceAccount:".Length..at], says)
            : accounts.ByEmail(text, says) is { } account ? [new(account.Target.Address, account.Target, account.Evidence, [account.Basis])] : [];
    }

    /// <summary>
    /// Workloads of a Kubernetes service account: of any cluster whose pool it is, as all of a project share one (cloud.google.com/kubernetes-engine/docs/concepts/workload-identity).
    /// Whether a workload runs as that account is not in a plan. The nodes of a cluster run its workloads.
    /// </summary>
    private IEnumerable<GoogleMember> Clusters(string? project, Basis says)
    {
        foreach (var cluster in draft.OfType("google_container_cluster"))
        {
            var config = cluster.First("workload_identity_config");
            var pool = config.Text("workload_pool");
            if (cluster.Blocks("workload_identity_config").Count == 0 || (project is not null && pool.IsKnown && pool.Value != $"{project}.svc.id.goog"))
                continue;
            foreach (var runner in GraphDraft.ReferrersOf(cluster, "google_container_node_pool").Where(each => each.Path == "cluster").Select(each => each.Source).Prepend(cluster).Distinct())
                yield return new(runner.Address, runner, Evidence.Inferred, [says, config.Says("workload_pool")], "workload identity");
        }
    }
}
