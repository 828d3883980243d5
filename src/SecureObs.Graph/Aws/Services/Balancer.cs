using SecureObs.Graph.Aws.Vpc;
using SecureObs.Graph.Building;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Services;

/// <summary>A load balancer: where it is, what it listens on, and to whom it passes on without a login.</summary>
internal sealed record Balancer(Placement Placement, bool IsNetwork, IReadOnlyList<(Member Member, bool KeepsClient)> Members)
{
    public PlanResource Resource => Placement.Owner;
}

/// <summary>Reads load balancers with their listeners. Gateway load balancers pass nothing on to who is not asked.</summary>
internal sealed class BalancerReader(GraphDraft draft)
{
    private static readonly string[] Listeners = ["aws_lb_listener", "aws_alb_listener"], Rules = ["aws_lb_listener_rule", "aws_alb_listener_rule"];

    private readonly Members members = new(draft);

    public IEnumerable<Balancer> All()
    {
        foreach (var balancer in draft.OfType("aws_lb", "aws_alb").Where(each => !each.Text("load_balancer_type").Is("gateway")))
            yield return Modern(balancer);
        foreach (var balancer in draft.OfType("aws_elb"))
            yield return new(Placed(balancer) with { Ports = Ports(balancer.Blocks("listener"), "lb_port") }, false, [.. members.OfClassic(balancer).Select(member => (member, false))]);
    }

    private Balancer Modern(PlanResource balancer)
    {
        var isNetwork = balancer.Text("load_balancer_type").Is("network");
        var listeners = balancer.ReferredBy.Where(each => each.Plain == "load_balancer_arn" && Listeners.Contains(each.Source.Type)).Select(each => each.Source).Distinct().ToList();
        var groups = listeners.SelectMany(listener => Forwarded(listener, "default_action").Concat(RulesOf(listener).SelectMany(rule => Forwarded(rule, "action"))));
        var placement = Placed(balancer) with { Ports = Ports(listeners, "port") };
        // A network load balancer without groups filters nothing.
        return new(placement with { IsUnfiltered = isNetwork && placement is { Groups.Count: 0, HasOtherGroups: false } }, isNetwork,
            [.. groups.SelectMany(group => members.OfGroup(group.Target).Select(member => (member with { Claim = member.Claim.And(group.Claim) }, isNetwork && KeepsClient(group.Target))))]);
    }

    private static IEnumerable<PlanResource> RulesOf(PlanResource listener) => listener.ReferredBy.Where(each => each.Plain == "listener_arn" && Rules.Contains(each.Source.Type)).Select(each => each.Source).Distinct();

    /// <summary>Target groups that a listener or rule forwards to. What asks for a login first passes nothing on to who has none.</summary>
    private IEnumerable<(PlanResource Target, Claim Claim)> Forwarded(PlanResource says, string action) =>
        says.Blocks(action).Any(each => each.Text("type").Value?.StartsWith("authenticate-", StringComparison.Ordinal) == true) ? []
            : new[] { $"{action}.target_group_arn", $"{action}.forward.target_group.arn" }.SelectMany(path => draft.Links(says, path, Members.TargetGroups))
                .Select(link => (link.Target, new Claim(link.Evidence, [link.Basis])));

    /// <summary>
    /// Whether members see the address of the client: instances do, and addresses only with UDP
    /// (docs.aws.amazon.com/elasticloadbalancing/latest/network, "Client IP preservation").
    /// </summary>
    private static bool KeepsClient(PlanResource group)
    {
        var said = group.Flag("preserve_client_ip");
        return said.IsKnown ? said.Value : group.Text("target_type").Or("instance").Is("instance") || group.Text("protocol").Value is "UDP" or "TCP_UDP";
    }

    private Placement Placed(PlanResource balancer)
    {
        IReadOnlyList<Link> subnets = [.. draft.Links(balancer, "subnets", Kinds.Subnets).Concat(draft.Links(balancer, "subnet_mapping.subnet_id", Kinds.Subnets)).DistinctBy(link => link.Target)];
        var groups = draft.Links(balancer, "security_groups", SecurityGroups.Types);
        return new(balancer, subnets, groups)
        {
            Address = Public(balancer),
            IsElsewhere = subnets.Count == 0,
            HasOtherGroups = (balancer.Texts("security_groups").Value?.Count ?? 0) > groups.Count || (groups.Count == 0 && balancer.References.Any(each => each.Plain == "security_groups")),
        };
    }

    /// <summary>Internet-facing is the default, and unknown when nothing is said, because the provider asks AWS then.</summary>
    private static Claim? Public(PlanResource balancer)
    {
        var isInternal = balancer.Flag("internal");
        if (isInternal.IsKnown)
            return isInternal.Value ? null : Claim.Observed(balancer.Says("internal"));
        var says = balancer.Says("internal");
        return isInternal.IsUnknown && balancer.References.Any(each => each.Plain == "internal") ? Claim.Unknown(says) : Claim.Inferred(says);
    }

    /// <summary>All when one of them is unknown.</summary>
    private static PortSet Ports(IReadOnlyList<Block> listeners, string name)
    {
        var ports = PortSet.None;
        foreach (var listener in listeners)
        {
            var protocol = listener.Text("protocol").Value switch { "UDP" => "udp", "TCP_UDP" => "*", _ => "tcp" };
            ports = ports.Union(listener.Number(name) is { IsKnown: true, Value: var port } ? PortSet.Of(protocol, port, port) : PortSet.Of(protocol));
        }
        return ports;
    }
}
