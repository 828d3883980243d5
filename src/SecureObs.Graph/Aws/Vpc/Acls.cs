using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>
/// Network ACLs of subnets. A subnet that none is associated with has the one of its network, which lets everything through until the plan takes it over.
/// </summary>
internal sealed class Acls
{
    private const int LastNumber = 32_766;

    private static readonly string[] Types = ["aws_network_acl", "aws_default_network_acl"];

    private readonly GraphDraft draft;
    private readonly Subnets subnets;
    private readonly Dictionary<PlanResource, PlanResource> aclOf = [];
    private readonly Dictionary<PlanResource, NetworkFilter> filters = [];
    private readonly ILookup<PlanResource, PlanResource> rulesOf;

    public Acls(GraphDraft draft, Subnets subnets)
    {
        (this.draft, this.subnets) = (draft, subnets);
        foreach (var acl in draft.OfType(Types))
            foreach (var subnet in draft.Links(acl, "subnet_ids", Kinds.Subnets))
                aclOf[subnet.Target] = acl;
        foreach (var association in draft.OfType("aws_network_acl_association"))
            foreach (var acl in draft.Links(association, "network_acl_id", Types))
                foreach (var subnet in draft.Links(association, "subnet_id", Kinds.Subnets))
                    aclOf[subnet.Target] = acl.Target;
        rulesOf = draft.OfType("aws_network_acl_rule").SelectMany(rule => draft.Links(rule, "network_acl_id").Select(acl => (acl.Target, rule))).ToLookup(each => each.Target, each => each.rule);
    }

    /// <summary>Null: the subnet lets everything through.</summary>
    public PlanResource? Of(PlanResource subnet) => aclOf.TryGetValue(subnet, out var acl) ? acl : subnets.NetworkOf(subnet) is { } network ? DefaultOf(network) : null;

    /// <summary>What comes in, and gets an answer.</summary>
    public NetworkFilter Inbound(PlanResource acl)
    {
        if (!filters.TryGetValue(acl, out var filter))
            filters[acl] = filter = new StatelessRules(Rules(acl, inbound: true), Rules(acl, inbound: false));
        return filter;
    }

    public void Draw()
    {
        foreach (var (subnet, acl) in aclOf)
            draft.Draw(acl.Address, subnet.Address, EdgeFamily.Network, Verb.Filters, Evidence.Observed, acl.Says("subnet_ids"));
    }

    private PlanResource? DefaultOf(PlanResource network) =>
        draft.OfType("aws_default_network_acl").FirstOrDefault(acl => draft.Links(acl, "default_network_acl_id", Kinds.Vpcs).Any(link => link.Target == network));

    private PriorityRules Rules(PlanResource acl, bool inbound)
    {
        var blocks = acl.Blocks(inbound ? "ingress" : "egress").SelectMany(block => Read(block, "action", "rule_no"));
        var apart = rulesOf[acl].Where(rule => rule.Flag("egress").Or(false) is var egress && (egress.IsUnknown || egress.Value != inbound)).SelectMany(rule => Read(rule, "rule_action", "rule_number"));
        return new(blocks.Concat(apart), defaultAllows: false);
    }

    /// <summary>One rule; several when it is unknown what it does, or when.</summary>
    private static IEnumerable<NetworkRule> Read(Block rule, string action, string number)
    {
        var (allows, at) = (rule.Text(action), rule.Number(number));
        foreach (var does in allows.IsUnknown ? new[] { true, false } : [allows.Value?.Equals("allow", StringComparison.OrdinalIgnoreCase) == true])
        {
            var read = new NetworkRule(at.IsKnown ? at.Value : LastNumber, does, Ports(rule), Peers(rule), rule.Says(action));
            yield return allows.IsUnknown || (at.IsUnknown && !does) ? read.Maybe() : read;
            if (at.IsUnknown)
                yield return read with { Priority = 0, Ports = PortSet.None, MaybePorts = read.Ports };
        }
    }

    private static PortSet Ports(Block rule)
    {
        var (protocol, from, to) = (rule.Text("protocol"), rule.Number("from_port"), rule.Number("to_port"));
        if (protocol.Value is not { } word)
            return PortSet.All;
        return from.IsKnown && to.IsKnown ? PortSet.Of(word, from.Value, to.Value) : PortSet.Of(word);
    }

    private static PeerMatch Peers(Block rule)
    {
        var peers = PeerMatch.None;
        foreach (var name in new[] { "cidr_block", "ipv6_cidr_block" })
        {
            var range = rule.Text(name);
            if (range.IsUnknown)
                peers = peers.Or(PeerMatch.Unknown);
            else if (range.Value is { } text && AddressSet.TryParse(text, out var addresses))
                peers = peers.Or(PeerMatch.At(addresses));
        }
        return peers;
    }
}
