namespace SecureObs.Graph.Network;

/// <summary>
/// What every network security group of Azure ends with, and how its words for peers are read.
/// https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules and
/// https://learn.microsoft.com/azure/virtual-network/service-tags-overview.
/// </summary>
internal static class AzureDefaults
{
    /// <summary>
    /// The group of whoever is in the address space of the network, of networks peered with it, or of networks behind its gateway. Routes that a user defined count too: a route for
    /// <c>0.0.0.0/0</c> in the subnet makes it include the internet.
    /// </summary>
    public const string VirtualNetwork = "VirtualNetwork";

    /// <summary>The group of the health probes of load balancers (168.63.129.16). Packets that a balancer passes on keep the address of who sent them.</summary>
    public const string LoadBalancer = "AzureLoadBalancer";

    /// <summary>65000 AllowVnetInBound, 65001 AllowAzureLoadBalancerInBound, 65500 DenyAllInBound.</summary>
    public static readonly IReadOnlyList<NetworkRule> Inbound =
    [
        new(65000, true, PortSet.All, PeerMatch.In(VirtualNetwork)),
        new(65001, true, PortSet.All, PeerMatch.In(LoadBalancer)),
        new(65500, false, PortSet.All, PeerMatch.Everybody),
    ];

    /// <summary>65000 AllowVnetOutBound, 65001 AllowInternetOutBound, 65500 DenyAllOutBound.</summary>
    public static readonly IReadOnlyList<NetworkRule> Outbound =
    [
        new(65000, true, PortSet.All, PeerMatch.In(VirtualNetwork)),
        new(65001, true, PortSet.All, PeerMatch.In(Peer.InternetTag)),
        new(65500, false, PortSet.All, PeerMatch.Everybody),
    ];

    /// <summary>
    /// Of a <c>source_address_prefix</c> or <c>destination_address_prefix</c>: <c>*</c> (also <c>Any</c>) is everybody, also in the network; <c>Internet</c> is what is public and outside of
    /// it, with Azure's own addresses; <c>0.0.0.0/0</c> is every IPv4 address. Another service tag is some public addresses of Azure.
    /// </summary>
    public static PeerMatch Peers(string prefix)
    {
        if (prefix == "*" || prefix.Equals("Any", StringComparison.OrdinalIgnoreCase))
            return PeerMatch.Everybody;
        if (AddressSet.TryParse(prefix, out var addresses))
            return PeerMatch.At(addresses);
        return IsGroup(prefix) ? PeerMatch.In(prefix) : PeerMatch.InPublicPart(prefix);
    }

    private static bool IsGroup(string tag) =>
        new[] { Peer.InternetTag, VirtualNetwork, LoadBalancer }.Contains(tag, StringComparer.OrdinalIgnoreCase);
}
