using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>Access policies of key vaults, in them and beside them.</summary>
internal static class AzureVaults
{
    private static readonly string[] Reading = ["get", "all", "backup"];

    public static void Draw(GraphDraft draft)
    {
        foreach (var vault in draft.OfType("azurerm_key_vault"))
        {
            draft.Expose(vault, AzureServices.Public(vault, vault.First("network_acls").Text("default_action")));
            if (AsksRoles(vault).Answer.Is(true))
                continue;
            foreach (var policy in vault.Blocks("access_policy"))
                Let(draft, vault, policy, draft.Links(vault, policy, "object_id"));
            foreach (var (policy, _) in GraphDraft.ReferrersOf(vault, "azurerm_key_vault_access_policy").Where(each => each.Path == "key_vault_id"))
                Let(draft, vault, policy, draft.Links(policy, "object_id"));
        }
    }

    /// <summary>Whether the vault asks roles; else it asks its access policies. The attribute changed its name.</summary>
    public static (Fact<bool> Answer, Basis Says) AsksRoles(PlanResource vault) => vault.Flag("rbac_authorization_enabled") is { IsAbsent: false } renamed
        ? (renamed, vault.Says("rbac_authorization_enabled")) : (vault.Flag("enable_rbac_authorization").Or(false), vault.Says("enable_rbac_authorization"));

    private static void Let(GraphDraft draft, PlanResource vault, Block policy, IReadOnlyList<Link> principals)
    {
        var permissions = policy.Texts("secret_permissions");
        var reads = permissions.Value!.Any(each => Reading.Contains(each, StringComparer.OrdinalIgnoreCase));
        if (!reads && !permissions.IsUnknown)
            return;
        foreach (var principal in principals.Where(principal => !principal.Target.IsData))
            draft.Draw(new GraphEdge(principal.Target.Address, vault.Address, EdgeFamily.Data, Verb.MayRead,
                reads && AsksRoles(vault).Answer.IsKnown ? principal.Evidence : Evidence.UnknownDependent, [policy.Says("secret_permissions"), principal.Basis])
            { Detail = "access policy" });
    }
}
