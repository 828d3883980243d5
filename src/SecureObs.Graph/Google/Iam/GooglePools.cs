using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Pools of identities from elsewhere, and whether jobs of a CI system are among them (cloud.google.com/iam/docs/workload-identity-federation).</summary>
internal sealed class GooglePools(GraphDraft draft)
{
    public const string Type = "google_iam_workload_identity_pool";

    private const string Pools = "/workloadIdentityPools/";

    /// <summary>By a member that is known: <c>principalSet://iam.googleapis.com/projects/N/locations/global/workloadIdentityPools/POOL/attribute.repository/a/b</c>.</summary>
    public IEnumerable<GoogleMember> Named(string member, Basis says)
    {
        var rest = member[(member.IndexOf(Pools, StringComparison.Ordinal) + Pools.Length)..];
        var id = rest.Split('/')[0];
        return draft.OfType(Type).Where(pool => pool.Text("workload_identity_pool_id").Is(id) || pool.Text("name").Value?.EndsWith(Pools + id, StringComparison.Ordinal) == true)
            .SelectMany(pool => Of(new(pool, Evidence.Inferred, says), Fact<string>.Known(member)));
    }

    /// <param name="member">Who of the pool: <c>*</c>, an attribute, a subject.</param>
    public IEnumerable<GoogleMember> Of(Link pool, Fact<string> member)
    {
        if (pool.Target.Flag("disabled").Is(true))
            yield break;
        foreach (var (provider, _) in GraphDraft.ReferrersOf(pool.Target, "google_iam_workload_identity_pool_provider").Where(each => each.Path == "workload_identity_pool_id").Concat(ByName(pool.Target)).DistinctBy(each => each.Source))
        {
            var oidc = provider.First("oidc");
            var issuer = oidc.Text("issuer_uri");
            if (provider.Flag("disabled").Is(true) || !(issuer.IsUnknown || CiIssuers.Has(issuer.Value)))
                continue;
            yield return new(GraphNode.Ci, null, issuer.IsUnknown ? Evidence.UnknownDependent : pool.Evidence, [pool.Basis, oidc.Says("issuer_uri"), pool.Target.Itself], Detail(provider, member));
        }
    }

    private IEnumerable<(PlanResource Source, string Path)> ByName(PlanResource pool) => draft.OfType("google_iam_workload_identity_pool_provider")
        .Where(provider => provider.Text("workload_identity_pool_id") is { IsKnown: true, Value: { } id } && pool.Text("workload_identity_pool_id").Is(id)).Select(provider => (provider, ""));

    /// <summary>A condition of the provider restricts whom it lets in, whoever is meant of them.</summary>
    private static string Detail(PlanResource provider, Fact<string> member) =>
        provider.Flag("attribute_condition") is { IsAbsent: false } ? "subject restricted"
        : member.IsUnknown ? "" : member.Value!.EndsWith("/*", StringComparison.Ordinal) ? "any subject" : "subject restricted";
}
