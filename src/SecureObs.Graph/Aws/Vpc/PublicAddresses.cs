using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Addresses of the internet that interfaces have: Elastic IPs, and those that are given out at launch.</summary>
internal sealed class PublicAddresses
{
    private const string Interface = "aws_network_interface";

    private readonly Dictionary<PlanResource, Claim> elastic = [];

    public PublicAddresses(GraphDraft draft)
    {
        foreach (var (type, paths) in new[] { ("aws_eip", new[] { "instance", "network_interface" }), ("aws_eip_association", ["instance_id", "network_interface_id"]) })
            foreach (var address in draft.OfType(type))
                foreach (var link in paths.SelectMany(path => draft.Links(address, path, "aws_instance", "aws_spot_instance_request", Interface)))
                    elastic.TryAdd(link.Target, new Claim(link.Evidence, [link.Basis]));
    }

    public Claim? Elastic(PlanResource resource) => elastic.GetValueOrDefault(resource);

    /// <summary>What a machine or its template says; null also when it says nothing, for which see <see cref="SaysNothing"/>.</summary>
    public static Claim? Given(Block says, PlanResource owner, string name)
    {
        var flag = says.Flag(name);
        if (flag.Is(true))
            return Claim.Observed(says.Says(name));
        // The provider computes it when nothing is said, so that only a reference tells that something is.
        return flag.IsUnknown && owner.References.Any(each => each.Plain.EndsWith(name, StringComparison.Ordinal)) ? Claim.Unknown(says.Says(name)) : null;
    }

    public static bool SaysNothing(Block says, PlanResource owner, string name) => !says.Flag(name).IsKnown && Given(says, owner, name) is null;

    /// <summary>What a subnet gives to who says nothing.</summary>
    public static Claim? OfSubnet(PlanResource subnet)
    {
        var given = subnet.Flag("map_public_ip_on_launch");
        if (given.Is(true) || (subnet.Type == "aws_default_subnet" && !given.IsKnown))
            return Claim.Inferred(subnet.Says("map_public_ip_on_launch"));
        // What is only looked up says nothing, and is not said to be public.
        return given.IsUnknown && !subnet.IsData ? Claim.Unknown(subnet.Says("map_public_ip_on_launch")) : null;
    }

    public static Claim? OfSubnetVersion6(PlanResource subnet) =>
        subnet.Flag("assign_ipv6_address_on_creation").Is(true) ? Claim.Inferred(subnet.Says("assign_ipv6_address_on_creation")) : null;
}
