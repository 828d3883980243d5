using SecureObs.Graph.Building;

namespace SecureObs.Graph.Azure;

/// <summary>What resources of hashicorp/azurerm mean: containment first, then what is open, then who may do what.</summary>
internal sealed class AzureRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
        foreach (var (type, kind, asset) in AzureTypes.Kinds)
            foreach (var resource in draft.OfType(type))
                draft.Is(resource, kind, asset);
        AzureContainment.Draw(draft);
        new AzureNetwork(draft).Draw();
        AzureServices.Draw(draft);
        AzureDatabases.Draw(draft);
        AzureStorage.Draw(draft);
        AzureIdentities.Draw(draft);
        AzureRoles.Draw(draft);
        AzureVaults.Draw(draft);
    }
}
