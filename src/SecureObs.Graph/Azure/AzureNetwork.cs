using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>
/// Who can send packets to whom: machines and scale sets by their interfaces, subnets and network security groups; what is in a peered network; what load
/// balancers pass on (<see cref="AzureBalancers"/>).
/// </summary>
internal sealed class AzureNetwork(GraphDraft draft)
{
    private readonly AzureFilters filters = new(draft);

    public void Draw()
    {
        DrawFilters();
        var (topology, balancers) = (new AzureSubnets(draft), new AzureBalancers(draft, filters));
        foreach (var card in new AzureCards(draft).All())
        {
            FromInternet(card);
            balancers.Draw(card);
            topology.Place(card, filters);
        }
        topology.DrawPeerings();
    }

    /// <summary>A public address of its own, and rules that let the internet in.</summary>
    private void FromInternet(AzureCard card)
    {
        draft.Expose(card.Machine, Exposure.Private);
        foreach (var address in card.PublicAddresses)
        {
            // A Standard address is closed until a group opens it; a Basic one is open until a group closes it
            // (learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku).
            var isBasic = address.Target.Text("sku").Is("Basic");
            if (card.Groups.Count == 0 && !isBasic)
            {
                if (address.Target.IsUnknown("sku"))
                    draft.Leave("public addresses whose SKU is not known and that no security group is in front of");
                continue;
            }
            var reach = filters.Of(card.Groups, inbound: true, card.Place).EvaluateInternet(Peer.InternetV4);
            draft.Expose(card.Machine, card.Groups.Count == 0 ? Exposure.Internet : reach.Exposure);
            draft.Reaches(GraphNode.Internet, card.Machine, reach.Open, card.Groups.Count == 0 ? Evidence.Inferred : address.Evidence, [address.Basis, .. card.Basis]);
        }
    }

    private void DrawFilters()
    {
        foreach (var (type, of, target) in new[]
        {
            ("azurerm_subnet_network_security_group_association", "subnet_id", "azurerm_subnet"),
            ("azurerm_network_interface_security_group_association", "network_interface_id", "azurerm_network_interface"),
        })
            foreach (var association in draft.OfType(type))
                foreach (var group in draft.Links(association, "network_security_group_id", "azurerm_network_security_group"))
                    foreach (var filtered in draft.Links(association, of, target))
                        draft.Draw(group.Target.Address, filtered.Target.Address, EdgeFamily.Network, Verb.Filters, filtered.Evidence, group.Basis, filtered.Basis);
    }
}
