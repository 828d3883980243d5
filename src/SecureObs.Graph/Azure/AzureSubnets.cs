using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>
/// What can be sent inside of virtual networks. Machines send from their subnet and from the network as a whole. When all subnets of a network can send the same to a
/// target, that is one edge from the network, else one from each subnet.
/// </summary>
internal sealed class AzureSubnets
{
    private sealed record Network(PlanResource Resource, IReadOnlyList<PlanResource> Subnets, AddressSet Addresses);

    private readonly GraphDraft draft;
    private readonly Dictionary<PlanResource, Network> networks = [];
    private readonly Dictionary<PlanResource, (PlanResource Network, Link Link)> networkOf = [];
    private readonly List<(PlanResource From, PlanResource To, Evidence Evidence, IReadOnlyList<Basis> Basis)> peerings = [];

    public AzureSubnets(GraphDraft draft)
    {
        this.draft = draft;
        foreach (var subnet in Subnets())
            if (draft.Links(subnet, "virtual_network_name", "azurerm_virtual_network") is [var link, ..])
                networkOf[subnet] = (link.Target, link);
        foreach (var network in draft.OfType("azurerm_virtual_network").Concat(draft.DataOfType("azurerm_virtual_network")))
            networks[network] = new(network, [.. networkOf.Where(pair => pair.Value.Network == network).Select(pair => pair.Key)], Addresses(network, "address_space"));
        foreach (var peering in draft.OfType("azurerm_virtual_network_peering").Where(peering => !peering.Flag("allow_virtual_network_access").Is(false)))
            foreach (var from in draft.Links(peering, "virtual_network_name", "azurerm_virtual_network"))
                foreach (var to in draft.Links(peering, "remote_virtual_network_id", "azurerm_virtual_network"))
                    peerings.Add((from.Target, to.Target, from.Evidence > to.Evidence ? from.Evidence : to.Evidence, [from.Basis, to.Basis]));
    }

    public IReadOnlyCollection<PlanResource> Networks => networks.Keys;

    private IEnumerable<PlanResource> Subnets() => draft.OfType("azurerm_subnet").Concat(draft.DataOfType("azurerm_subnet"));

    /// <summary>Where a machine sends from, and from where it can be sent to.</summary>
    public void Place(AzureCard card, AzureFilters filters)
    {
        foreach (var subnet in card.Subnets)
        {
            Sends(card.Machine, subnet, card, filters);
            if (networkOf.TryGetValue(subnet.Target, out var network))
                Receives(card.Machine, network.Network, peer => filters.Of(card.Groups, inbound: true, card.Place).Evaluate(peer), card.Groups.Count == 0 ? Evidence.Inferred : subnet.Evidence, [subnet.Basis, network.Link.Basis]);
        }
    }

    /// <summary>From where in a network, and in those that are peered with it, a target can be sent to.</summary>
    public void Receives(PlanResource target, PlanResource network, Func<Peer, Reach> reach, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        From(target, network, reach, evidence, basis);
        foreach (var peered in PeeredWith(network))
            From(target, peered.Network, reach, peered.Evidence > evidence ? peered.Evidence : evidence, [.. peered.Basis, .. basis]);
    }

    public PlanResource? NetworkOf(PlanResource subnet) => networkOf.TryGetValue(subnet, out var network) ? network.Network : null;

    public void DrawPeerings()
    {
        foreach (var peering in peerings)
            draft.Draw(peering.From.Address, peering.To.Address, EdgeFamily.Network, Verb.PeersWith, peering.Evidence, peering.Basis);
    }

    /// <summary>Connected when both sides say so. The side of a network that the plan only reads may be said elsewhere: inferred.</summary>
    private IEnumerable<(PlanResource Network, Evidence Evidence, IReadOnlyList<Basis> Basis)> PeeredWith(PlanResource network) =>
        peerings.Where(peering => peering.From == network || peering.To == network)
            .Select(peering => (Other: peering.From == network ? peering.To : peering.From, peering.Evidence, peering.Basis))
            .GroupBy(peering => peering.Other)
            .Where(both => both.Count() > 1 || both.Key.IsData || network.IsData)
            .Select(both => (both.Key, both.Count() > 1 ? both.Max(peering => peering.Evidence) : Evidence.Inferred, (IReadOnlyList<Basis>)[.. both.SelectMany(peering => peering.Basis).Take(4)]));

    private void Sends(PlanResource machine, Link subnet, AzureCard card, AzureFilters filters)
    {
        var network = networkOf.GetValueOrDefault(subnet.Target).Network;
        var peer = Peer.At(network is null ? Addresses(subnet.Target, "address_prefixes") : Known(network), AzureDefaults.VirtualNetwork);
        var reach = filters.Of(card.Groups, inbound: false, card.Place).Evaluate(peer);
        if (reach.Possible.IsEmpty)
            return;
        var ports = reach.Possible.Equals(PortSet.All) ? "" : $"{reach.Possible}";
        var evidence = reach.Certain.IsEmpty ? Evidence.UnknownDependent : subnet.Evidence;
        foreach (var segment in new[] { subnet.Target, network }.OfType<PlanResource>())
            draft.Draw(new GraphEdge(machine.Address, segment.Address, EdgeFamily.Containment, Verb.SitsIn, evidence, [subnet.Basis, .. card.Basis]) { Ports = ports });
    }

    private void From(PlanResource target, PlanResource network, Func<Peer, Reach> reach, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var subnets = networks.TryGetValue(network, out var known) ? known.Subnets : [];
        if (subnets.Count == 0)
        {
            draft.Reaches(network.Address, target, reach(Peer.At(Known(network), AzureDefaults.VirtualNetwork)), evidence, basis);
            return;
        }
        var each = subnets.Select(subnet => (Subnet: subnet, Reach: reach(Peer.At(Known(subnet, "address_prefixes"), AzureDefaults.VirtualNetwork)))).ToList();
        if (each.All(one => one.Reach.Certain.Equals(each[0].Reach.Certain) && one.Reach.Possible.Equals(each[0].Reach.Possible)))
            draft.Reaches(network.Address, target, each[0].Reach, evidence, basis);
        else
            foreach (var (subnet, from) in each)
                draft.Reaches(subnet.Address, target, from, evidence, basis);
    }

    private AddressSet Known(PlanResource network) => networks.TryGetValue(network, out var known) && !known.Addresses.IsEmpty ? known.Addresses : AddressSet.Private;

    private static AddressSet Known(PlanResource resource, string attribute) => Addresses(resource, attribute) is { IsEmpty: false } known ? known : AddressSet.Private;

    private static AddressSet Addresses(PlanResource resource, string attribute) =>
        AddressSet.Parse((resource.Texts(attribute).Value ?? []).Where(text => AddressSet.TryParse(text, out _)));
}
