using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Interfaces of instances, groups of instances, containers and functions.</summary>
internal sealed class MachinePlacements(GraphDraft draft, PublicAddresses addresses)
{
    private const string Interface = "aws_network_interface", PublicFlag = "associate_public_ip_address";

    private static readonly string[] GroupPaths = ["vpc_security_group_ids", "security_groups", "network_interfaces.security_groups"];

    public IEnumerable<Placement> All() =>
    [
        .. draft.OfType("aws_instance", "aws_spot_instance_request").SelectMany(Instance),
        .. draft.OfType("aws_autoscaling_group").Select(Group),
        .. draft.OfType("aws_ecs_service").Where(each => each.Blocks("network_configuration").Count > 0).Select(Service),
        .. draft.OfType("aws_eks_node_group").Select(Nodes),
        .. draft.OfType("aws_lambda_function").Where(each => each.Blocks("vpc_config").Count > 0).Select(each => Sender(each, "vpc_config.subnet_ids", "vpc_config.security_group_ids")),
        .. draft.OfType("aws_codebuild_project").Where(each => each.Blocks("vpc_config").Count > 0).Select(each => Sender(each, "vpc_config.subnets", "vpc_config.security_group_ids")),
        .. draft.OfType("aws_sagemaker_notebook_instance").Select(each => Sender(each, "subnet_id", "security_groups")),
    ];

    /// <summary>An own interface of the instance and each that is attached to it.</summary>
    private IEnumerable<Placement> Instance(PlanResource instance)
    {
        var attached = draft.Links(instance, "network_interface.network_interface_id", Interface).Select(link => link.Target)
            .Concat(instance.ReferredBy.Where(each => each.Source.Type == Interface && each.Plain == "attachment.instance").Select(each => each.Source))
            .Concat(instance.ReferredBy.Where(each => each.Source.Type == "aws_network_interface_attachment" && each.Plain == "instance_id").SelectMany(each => draft.Links(each.Source, "network_interface_id", Interface)).Select(link => link.Target))
            .Distinct().ToList();
        foreach (var card in attached)
            yield return Placed(instance, Subnet(card), OfGroups(card, "security_groups"), card, "security_groups") with { Address = addresses.Elastic(card) ?? addresses.Elastic(instance) };
        if (instance.Blocks("network_interface").Count > 0)
            yield break;
        var template = Templates.Of(draft, instance).Select(link => link.Target).ToList();
        var placed = Placed(instance, Subnet(instance), [.. GroupPaths.SelectMany(path => OfGroups(instance, path)), .. Attached(instance)], instance, "vpc_security_group_ids", "security_groups");
        yield return Addressed(placed.Groups.Count > 0 ? placed : placed with { Groups = OfTemplates(template) }, [instance, .. template], addresses.Elastic(instance));
    }

    private Placement Group(PlanResource group)
    {
        var templates = Templates.Of(draft, group).Select(link => link.Target).ToList();
        var placed = Placed(group, draft.Links(group, "vpc_zone_identifier", Kinds.Subnets), [], group);
        return Addressed(placed with { Groups = OfTemplates(templates), IsElsewhere = placed.Subnets.Count == 0 && !group.Texts("availability_zones").IsKnown }, templates, null);
    }

    private Placement Service(PlanResource service)
    {
        var placed = Placed(service, draft.Links(service, "network_configuration.subnets", Kinds.Subnets), OfGroups(service, "network_configuration.security_groups"), service.First("network_configuration"), "security_groups");
        return placed with { IsElsewhere = placed.Subnets.Count == 0, Address = PublicAddresses.Given(service.First("network_configuration"), service, "assign_public_ip") };
    }

    private Placement Nodes(PlanResource nodes)
    {
        var templates = Templates.Of(draft, nodes).Select(link => link.Target).ToList();
        var placed = Placed(nodes, draft.Links(nodes, "subnet_ids", Kinds.Subnets), [], nodes);
        var ofTemplates = OfTemplates(templates);
        // Else they have the group of the cluster, which the plan does not show.
        return placed with { Groups = ofTemplates, HasOtherGroups = ofTemplates.Count == 0, TakesAddressOfSubnet = true, IsElsewhere = placed.Subnets.Count == 0 };
    }

    private Placement Sender(PlanResource sender, string subnetPath, string groupPath) =>
        new(sender, draft.Links(sender, subnetPath, Kinds.Subnets), OfGroups(sender, groupPath)) { Listens = false };

    private static Placement Addressed(Placement placed, List<PlanResource> says, Claim? elastic)
    {
        var blocks = says.SelectMany(each => each.Blocks("network_interfaces").Append(each).Select(block => (block, each))).ToList();
        var given = Claim.Surest(blocks.Select(each => PublicAddresses.Given(each.block, each.each, PublicFlag)));
        var known = says.Select(each => each.Text("public_ip")).Any(each => each.IsKnown) ? Claim.Observed(says[0].Says("public_ip")) : null;
        return placed with { Address = elastic ?? given ?? known, TakesAddressOfSubnet = blocks.All(each => PublicAddresses.SaysNothing(each.block, each.each, PublicFlag)) };
    }

    /// <param name="says">Where groups are named, and by which attributes.</param>
    private static Placement Placed(PlanResource owner, IReadOnlyList<Link> subnets, IReadOnlyList<Link> linked, Block says, params string[] names)
    {
        var named = names.Select(name => says.Texts(name)).ToList();
        return new(owner, subnets, linked)
        {
            IsElsewhere = subnets.Count == 0 && (owner.Text("subnet_id").IsKnown || owner.References.Any(each => each.Plain == "subnet_id")),
            HasOtherGroups = named.Sum(each => each.Value?.Count ?? 0) > linked.Count || (linked.Count == 0 && owner.References.Any(each => names.Contains(each.Plain.Split('.')[^1]))),
        };
    }

    private List<Link> OfTemplates(List<PlanResource> templates) =>
        [.. templates.SelectMany(template => GroupPaths.SelectMany(path => OfGroups(template, path))).DistinctBy(link => link.Target)];

    private IReadOnlyList<Link> Subnet(PlanResource resource) => draft.Links(resource, "subnet_id", Kinds.Subnets);

    private IReadOnlyList<Link> OfGroups(PlanResource resource, string path) => draft.Links(resource, path, SecurityGroups.Types);

    /// <summary>By a resource of its own.</summary>
    private IEnumerable<Link> Attached(PlanResource instance) => instance.ReferredBy.Where(each => each.Source.Type == "aws_network_interface_sg_attachment" && each.Plain == "network_interface_id")
        .SelectMany(each => draft.Links(each.Source, "security_group_id", SecurityGroups.Types));
}
