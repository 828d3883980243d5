using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>Who can send packets to machines: the internet, the subnets of their network and of those that are peered with it, and machines with a tag or account.</summary>
internal sealed class GoogleReach(GraphDraft draft, GoogleNetworks networks, GoogleFirewalls firewalls, IReadOnlyList<GoogleCard> cards)
{
    /// <summary>Pairs of machines that are drawn because a rule names a tag or an account.</summary>
    private const int MostPairs = 2_000;

    public void Draw()
    {
        var peerings = new GooglePeerings(draft, networks);
        peerings.Draw();
        foreach (var card in cards)
        {
            FromInternet(card);
            Sends(card);
            if (card.Network.Resource is null)
                continue;
            FromNetwork(card, card.Network, Evidence.Observed, []);
            foreach (var (network, evidence, basis) in peerings.With(card.Network))
                FromNetwork(card, network, evidence, basis);
        }
        Pairs();
    }

    private void FromInternet(GoogleCard card)
    {
        draft.Expose(card.Machine, Exposure.Private);
        if (card.Public is not { } open || !HasWayOut(card.Network))
            return;
        var internet = open.IsV6 ? Peer.Internet : Peer.InternetV4;
        var exposure = firewalls.Of(card, inbound: true, predefined: true).EvaluateInternet(internet).Exposure;
        draft.Expose(card.Machine, open.Evidence is Evidence.UnknownDependent && exposure > Exposure.Private ? Exposure.Unknown : exposure);
        Reaches(GraphNode.Internet, card, filter => filter.EvaluateInternet(internet).Open, open.Evidence, [open.Says]);
    }

    /// <summary>A network can be made without its route to the internet; then one has to be made (cloud.google.com/vpc/docs/routes#routingpacketsinternet).</summary>
    private bool HasWayOut(GoogleNetwork network) => network.Resource?.Flag("delete_default_routes_on_create").Is(true) != true
        || draft.OfType("google_compute_route").Any(route => networks.Of(route, route, "network") == network && (route.Text("next_hop_gateway") is { IsAbsent: false } || !route.Text("dest_range").IsKnown || route.Text("dest_range").Is("0.0.0.0/0")));

    /// <summary>What it may send out of its subnet and network: all unless a rule denies.</summary>
    private void Sends(GoogleCard card)
    {
        var reach = firewalls.Of(card, inbound: false).Evaluate(Peer.At(card.Network.Addresses));
        if (reach.Possible.IsEmpty)
            return;
        var ports = reach.Possible.Equals(PortSet.All) ? "" : $"{reach.Possible}";
        foreach (var segment in card.Segments)
            draft.Draw(new GraphEdge(card.Machine.Address, segment.Address, EdgeFamily.Containment, Verb.SitsIn, reach.Certain.IsEmpty ? Evidence.UnknownDependent : card.Evidence, [card.Place, .. reach.Basis.Take(4)]) { Ports = ports });
    }

    /// <summary>When all subnets can send the same that is one edge from the network, else one from each subnet.</summary>
    private void FromNetwork(GoogleCard card, GoogleNetwork network, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var filter = firewalls.Of(card, inbound: true);
        IReadOnlyList<Basis> all = [.. basis, card.Place];
        var each = network.Subnets.Select(subnet => (Subnet: subnet, From: GoogleNetworks.AddressesOf(subnet))).ToList();
        var reaches = each.Select(one => filter.Evaluate(Peer.At(one.From.IsEmpty ? network.Addresses : one.From))).ToList();
        if (each.Count == 0 || reaches.All(reach => reach.Certain.Equals(reaches[0].Certain) && reach.Possible.Equals(reaches[0].Possible)))
            Reaches(network.Resource!.Address, card, one => one.Evaluate(Peer.At(each is [(_, { IsEmpty: false } from), ..] ? from : network.Addresses)), evidence, all);
        else
            foreach (var (subnet, from) in each)
                Reaches(subnet.Address, card, one => one.Evaluate(Peer.At(from.IsEmpty ? network.Addresses : from)), evidence, all);
    }

    /// <summary>
    /// Machines that rules call by a tag or an account, which count in one network only; in a network that is not in the plan all machines, as there is
    /// nothing that they could be said to send from.
    /// </summary>
    private void Pairs()
    {
        var drawn = 0;
        foreach (var target in cards)
        {
            var named = firewalls.SendersFor(target);
            if (named.Count == 0 && target.Network.Resource is not null)
                continue;
            foreach (var sender in cards.Where(sender => sender.Network.Key == target.Network.Key && sender.Machine != target.Machine && (target.Network.Resource is null || Overlap(sender.Groups, named))))
            {
                if (drawn++ == MostPairs)
                {
                    draft.Leave("machines that reach each other by their tags, more than are drawn");
                    return;
                }
                Pair(sender, target);
            }
        }
    }

    /// <summary>Also machines of which it is not known what they are called.</summary>
    private static bool Overlap(GoogleGroups sender, IReadOnlySet<string> named) =>
        named.Overlaps(sender.Names) || (!sender.AreTagsKnown && named.Any(name => name.StartsWith(GoogleGroups.Tag(""), StringComparison.Ordinal)));

    private void Pair(GoogleCard sender, GoogleCard target)
    {
        var sends = firewalls.Of(sender, inbound: false).Evaluate(Peer.At(target.Addresses));
        Reaches(sender.Machine.Address, target, filter =>
        {
            var peer = Peer.Somewhere(sender.Addresses, sender.Groups.AreTagsKnown ? sender.Groups.Names : [.. sender.Groups.Names, .. firewalls.SendersFor(target)]);
            var reach = filter.Evaluate(peer).And(sends);
            // What its subnet lets in anyway is said by the network's edge.
            var plain = target.Network.Resource is null ? Reach.None : filter.Evaluate(Peer.Somewhere(sender.Addresses));
            return new(sender.Groups.AreTagsKnown ? reach.Certain.Except(plain.Certain) : PortSet.None, reach.Possible.Except(plain.Possible), reach.Basis);
        }, target.Evidence, [sender.Place, target.Place]);
    }

    /// <summary>What the rules of the plan say, then what the default network lets in by itself.</summary>
    private void Reaches(string from, GoogleCard card, Func<NetworkFilter, Reach> evaluate, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var written = evaluate(firewalls.Of(card, inbound: true));
        Draw(from, card, written, evidence, basis);
        if (!card.Network.IsDefault)
            return;
        var all = evaluate(firewalls.Of(card, inbound: true, predefined: true));
        Draw(from, card, new(all.Certain.Except(written.Certain), all.Possible.Except(written.Certain), []), evidence < Evidence.Inferred ? Evidence.Inferred : evidence, [card.Place, .. basis]);
    }

    private void Draw(string from, GoogleCard card, Reach reach, Evidence evidence, IReadOnlyList<Basis> basis) =>
        draft.Reaches(from, card.Machine, reach, evidence, basis);
}
