using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>What security groups and network ACLs let through to a placement, and out of it.</summary>
internal sealed class Reachability(SecurityGroups groups, Acls acls, Subnets subnets, Routes routes)
{
    private static readonly PortSet Ping = PortSet.Of("icmp");
    private static readonly Link[] NoLinks = [];

    /// <summary>The networks that it is in: by its subnets, else by its groups.</summary>
    public IEnumerable<PlanResource> NetworksOf(Placement placement) => placement.Subnets.Select(subnet => subnets.NetworkOf(subnet.Target))
        .Concat(placement.Subnets.Count > 0 ? [] : placement.Groups.SelectMany(group => group.Target.References.Where(each => each.Plain == "vpc_id" && Kinds.Vpcs.Contains(each.Target.Type)).Select(each => each.Target)))
        .OfType<PlanResource>().Distinct();

    /// <summary>Its groups; when it names none, the one that its network comes with, if the plan takes that over.</summary>
    public IReadOnlyList<Link> GroupsOf(Placement placement)
    {
        if (placement.Groups.Count > 0 || placement.HasOtherGroups || placement.IsUnfiltered)
            return placement.Groups;
        return groups.DefaultOf(NetworksOf(placement).FirstOrDefault()) is { } group ? [new Link(group, Evidence.Inferred, placement.Owner.Itself)] : NoLinks;
    }

    public IReadOnlyList<NetworkRule> Rules(Placement placement, bool inbound) => placement.IsUnfiltered
        ? [new(0, true, PortSet.All, PeerMatch.Everybody, placement.Owner.Says("security_groups"))]
        : [.. GroupsOf(placement).SelectMany(group => groups.Of(group.Target, inbound))];

    /// <summary>Through the ACL of a subnet and the rules; from the same subnet past the ACL.</summary>
    public NetworkFilter Filter(IEnumerable<NetworkRule> rules, PlanResource? subnet, PlanResource? from = null) =>
        subnet is not null && subnet != from && acls.Of(subnet) is { } acl ? new FiltersInARow(acls.Inbound(acl), new UnionRules(rules)) : new UnionRules(rules);

    public bool HasAcl(PlanResource? subnet) => subnet is not null && acls.Of(subnet) is not null;

    /// <summary>What its rules let out to other machines of the network; null when it is not known what they say, which they do not by default.</summary>
    public Reach? Outbound(Placement placement)
    {
        if (placement.HasOtherGroups || GroupsOf(placement).Count == 0)
            return null;
        var rules = Rules(placement, inbound: false);
        var networks = NetworksOf(placement).ToList();
        var addresses = networks.Concat(networks.SelectMany(subnets.PeersOf).Select(peer => peer.Network)).Select(Subnets.AddressesOf).Aggregate(AddressSet.None, (sum, each) => sum.Union(each));
        return new UnionRules(rules).Evaluate(Peer.At(addresses.IsEmpty ? AddressSet.Private : addresses, rules.SelectMany(rule => rule.Peers.Groups)));
    }

    /// <summary>By which public addresses the internet gets to it: of each subnet, and each version of the protocol.</summary>
    public IEnumerable<(PlanResource? Subnet, Peer Internet, Claim Claim)> Doors(Placement placement)
    {
        foreach (var subnet in placement.Subnets)
        {
            var address = placement.Address ?? (placement.TakesAddressOfSubnet ? PublicAddresses.OfSubnet(subnet.Target) : null);
            if (address is not null && routes.ToInternet(subnet.Target) is { } route)
                yield return (subnet.Target, Peer.InternetV4, address.And(route).And(new Claim(subnet.Evidence, [subnet.Basis])));
            if (placement.TakesAddressOfSubnet && PublicAddresses.OfSubnetVersion6(subnet.Target) is { } six && routes.ToInternet(subnet.Target, version6: true) is { } routeSix)
                yield return (subnet.Target, Peer.At(AddressSet.Public.Intersect(AddressSet.AllV6)), six.And(routeSix));
        }
        if (placement.Subnets.Count > 0)
            yield break;
        if (placement.IsElsewhere && placement.Address is not null)
            yield return (null, Peer.InternetV4, placement.Address.AtMost(Evidence.UnknownDependent));
        else if (!placement.IsElsewhere && (placement.Address ?? (placement.TakesAddressOfSubnet ? Claim.Observed(placement.Owner.Itself) : null)) is { } given)
            yield return (null, Peer.InternetV4, given.And(Claim.Inferred(placement.Owner.Says("subnet_id"))));   // the default network is public
    }

    /// <summary>Only what the target listens on; to be pinged alone is not to be reached.</summary>
    public static Reach Limited(Reach reach, PortSet? ports)
    {
        if (ports is not null)
            return reach.And(new(ports, ports, []));
        var certain = reach.Certain.Except(Ping).IsEmpty ? PortSet.None : reach.Certain;
        return reach.Possible.Except(Ping).IsEmpty ? Reach.None : reach with { Certain = certain };
    }
}
