using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Reads one rule of a security group, in a block of the group or as a resource.</summary>
internal static class RuleReader
{
    private static readonly string[] Ranges = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"];
    private static readonly string[] Others = ["security_groups", "source_security_group_id", "referenced_security_group_id"];
    private static readonly string[] Lists = ["prefix_list_ids", "prefix_list_id"];

    /// <summary>Machines and gateways whose address is a range of one.</summary>
    private static readonly HashSet<string> Hosts = ["aws_eip", "aws_instance", "aws_nat_gateway", "aws_network_interface", "aws_eip_association"];

    public static IEnumerable<NetworkRule> Inline(PlanResource group, string name)
    {
        var blocks = group.Blocks(name);
        // A set of blocks is in another order in the configuration: with several that refer to something it is unknown which refers to what.
        var isClear = group.References.Where(each => each.Plain.StartsWith(name, StringComparison.Ordinal)).Select(each => each.Path.Split(']')[0]).Distinct().Count() <= 1
            || blocks.Count(block => Others.Concat(Ranges).Any(attribute => Refers(block, attribute))) <= 1;
        foreach (var block in blocks)
        {
            var rule = Read(block, group, attribute => References(group, $"{name}.{attribute}").Concat(Refers(block, attribute) ? References(group, name) : []));
            yield return isClear || rule.Peers is { Groups.Count: 0 } ? rule : rule.Maybe();
        }
        if (blocks.Count == 0 && group.IsUnknown(name) && group.References.Where(each => each.Plain.StartsWith(name, StringComparison.Ordinal)).ToList() is { Count: > 0 } referred)
            yield return new NetworkRule(0, true, PortSet.None, PortSet.All, Peers(referred.Select(each => each.Target), isRange: false), [group.Says(name)]);
    }

    public static NetworkRule Apart(PlanResource rule, PlanResource group) => Read(rule, group, attribute => References(rule, attribute));

    private static NetworkRule Read(Block rule, PlanResource group, Func<string, IEnumerable<PlanResource>> references)
    {
        var peers = PeerMatch.None;
        var says = new List<Basis>();
        foreach (var attribute in Ranges.Where(attribute => Has(rule, attribute)))
        {
            var texts = rule.Texts(attribute);
            peers = peers.Or(PeerMatch.At(AddressSet.Parse((texts.Value ?? []).Where(text => AddressSet.TryParse(text, out _)))));
            if (texts.IsUnknown)
                peers = peers.Or(Peers(references(attribute), isRange: true));
            says.Add(rule.Says(attribute));
        }
        foreach (var attribute in Others.Where(attribute => Has(rule, attribute) && references(attribute).Any()))
        {
            peers = peers.Or(Peers(references(attribute), isRange: false));
            says.Add(rule.Says(attribute));
        }
        foreach (var attribute in Lists.Where(attribute => Has(rule, attribute)))
        {
            peers = peers.Or(PeerMatch.InPublicPart(attribute));
            says.Add(rule.Says(attribute));
        }
        if (rule.Flag("self").Is(true))
        {
            peers = peers.Or(PeerMatch.In(group.Address));
            says.Add(rule.Says("self"));
        }
        var (ports, maybe) = Ports(rule);
        return new(0, true, ports, maybe, peers, says);
    }

    private static PeerMatch Peers(IEnumerable<PlanResource> referred, bool isRange)
    {
        var targets = referred.Distinct().ToList();
        var known = targets.Where(each => isRange ? Kinds.Vpcs.Contains(each.Type) || Kinds.Subnets.Contains(each.Type) : SecurityGroups.Types.Contains(each.Type)).Select(each => each.Address).ToList();
        if (known.Count > 0)
            return PeerMatch.In(known);
        if (!isRange)
            return PeerMatch.None;   // a group that the plan does not have: nobody is known to be in it
        return targets.Count > 0 && targets.All(each => Hosts.Contains(each.Type)) ? PeerMatch.InPublicPart(targets[0].Address) : PeerMatch.Unknown;
    }

    private static (PortSet Known, PortSet Maybe) Ports(Block rule)
    {
        var protocol = rule.Text("protocol") is { IsAbsent: false } written ? written : rule.Text("ip_protocol");
        var (from, to) = (rule.Number("from_port"), rule.Number("to_port"));
        // Older clients keep back -1. Only with that are both ports 0.
        if (protocol.IsUnknown && from.Is(0) && to.Is(0))
            return (PortSet.All, PortSet.None);
        if (protocol.Value is not { } word)
            return (PortSet.None, protocol.IsUnknown ? PortSet.All : PortSet.None);
        if (from.IsUnknown || to.IsUnknown)
            return (PortSet.None, PortSet.Of(word));
        return (from.IsKnown ? PortSet.Of(word, from.Value, to.IsKnown ? to.Value : from.Value) : PortSet.Of(word), PortSet.None);
    }

    private static IEnumerable<PlanResource> References(PlanResource resource, string path) => resource.References.Where(each => each.Plain == path).Select(each => each.Target);

    private static bool Has(Block rule, string attribute) => rule.Texts(attribute) is { IsUnknown: true } or { Value.Count: > 0 };

    private static bool Refers(Block rule, string attribute) => rule.Texts(attribute).IsUnknown || (Others.Contains(attribute) && Has(rule, attribute));
}
