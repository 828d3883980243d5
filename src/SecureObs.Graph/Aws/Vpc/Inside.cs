using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>
/// What can be sent inside of networks. A machine sends from its security groups, its subnets and its network. A rule that names a group lets in from that; one with
/// a range lets in from the network as a whole when all subnets are the same to it, else from each subnet.
/// </summary>
internal sealed class Inside(GraphDraft draft, Reachability reachability, Subnets subnets)
{
    private readonly Dictionary<(string Key, PlanResource Network), List<(PlanResource From, Reach Reach)>> known = [];

    public void Draw(Placement placement)
    {
        Sends(placement);
        if (placement.Listens)
            Receives(placement);
    }

    private void Sends(Placement placement)
    {
        if (draft.Node(placement.Owner.Address).Kind is not NodeKind.Compute)
            return;
        var outbound = reachability.Outbound(placement);
        if (outbound is { Possible.IsEmpty: true })
            return;
        var ports = outbound is null || outbound.Possible.Equals(PortSet.All) ? "" : $"{outbound.Possible}";
        var evidence = outbound is null ? Evidence.Inferred : outbound.Certain.IsEmpty ? Evidence.UnknownDependent : Evidence.Observed;
        foreach (var link in reachability.GroupsOf(placement).Concat(placement.Subnets).Concat(Networks(placement)).DistinctBy(link => link.Target))
            draft.Draw(new GraphEdge(placement.Owner.Address, link.Target.Address, EdgeFamily.Containment, Verb.SitsIn, Claim.Weaker(evidence, link.Evidence), [link.Basis, .. (outbound?.Basis ?? []).Take(2)]) { Ports = ports });
    }

    /// <summary>From where it can be sent to.</summary>
    public void Receives(Placement placement)
    {
        var rules = reachability.Rules(placement, inbound: true);
        if (rules.Count == 0)
            return;
        var groups = reachability.GroupsOf(placement);
        var claim = groups.Count == 0 ? Claim.Observed() : new Claim(groups.Max(link => link.Evidence), [groups[0].Basis]);
        var subnet = placement.Subnets is [var first, ..] ? first.Target : null;
        foreach (var group in rules.SelectMany(rule => rule.Peers.Groups).Distinct(StringComparer.Ordinal).Where(IsGroup))
            ReachEdges.Draw(draft, group, placement.Owner, Verb.Reaches, Reachability.Limited(FromGroup(rules, group, placement, subnet), placement.Ports), claim);
        foreach (var network in reachability.NetworksOf(placement))
        {
            FromNetwork(placement, network, claim);
            foreach (var (peer, peering) in subnets.PeersOf(network))
                FromNetwork(placement, peer, claim.And(peering));
        }
    }

    private void FromNetwork(Placement placement, PlanResource network, Claim claim)
    {
        var key = $"{placement.IsUnfiltered} {string.Join(' ', reachability.GroupsOf(placement).Select(group => group.Target.Address))}|{string.Join(' ', placement.Subnets.Where(subnet => reachability.HasAcl(subnet.Target)).Select(subnet => subnet.Target.Address))}";
        if (!known.TryGetValue((key, network), out var found))
            known[(key, network)] = found = [.. Sources(placement, network)];
        foreach (var (from, reach) in found)
            ReachEdges.Draw(draft, from.Address, placement.Owner, Verb.Reaches, Reachability.Limited(reach, placement.Ports), claim);
    }

    /// <summary>The network, or each of its subnets, with what gets through from there.</summary>
    private IEnumerable<(PlanResource From, Reach Reach)> Sources(Placement placement, PlanResource network)
    {
        var rules = reachability.Rules(placement, inbound: true).Where(IsAboutRanges).ToList();
        if (rules.Count == 0)
            yield break;
        var target = placement.Subnets is [var first, ..] ? first.Target : null;
        var inside = subnets.Of(network).ToList();
        var whole = reachability.Filter(rules, target).Evaluate(PeerOf(network, network));
        if (inside.Count == 0 || (!reachability.HasAcl(target) && IsSameForAll(rules, network)))
        {
            yield return (network, whole);
            yield break;
        }
        var each = inside.Select(subnet => (From: subnet, Reach: reachability.Filter(rules, target, subnet).Evaluate(PeerOf(subnet, network)))).ToList();
        var isSame = each.All(one => one.Reach.Certain.Equals(each[0].Reach.Certain) && one.Reach.Possible.Equals(each[0].Reach.Possible));
        foreach (var one in isSame ? [(network, each[0].Reach)] : each)
            yield return one;
    }

    /// <summary>What gets through from some address of the network does from every one.</summary>
    private static bool IsSameForAll(List<NetworkRule> rules, PlanResource network)
    {
        var addresses = Subnets.AddressesOf(network);
        if (addresses.IsEmpty || rules.Any(rule => rule.Peers.Groups.Count > 0))
            return false;
        var anywhere = new UnionRules(rules).Evaluate(Peer.Somewhere(addresses));
        var somewhere = new UnionRules(rules).Evaluate(Peer.At(addresses));
        return anywhere.Certain.Equals(somewhere.Certain);
    }

    private Reach FromGroup(IEnumerable<NetworkRule> rules, string group, Placement placement, PlanResource? subnet)
    {
        var named = rules.Where(rule => rule.Peers.Groups.Contains(group)).Select(rule => rule with { Peers = PeerMatch.In(group) });
        var network = reachability.NetworksOf(placement).FirstOrDefault();
        var addresses = network is null ? AddressSet.None : Subnets.AddressesOf(network);
        return reachability.Filter(named, subnet).Evaluate(Peer.Somewhere(addresses.IsEmpty ? AddressSet.Private : addresses, group));
    }

    /// <summary>A place whose range is not known may be anywhere.</summary>
    private static Peer PeerOf(PlanResource place, PlanResource network)
    {
        var addresses = Subnets.AddressesOf(place);
        return addresses.IsEmpty ? Peer.Somewhere(AddressSet.Private, place.Address, network.Address) : Peer.At(addresses, place.Address, network.Address);
    }

    private IEnumerable<Link> Networks(Placement placement) => reachability.NetworksOf(placement).Select(network => new Link(network, Evidence.Observed, (placement.Subnets is [var subnet, ..] ? subnet : placement.Groups[0]).Basis));

    private bool IsGroup(string address) => draft.At(address) is { } resource && SecurityGroups.Types.Contains(resource.Type);

    private bool IsAboutRanges(NetworkRule rule) => !rule.Peers.Addresses.IsEmpty || rule.Peers.IsUnknown || rule.Peers.Groups.Any(each => !IsGroup(each));
}
