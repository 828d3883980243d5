using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Iam;
using SecureObs.Graph.Google.Services;
using SecureObs.Graph.Google.Vpc;

namespace SecureObs.Graph.Google;

/// <summary>What resources of hashicorp/google mean: containment first, then what is open, then who may do what.</summary>
internal sealed class GoogleRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
        if (!draft.All.Any(resource => GoogleTypes.IsGoogle(resource.Type)))
            return;
        foreach (var (type, kind, asset) in GoogleTypes.Kinds)
            foreach (var resource in draft.OfType(type).Concat(draft.DataOfType(type).Where(_ => type == GoogleAccounts.Type)))
                draft.Is(resource, kind, asset);
        GoogleContainment.Draw(draft);
        var accounts = new GoogleAccounts(draft);
        var grants = new GoogleGrants(draft, accounts);
        var services = new GoogleServices(draft, grants);
        services.Draw();
        var networks = new GoogleNetworks(draft);
        var firewalls = new GoogleFirewalls(draft, networks, accounts);
        IReadOnlyList<GoogleCard> cards = [.. new GoogleCards(draft, networks, accounts).All()];
        new GoogleReach(draft, networks, firewalls, cards).Draw();
        new GoogleBalancers(draft, firewalls, cards, services, networks).Draw();
        new GoogleDatabases(draft, networks, firewalls, cards).Draw();
        GoogleStorage.Draw(draft);
        var identities = new GoogleIdentities(draft, accounts);
        identities.Draw();
        new GoogleAccess(draft, grants).Draw();
        identities.DrawScopes();
    }
}
