using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Services;

/// <summary>Who is behind a load balancer.</summary>
/// <param name="Port">Where it gets packets; null when that is not known.</param>
internal sealed record Member(PlanResource Target, int? Port, Claim Claim);

/// <summary>Finds the members of target groups and of classic load balancers.</summary>
internal sealed class Members(GraphDraft draft)
{
    public static readonly string[] TargetGroups = ["aws_lb_target_group", "aws_alb_target_group"];

    private static readonly string[] Targets = ["aws_instance", "aws_spot_instance_request", "aws_lambda_function", "aws_lb", "aws_alb"];

    /// <summary>Resources that name a target group, how, and which of their attributes is the member; none: the resource itself.</summary>
    private static readonly (string Type, string Path, string? Member)[] ByGroup =
    [
        ("aws_lb_target_group_attachment", "target_group_arn", "target_id"), ("aws_alb_target_group_attachment", "target_group_arn", "target_id"),
        ("aws_autoscaling_group", "target_group_arns", null), ("aws_autoscaling_group", "traffic_source.identifier", null),
        ("aws_autoscaling_attachment", "lb_target_group_arn", "autoscaling_group_name"), ("aws_autoscaling_attachment", "alb_target_group_arn", "autoscaling_group_name"),
        ("aws_ecs_service", "load_balancer.target_group_arn", null),
    ];

    private static readonly (string Type, string Path, string? Member)[] ByClassic =
    [
        ("aws_elb_attachment", "elb", "instance"), ("aws_autoscaling_group", "load_balancers", null), ("aws_autoscaling_attachment", "elb", "autoscaling_group_name"), ("aws_ecs_service", "load_balancer.elb_name", null),
    ];

    private readonly ILookup<PlanResource, Member> ofGroup = Read(draft, ByGroup, TargetGroups);
    private readonly ILookup<PlanResource, Member> ofClassic = Read(draft, ByClassic, ["aws_elb"]);

    public IEnumerable<Member> OfGroup(PlanResource group) => ofGroup[group].Select(member => member with { Port = member.Port ?? Number(group, "port") });

    public IEnumerable<Member> OfClassic(PlanResource balancer) => draft.Links(balancer, "instances", Targets).Select(link => new Member(link.Target, null, new(link.Evidence, [link.Basis])))
        .Concat(ofClassic[balancer]).SelectMany(member => balancer.Blocks("listener").Select(listener => member with { Port = Number(listener, "instance_port") }));

    private static ILookup<PlanResource, Member> Read(GraphDraft draft, (string Type, string Path, string? Member)[] forms, string[] outer) =>
    (
        from form in forms
        from resource in draft.OfType(form.Type)
        from link in draft.Links(resource, form.Path, outer)
        from target in form.Member is null ? [new Link(resource, link.Evidence, link.Basis)] : draft.Links(resource, form.Member, [.. Targets, "aws_autoscaling_group"])
        let port = resource.Type == "aws_ecs_service" ? Number(resource.First("load_balancer"), "container_port") : Number(resource, "port")
        select (link.Target, Member: new Member(target.Target, port, Claim.Observed(link.Basis, target.Basis).AtMost(Claim.Weaker(link.Evidence, target.Evidence))))
    ).ToLookup(each => each.Target, each => each.Member);

    private static int? Number(Block block, string name) => block.Number(name) is { IsKnown: true, Value: var number } ? number : null;
}
