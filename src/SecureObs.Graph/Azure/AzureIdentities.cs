using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>Who runs as whom, and who is let in without a key.</summary>
internal static class AzureIdentities
{
    public static void Draw(GraphDraft draft)
    {
        foreach (var compute in draft.OfType(AzureTypes.Compute))
            foreach (var attribute in new[] { "identity.identity_ids", "kubelet_identity.user_assigned_identity_id", "key_vault_secrets_provider.secret_identity.user_assigned_identity_id" })
                foreach (var identity in draft.Links(compute, attribute, "azurerm_user_assigned_identity"))
                    draft.Draw(compute.Address, identity.Target.Address, EdgeFamily.Identity, Verb.RunsAs, identity.Evidence, identity.Basis);
        foreach (var principal in draft.OfType("azuread_service_principal"))
            foreach (var application in draft.Links(principal, "client_id", "azuread_application").Concat(draft.Links(principal, "application_id", "azuread_application")))
                draft.Draw(application.Target.Address, principal.Address, EdgeFamily.Identity, Verb.RunsAs, application.Evidence, application.Basis);
        foreach (var member in draft.OfType("azuread_group_member"))
            foreach (var (who, group) in draft.Links(member, "member_object_id").SelectMany(who => draft.Links(member, "group_object_id", "azuread_group"), (who, group) => (who, group)))
                draft.Draw(who.Target.Address, group.Target.Address, EdgeFamily.Identity, Verb.MayAssume, who.Evidence, who.Basis, group.Basis);
        foreach (var credential in draft.OfType("azurerm_federated_identity_credential"))
            Trust(draft, credential, [.. draft.Links(credential, "parent_id", "azurerm_user_assigned_identity"), .. draft.Links(credential, "user_assigned_identity_id", "azurerm_user_assigned_identity")]);
        foreach (var credential in draft.OfType("azuread_application_federated_identity_credential"))
            Trust(draft, credential, [.. draft.Links(credential, "application_id", "azuread_application"), .. draft.Links(credential, "application_object_id", "azuread_application")]);
    }

    private static void Trust(GraphDraft draft, PlanResource credential, IReadOnlyList<Link> identities)
    {
        var issuer = credential.Text("issuer");
        var clusters = draft.Links(credential, "issuer", "azurerm_kubernetes_cluster");
        foreach (var identity in identities.DistinctBy(identity => identity.Target))
        {
            foreach (var cluster in clusters)
                draft.Draw(cluster.Target.Address, identity.Target.Address, EdgeFamily.Identity, Verb.MayAssume, Evidence.Inferred, cluster.Basis, identity.Basis);
            if (clusters.Count == 0 && (issuer.IsUnknown || CiIssuers.Has(issuer.Value)))
                draft.Draw(new GraphEdge(GraphNode.Ci, identity.Target.Address, EdgeFamily.Identity, Verb.MayAssume, issuer.IsUnknown ? Evidence.UnknownDependent : identity.Evidence,
                    [credential.Says("issuer"), credential.Says("subject"), identity.Basis])
                { Detail = "subject restricted" });
        }
    }
}
