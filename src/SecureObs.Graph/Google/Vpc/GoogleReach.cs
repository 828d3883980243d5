using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>Who can send packets to machines: the internet, the subnets of their network and of those that are peered with it, and machines with a tag or account.</summary>
internal sealed class GoogleReach(GraphDraft draft, GoogleNetworks networks, GoogleFirewalls firewalls, IReadOnlyList<GoogleCard> cards)
{
    /// <summary>Pairs of machines that are drawn because a rule names a tag or an account.</summary>
    private const int MostPairs = 2_000;

    private readonly Dictionary<(NetworkFilter, GoogleNetwork), IReadOnlyList<(string From, Reach Reach)>> fromNetwork = [];
    private readonly Dictionary<(NetworkFilter, GoogleNetwork), Reach> sends = [];
    private readonly Dictionary<(NetworkFilter, Peer), InternetReach> fromInternet = [];

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
        var exposure = FromInternet(firewalls.Of(card, inbound: true, predefined: true), internet).Exposure;
        draft.Expose(card.Machine, open.Evidence is Evidence.UnknownDependent && exposure > Exposure.Private ? Exposure.Unknown : exposure);
        Reaches(GraphNode.Internet, card, filter => FromInternet(filter, internet).Open, open.Evidence, [open.Says]);
    }

    private InternetReach FromInternet(NetworkFilter filter, Peer internet) =>
        fromInternet.TryGetValue((filter, internet), out var known) ? known : fromInternet[(filter, internet)] = filter.EvaluateInternet(internet);

    /// <summary>A network can be made without its route to the internet; then one has to be made (cloud.google.com/vpc/docs/routes#routingpacketsinternet).</summary>
    private bool HasWayOut(GoogleNetwork network) => network.Resource?.Flag("delete_default_routes_on_create").Is(true) != true
        || draft.OfType("google_compute_route").Any(route => networks.Of(route, route, "network") == network && (!route.Text("dest_range").IsKnown || route.Text("dest_range").Is("0.0.0.0/0")));

    /// <summary>What it may send out of its subnet and network: all unless a rule denies.</summary>
    private void Sends(GoogleCard card)
    {
        var filter = firewalls.Of(card, inbound: false);
        if (!sends.TryGetValue((filter, card.Network), out var reach))
            sends[(filter, card.Network)] = reach = filter.Evaluate(Peer.At(card.Network.Addresses));
        if (reach.Possible.IsEmpty)
            return;
        var ports = reach.Possible.Equals(PortSet.All) ? "" : $"{reach.Possible}";
        foreach (var segment in card.Segments)
            draft.Draw(new GraphEdge(card.Machine.Address, segment.Address, EdgeFamily.Containment, Verb.SitsIn, reach.Certain.IsEmpty ? Evidence.UnknownDependent : card.Evidence, [card.Place, .. reach.Basis.Take(4)]) { Ports = ports });
    }

    private void FromNetwork(GoogleCard card, GoogleNetwork network, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var filter = firewalls.Of(card, inbound: true);
        if (!fromNetwork.TryGetValue((filter, network), out var known))
            fromNetwork[(filter, network)] = known = FromNetwork(filter, network);
        foreach (var (from, reach) in known)
            draft.Reaches(from, card.Machine, reach, evidence, [.. basis, card.Place]);
    }

    /// <summary>When all subnets can send the same that is once from the network, else from each subnet.</summary>
    private static IReadOnlyList<(string From, Reach Reach)> FromNetwork(NetworkFilter filter, GoogleNetwork network)
    {
        var each = network.Subnets.Select(subnet => (From: subnet.Address, Reach: filter.Evaluate(Peer.At(GoogleNetworks.AddressesOf(subnet) is { IsEmpty: false } known ? known : network.Addresses)))).ToList();
        if (each.Count == 0)
            return [(network.Resource!.Address, filter.Evaluate(Peer.At(network.Addresses)))];
        return each.TrueForAll(one => one.Reach.Certain.Equals(each[0].Reach.Certain) && one.Reach.Possible.Equals(each[0].Reach.Possible)) ? [(network.Resource!.Address, each[0].Reach)]
            : [.. each.Where(one => !one.Reach.Possible.IsEmpty)];
    }

    /// <summary>
    /// Machines that rules call by a tag or an account, which count in one network only; in a network that is not in the plan all machines, as there is
    /// nothing that they could be said to send from.
    /// </summary>
    private void Pairs()
    {
        var drawn = 0;
        var inNetwork = cards.ToLookup(card => card.Network.Key, StringComparer.Ordinal);
        var inGroup = cards.SelectMany(card => card.Groups.Names, (card, name) => (card, Key: $"{card.Network.Key} {name}")).ToLookup(each => each.Key, each => each.card, StringComparer.OrdinalIgnoreCase);
        var inAny = cards.Where(card => !card.Groups.AreTagsKnown).ToLookup(card => card.Network.Key, StringComparer.Ordinal);
        foreach (var target in cards)
        {
            var named = firewalls.SendersFor(target);
            // Also machines of which it is not known what they are called.
            var senders = target.Network.Resource is null ? inNetwork[target.Network.Key]
                : named.Order(StringComparer.Ordinal).SelectMany(name => inGroup[$"{target.Network.Key} {name}"].Concat(name.StartsWith(GoogleGroups.Tag(""), StringComparison.Ordinal) ? inAny[target.Network.Key] : [])).Distinct();
            foreach (var sender in senders.Where(sender => sender.Machine != target.Machine))
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
