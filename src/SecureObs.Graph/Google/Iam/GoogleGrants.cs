using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>All roles that a plan gives: by <c>_iam_member</c>, <c>_iam_binding</c> and <c>_iam_policy</c> resources and by access lists of datasets.</summary>
internal sealed partial class GoogleGrants
{
    /// <summary>What is given roles on, by the first part of the type, and the attributes that name it; none for a project, folder or organization.</summary>
    private static readonly Dictionary<string, (string[] Attributes, string[] Targets)> Kinds = new(StringComparer.Ordinal)
    {
        ["google_project"] = ([], []),
        ["google_folder"] = ([], []),
        ["google_organization"] = ([], []),
        ["google_storage_bucket"] = (["bucket"], ["google_storage_bucket"]),
        ["google_secret_manager_secret"] = (["secret_id"], ["google_secret_manager_secret"]),
        ["google_service_account"] = (["service_account_id"], [GoogleAccounts.Type]),
        ["google_kms_crypto_key"] = (["crypto_key_id"], ["google_kms_crypto_key"]),
        ["google_kms_key_ring"] = (["key_ring_id"], ["google_kms_key_ring"]),
        ["google_bigquery_dataset"] = (["dataset_id"], ["google_bigquery_dataset"]),
        ["google_bigquery_table"] = (["table_id", "dataset_id"], ["google_bigquery_table", "google_bigquery_dataset"]),
        ["google_pubsub_topic"] = (["topic"], ["google_pubsub_topic"]),
        ["google_pubsub_subscription"] = (["subscription"], ["google_pubsub_subscription"]),
        ["google_spanner_instance"] = (["instance"], ["google_spanner_instance"]),
        ["google_spanner_database"] = (["instance"], ["google_spanner_instance"]),
        ["google_bigtable_instance"] = (["instance"], ["google_bigtable_instance"]),
        ["google_compute_instance"] = (["instance_name"], GoogleTypes.Instances),
        ["google_cloud_run_service"] = (["service"], [.. GoogleTypes.CloudRun, .. GoogleTypes.Functions]),
        ["google_cloud_run_v2_service"] = (["name"], [.. GoogleTypes.CloudRun, .. GoogleTypes.Functions]),
        ["google_cloudfunctions_function"] = (["cloud_function"], ["google_cloudfunctions_function"]),
        ["google_cloudfunctions2_function"] = (["cloud_function"], ["google_cloudfunctions2_function"]),
    };

    private static readonly string[] CustomRoles = ["google_project_iam_custom_role", "google_organization_iam_custom_role"];

    private readonly GraphDraft draft;
    private readonly GoogleMembers members;
    private readonly ILookup<PlanResource, GoogleGrant> byTarget;

    public GoogleGrants(GraphDraft draft, GoogleAccounts accounts)
    {
        this.draft = draft;
        members = new(draft, accounts);
        All = [.. Read()];
        byTarget = All.Where(grant => grant.Target is not null).ToLookup(grant => grant.Target!);
    }

    public IReadOnlyList<GoogleGrant> All { get; }

    /// <summary>On this resource itself.</summary>
    public IEnumerable<GoogleGrant> On(PlanResource target) => byTarget[target];

    private IEnumerable<GoogleGrant> Read()
    {
        foreach (var resource in draft.All.Where(each => !each.IsData))
            if (Name().Match(resource.Type) is { Success: true } name && Kinds.TryGetValue(name.Groups["on"].Value, out var kind))
                foreach (var grant in kind.Attributes.Length == 0 ? Of(resource, null) : TargetsOf(resource, kind).SelectMany(target => Of(resource, target)))
                    yield return grant;
        foreach (var dataset in draft.OfType("google_bigquery_dataset"))
            foreach (var access in dataset.Blocks("access"))
                foreach (var grant in OfDataset(dataset, access, new(dataset, Evidence.Observed, access.Says("role"))))
                    yield return grant;
        foreach (var access in draft.OfType("google_bigquery_dataset_access"))
            foreach (var dataset in draft.Links(access, "dataset_id", "google_bigquery_dataset"))
                foreach (var grant in OfDataset(access, access, dataset))
                    yield return grant;
    }

    private IReadOnlyList<Link> TargetsOf(PlanResource resource, (string[] Attributes, string[] Targets) kind)
    {
        foreach (var attribute in kind.Attributes)
            if (draft.Links(resource, attribute, kind.Targets) is { Count: > 0 } links)
                return [.. links.Select(link => link.Target.Type == "google_bigquery_table" && draft.Links(link.Target, "dataset_id", "google_bigquery_dataset") is [var dataset, ..] ? link with { Target = dataset.Target } : link)];
        draft.Leave("roles on something that is not in the plan");
        return [];
    }

    private IEnumerable<GoogleGrant> Of(PlanResource resource, Link? target)
    {
        if (!resource.Type.EndsWith("_policy", StringComparison.Ordinal))
            return OfBinding(resource, resource, resource.Type.EndsWith("_member", StringComparison.Ordinal) ? "member" : "members", target);
        if (resource.Object("policy_data")?["bindings"] is JsonArray bindings)
            return OfPolicy(resource, bindings, target);
        return draft.Links(resource, "policy_data", "google_iam_policy")
            .SelectMany(policy => policy.Target.Blocks("binding").SelectMany(binding => OfBinding(policy.Target, binding, "members", target ?? new(resource, policy.Evidence, policy.Basis))))
            .Select(grant => grant.Target == resource ? grant with { Target = null, Project = ProjectOf(resource) } : grant);
    }

    private IEnumerable<GoogleGrant> OfBinding(PlanResource owner, Block binding, string name, Link? target)
    {
        if (RoleOf(owner, binding) is not var (role, sureness, says))
            yield break;
        var isConditional = binding.Blocks("condition").Count > 0 || (binding.IsUnknown("condition") && !owner.IsLeftOut(binding, "condition"));
        foreach (var member in members.Of(owner, binding, name))
            yield return Grant(member, role, isConditional ? Evidence.UnknownDependent : sureness, owner, target, [says, .. isConditional ? [binding.Says("condition")] : (Basis[])[]]);
    }

    /// <summary>A policy that is known as a whole, as the command reduces it.</summary>
    private IEnumerable<GoogleGrant> OfPolicy(PlanResource resource, JsonArray bindings, Link? target)
    {
        foreach (var (at, binding) in bindings.Index())
        {
            if (binding is not JsonObject || binding["role"]?.GetValue<string>() is not { } name || GoogleRole.BuiltIn.GetValueOrDefault(name) is not { } role)
                continue;
            var says = resource.Says($"policy_data.bindings[{at}]");
            foreach (var member in (binding["members"] as JsonArray ?? []).Select(each => each?.GetValue<string>()).OfType<string>().SelectMany(text => members.Read(text, says)))
                yield return Grant(member, role, binding["condition"] is null ? Evidence.Observed : Evidence.UnknownDependent, resource, target, []);
        }
    }

    private IEnumerable<GoogleGrant> OfDataset(PlanResource owner, Block access, Link dataset)
    {
        if (GoogleRole.OfDataset(access.Text("role").Value ?? "") is not { } role)
            yield break;
        var named = members.Of(owner, access, "iam_member").Concat(members.Of(owner, access, "user_by_email"));
        foreach (var member in access.Text("special_group").Is("allAuthenticatedUsers") ? members.Read("allAuthenticatedUsers", access.Says("special_group")).Concat(named) : named)
            yield return Grant(member, role, access.Blocks("condition").Count > 0 ? Evidence.UnknownDependent : Evidence.Observed, owner, dataset, [access.Says("role")]);
    }

    private GoogleGrant Grant(GoogleMember member, GoogleRole role, Evidence sureness, PlanResource owner, Link? target, IReadOnlyList<Basis> says)
    {
        Evidence[] all = [member.Evidence, sureness, target?.Evidence ?? Evidence.Observed];
        IReadOnlyList<Basis> basis = [.. member.Basis, .. says, .. target is null ? [] : (Basis[])[target.Basis]];
        return new(member.Who, member.Principal, role, target?.Target, target is null ? ProjectOf(owner) : null, all.Max(), basis, member.Detail);
    }

    private string? ProjectOf(PlanResource grant) => grant.Type.StartsWith("google_project_", StringComparison.Ordinal) ? GoogleProjects.Of(draft, grant) : null;

    /// <returns>Null when it is none that leads anywhere, or none that is known.</returns>
    private (GoogleRole Role, Evidence Evidence, Basis Says)? RoleOf(PlanResource owner, Block binding)
    {
        if (owner.References(binding, "role", CustomRoles) is [var link, ..])
            return (Custom(link.Target), link.Target.Texts("permissions").IsUnknown ? Evidence.UnknownDependent : link.Evidence, link.Basis);
        if (binding.Text("role") is not { IsKnown: true, Value: { } name })
        {
            draft.Leave("roles that are not known");
            return null;
        }
        if (GoogleRole.BuiltIn.TryGetValue(name, out var builtIn))
            return (builtIn, Evidence.Observed, binding.Says("role"));
        return draft.OfType(CustomRoles).FirstOrDefault(role => role.Text("role_id").Is(GoogleSettings.LastPart(name))) is { } custom
            ? (Custom(custom), Evidence.Inferred, binding.Says("role")) : null;
    }

    private static GoogleRole Custom(PlanResource role) => new(role.Text("role_id").Value ?? "custom role", role.Texts("permissions").Value ?? []);

    [GeneratedRegex(@"\A(?<on>google_[a-z0-9_]+)_iam_(member|binding|policy)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
