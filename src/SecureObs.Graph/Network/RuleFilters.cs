using SecureObs.Graph.Network.Evaluation;

namespace SecureObs.Graph.Network;

/// <summary>
/// For each address and port the rule with the lowest number decides, and one that denies before one that allows at the same number; where there is none, the default.
/// <list type="bullet">
/// <item>Azure network security groups (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview): numbers differ in each direction;
/// <see cref="AzureDefaults"/> come after them, and the last of those denies.</item>
/// <item>Google VPC firewalls (https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules): denying wins at the same number; implied rules
/// deny what comes in and allow what goes out.</item>
/// <item>AWS network ACLs (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html): the default denies. They do not know which
/// packets are answers: <see cref="StatelessRules"/>.</item>
/// </list>
/// </summary>
internal sealed class PriorityRules(IEnumerable<NetworkRule> rules, bool defaultAllows) : NetworkFilter
{
    private readonly NetworkRule[] ordered = [.. rules.OrderBy(rule => rule.Priority).ThenBy(rule => rule.Allows)];

    internal override IEnumerable<string> PublicParts => ordered.SelectMany(rule => rule.Peers.PublicParts);

    internal override Passing Pass(AddressSet addresses, IReadOnlySet<string> groups) => Passing.Of(ordered, addresses, groups, defaultAllows);
}

/// <summary>
/// Rules that allow, all together, and nothing else: the AWS security groups of an interface, whose rules are taken as one set
/// (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html). They know answers, so that one direction is enough.
/// </summary>
internal sealed class UnionRules(IEnumerable<NetworkRule> rules) : NetworkFilter
{
    private readonly NetworkRule[] allowing = [.. rules.Where(rule => rule.Allows)];

    internal override IEnumerable<string> PublicParts => allowing.SelectMany(rule => rule.Peers.PublicParts);

    internal override Passing Pass(AddressSet addresses, IReadOnlySet<string> groups) => Passing.Of(allowing, addresses, groups, defaultAllows: false);
}

/// <summary>Filters that look at the same peer one after the other: the rules of a subnet and those of an interface in it. All have to let a packet through.</summary>
internal sealed class FiltersInARow(params IReadOnlyList<NetworkFilter> filters) : NetworkFilter
{
    internal override IEnumerable<string> PublicParts => filters.SelectMany(filter => filter.PublicParts);

    internal override Passing Pass(AddressSet addresses, IReadOnlySet<string> groups) =>
        filters.Count == 0 ? Open.Pass(addresses, groups) : filters.Select(filter => filter.Pass(addresses, groups)).Aggregate((a, b) => a.And(b));
}

/// <summary>
/// Two filters that do not know which packets are answers (AWS network ACLs): who begins gets through when the way back lets the answer through as well. The answer goes
/// to the port that the sender chose, of 1024 to 65535 (https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports):
/// one of them is enough, because the sender can choose that one. UDP too: a sender who gets no answer is not counted.
/// </summary>
/// <param name="there">In the direction of who begins.</param>
/// <param name="back">In the other direction, with the same peer.</param>
internal sealed class StatelessRules(NetworkFilter there, NetworkFilter back) : NetworkFilter
{
    /// <summary>What answers go to, for each protocol of what they answer.</summary>
    private static readonly (PortSet Asked, PortSet Answered)[] Answers =
    [
        (PortSet.Of("tcp"), PortSet.Of("tcp", 1024)), (PortSet.Of("udp"), PortSet.Of("udp", 1024)),
        (PortSet.Of("icmp"), PortSet.Of("icmp")), (PortSet.Of("other"), PortSet.Of("other")),
    ];

    internal override IEnumerable<string> PublicParts => there.PublicParts.Concat(back.PublicParts);

    internal override Passing Pass(AddressSet addresses, IReadOnlySet<string> groups) =>
        there.Pass(addresses, groups).And(back.Pass(addresses, groups).Select(Answerable));

    /// <summary>What may be asked, by where answers get through to.</summary>
    private static PortSet Answerable(PortSet back) =>
        Answers.Aggregate(PortSet.None, (sum, each) => back.Overlaps(each.Answered) ? sum.Union(each.Asked) : sum);
}
