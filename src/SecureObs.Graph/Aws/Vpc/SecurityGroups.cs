using SecureObs.Graph.Building;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>
/// The rules of security groups, from wherever they stand: in the group, and in resources of their own. Other groups, and networks and subnets whose range is not
/// known yet, are the peer's groups in a rule, by address.
/// </summary>
internal sealed class SecurityGroups
{
    public static readonly string[] Types = Kinds.Groups;

    private static readonly string[] Apart = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];

    private readonly GraphDraft draft;
    private readonly Dictionary<(PlanResource Group, bool Inbound), List<NetworkRule>> rules = [];

    public SecurityGroups(GraphDraft draft)
    {
        this.draft = draft;
        foreach (var group in draft.OfType(Types))
            foreach (var inbound in new[] { true, false })
                Of(group, inbound).AddRange(RuleReader.Inline(group, inbound ? "ingress" : "egress"));
        // The default of AWS: what the plan only looks up has had it, unless somebody took it away.
        foreach (var group in draft.DataOfType(Types))
            Of(group, inbound: false).Add(new(0, true, PortSet.All, PeerMatch.Everybody, group.Itself));
        foreach (var rule in draft.OfType(Apart))
            Add(rule);
    }

    public List<NetworkRule> Of(PlanResource group, bool inbound)
    {
        if (!rules.TryGetValue((group, inbound), out var known))
            rules[(group, inbound)] = known = [];
        return known;
    }

    /// <summary>The group that a network has from the beginning, when the plan takes it over.</summary>
    public PlanResource? DefaultOf(PlanResource? network) => draft.OfType("aws_default_security_group").FirstOrDefault(group => network is not null
        ? draft.Links(group, "vpc_id", Kinds.Vpcs).Any(link => link.Target == network)
        : draft.Links(group, "vpc_id").Count == 0);

    private void Add(PlanResource rule)
    {
        var inbound = rule.Type switch
        {
            "aws_vpc_security_group_ingress_rule" => Fact<bool>.Known(true),
            "aws_vpc_security_group_egress_rule" => Fact<bool>.Known(false),
            _ => rule.Text("type") switch { { Value: { } type } => Fact<bool>.Known(type == "ingress"), _ => Fact<bool>.Unknown },
        };
        if (inbound.IsUnknown)
            draft.Leave("rules of security groups whose direction is not known");
        else
            foreach (var group in draft.Links(rule, "security_group_id", Types))
                Of(group.Target, inbound.Value).Add(RuleReader.Apart(rule, group.Target));
    }
}
