using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>Storage accounts: whether anyone may read them without a login.</summary>
internal static class AzureStorage
{
    public static void Draw(GraphDraft draft)
    {
        foreach (var account in draft.OfType("azurerm_storage_account"))
            draft.Expose(account, AzureServices.Public(account, account.First("network_rules").Text("default_action")));
        foreach (var container in draft.OfType("azurerm_storage_container"))
            foreach (var account in draft.Links(container, "storage_account_id", "azurerm_storage_account").Concat(draft.Links(container, "storage_account_name", "azurerm_storage_account")))
                Anyone(draft, container, account);
    }

    /// <summary>
    /// Three locks have to be open: the container's access type, the account's permission for such containers, and its network
    /// (learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure).
    /// </summary>
    private static void Anyone(GraphDraft draft, PlanResource container, Link account)
    {
        var type = container.Text("container_access_type").Or("private");
        if (type.IsKnown && type.Value is not ("blob" or "container"))
            return;
        var (allowed, name) = account.Target.Flag("allow_blob_public_access") is { IsAbsent: false } older ? (older, "allow_blob_public_access") : (account.Target.Flag("allow_nested_items_to_be_public"), "allow_nested_items_to_be_public");
        var isPublic = account.Target.Flag("public_network_access_enabled").Or(true);
        var action = Network(draft, account.Target);
        if (allowed.Is(false) || isPublic.Is(false) || action.Is("Deny"))
            return;
        var evidence = type.IsUnknown || allowed.IsUnknown || isPublic.IsUnknown || action.IsUnknown ? Evidence.UnknownDependent : allowed.IsAbsent ? Evidence.Inferred : account.Evidence;
        draft.Draw(new GraphEdge(GraphNode.Anyone, account.Target.Address, EdgeFamily.Data, Verb.MayRead, evidence,
            [container.Says("container_access_type"), account.Target.Says(name), account.Target.Says("public_network_access_enabled")])
        { Detail = "public container" });
        draft.Expose(container, evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
    }

    /// <summary>The rules of an account stand in it or beside it.</summary>
    private static Fact<string> Network(GraphDraft draft, PlanResource account)
    {
        var own = account.First("network_rules").Text("default_action");
        return own.IsAbsent
            ? GraphDraft.ReferrersOf(account, "azurerm_storage_account_network_rules").Select(each => each.Source.Text("default_action")).FirstOrDefault(Fact<string>.Absent)
            : own;
    }
}
