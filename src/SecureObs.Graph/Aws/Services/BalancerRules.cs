using SecureObs.Graph.Aws.Vpc;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Services;

/// <summary>Who reaches load balancers, and to whom they pass on what they get: to members whose rules let it in from where it then comes from.</summary>
internal sealed class BalancerRules(GraphDraft draft, Reachability reachability, Subnets subnets, ILookup<PlanResource, Placement> placements)
{
    private readonly FromInternet internet = new(draft, reachability);
    private readonly Inside inside = new(draft, reachability, subnets);

    public void Draw(Balancer balancer)
    {
        internet.Draw(balancer.Placement);
        inside.Receives(balancer.Placement);
        foreach (var (member, keepsClient) in balancer.Members)
            Forward(balancer, member, keepsClient);
    }

    private void Forward(Balancer balancer, Member member, bool keepsClient)
    {
        if (member.Target.Type is "aws_lambda_function" or "aws_lb" or "aws_alb")
        {
            draft.Draw(balancer.Resource.Address, member.Target.Address, EdgeFamily.Network, Verb.ForwardsTo, member.Claim.Evidence, member.Claim.Basis);
            return;
        }
        foreach (var placement in placements[member.Target])
        {
            var reach = Reachability.Limited(From(balancer, placement, keepsClient), null);
            if (member.Port is { } port)
                reach = Reachability.Limited(reach, PortSet.Of(balancer.IsNetwork ? "*" : "tcp", port, port));
            if (reachability.Outbound(balancer.Placement) is { } outbound)
                reach = reach.And(outbound);
            ReachEdges.Draw(draft, balancer.Resource.Address, member.Target, Verb.ForwardsTo, reach, member.Claim);
        }
    }

    /// <summary>From the addresses and groups of the load balancer; when members see the client, from the internet, or from the network.</summary>
    private Reach From(Balancer balancer, Placement member, bool keepsClient)
    {
        var rules = reachability.Rules(member, inbound: true);
        if (rules.Count == 0)
            return Reach.None;
        var to = member.Subnets is [var first, ..] ? first.Target : null;
        var groups = reachability.GroupsOf(balancer.Placement).Select(group => group.Target.Address).ToList();
        var reach = Reach.None;
        if (keepsClient && balancer.Placement.Address is not null)
            reach = reach.Or(reachability.Filter(rules, to).EvaluateInternet(Peer.InternetV4 with { Groups = Peer.Names([.. groups, Peer.InternetTag]) }).Open);
        foreach (var subnet in keepsClient ? [] : balancer.Placement.Subnets)
            reach = reach.Or(reachability.Filter(rules, to, subnet.Target).Evaluate(PeerOf(subnet.Target, groups)));
        if (balancer.Placement.Subnets.Count == 0 && !keepsClient)
            reach = reach.Or(reachability.Filter(rules, to).Evaluate(Peer.Somewhere(AddressSet.Private, groups)));
        foreach (var network in keepsClient && balancer.Placement.Address is null ? reachability.NetworksOf(balancer.Placement) : [])
            reach = reach.Or(reachability.Filter(rules, to).Evaluate(PeerOf(network, groups)));
        return reach;
    }

    private Peer PeerOf(PlanResource place, IEnumerable<string> groups)
    {
        var addresses = Subnets.AddressesOf(place);
        var names = groups.Append(place.Address).Concat(subnets.NetworkOf(place) is { } network ? [network.Address] : []);
        return addresses.IsEmpty ? Peer.Somewhere(AddressSet.Private, names) : Peer.At(addresses, names);
    }
}
