using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>
/// Whether a subnet is public: its route table, or that of its network when none is associated with it, sends most of the internet to an internet gateway
/// (docs.aws.amazon.com/vpc, "Configure route tables"). The table that a network comes with has no such route, but that of the default network has.
/// </summary>
internal sealed class Routes
{
    private static readonly string[] Tables = ["aws_route_table", "aws_default_route_table"];

    private readonly GraphDraft draft;
    private readonly Subnets subnets;
    private readonly ILookup<PlanResource, Link> tableOf;
    private readonly ILookup<PlanResource, Link> mainOf;
    private readonly ILookup<PlanResource, Basis> elsewhere;
    private readonly ILookup<PlanResource, PlanResource> routesOf;
    private readonly Dictionary<(PlanResource, bool), Claim?> known = [];

    public Routes(GraphDraft draft, Subnets subnets)
    {
        (this.draft, this.subnets) = (draft, subnets);
        tableOf = Associated("aws_route_table_association", "subnet_id", Kinds.Subnets);
        // Associated with a table that the plan does not have.
        elsewhere = draft.OfType("aws_route_table_association").Where(each => draft.Links(each, "route_table_id").Count == 0)
            .SelectMany(each => draft.Links(each, "subnet_id", Kinds.Subnets).Select(subnet => (subnet.Target, Says: each.Says("route_table_id")))).ToLookup(each => each.Target, each => each.Says);
        mainOf = Associated("aws_main_route_table_association", "vpc_id", Kinds.Vpcs);
        // A route of the table that a network comes with names the network.
        routesOf = draft.OfType("aws_route").SelectMany(route => draft.Links(route, "route_table_id").Select(table => (route, table.Target))).ToLookup(each => each.Target, each => each.route);
    }

    /// <param name="version6">Of IPv6; else of IPv4.</param>
    public Claim? ToInternet(PlanResource subnet, bool version6 = false)
    {
        if (!known.TryGetValue((subnet, version6), out var claim))
            known[(subnet, version6)] = claim = tableOf[subnet].Any()
                ? Claim.Surest(tableOf[subnet].Select(table => OfTable(table.Target, version6)?.And(new Claim(table.Evidence, [table.Basis]))))
                : elsewhere.Contains(subnet) ? Claim.Unknown(elsewhere[subnet].First())
                : subnets.NetworkOf(subnet) is { } network ? OfMain(subnet, network, version6)
                : subnet.Type == "aws_default_subnet" ? Claim.Inferred(subnet.Itself) : Claim.Unknown(subnet.Says("vpc_id"));
        return claim;
    }

    private Claim? OfMain(PlanResource subnet, PlanResource network, bool version6)
    {
        IEnumerable<PlanResource> tables = [.. mainOf[network].Select(link => link.Target),
            .. draft.OfType("aws_default_route_table").Where(table => draft.Links(table, "default_route_table_id", Kinds.Vpcs).Any(link => link.Target == network)), network];
        var said = Claim.Surest(tables.Select(table => OfTable(table, version6)));
        if (said is not null || network.Type == "aws_vpc" && !network.IsData)
            return said;
        var isTaken = tables.Any(table => table != network);
        return isTaken ? null : network.IsData ? Claim.Unknown(subnet.Says("vpc_id")) : Claim.Inferred(network.Itself);
    }

    private Claim? OfTable(PlanResource table, bool version6)
    {
        var own = Tables.Contains(table.Type) && !table.IsData ? table.Blocks("route").Select(block => (Route: block, Owner: table)) : [];
        var all = own.Concat(routesOf[table].Select(route => ((Block)route, route))).Select(each => (each.Item1, Gateway: ToGateway(each.Item1, each.Item2))).Where(each => each.Gateway is not null).ToList();
        var certain = all.Where(each => each.Gateway!.Evidence < Evidence.UnknownDependent && !HasUnknownRange(each.Item1)).ToList();
        if (Covers(certain.Select(each => each.Item1), version6))
            return certain.Select(each => each.Gateway!).Aggregate((a, b) => a.And(b));
        if (Covers(all.Select(each => each.Item1), version6) || all.FirstOrDefault(each => HasUnknownRange(each.Item1)).Gateway is not null)
            return all.Select(each => each.Gateway!).Aggregate((a, b) => a.And(b)).AtMost(Evidence.UnknownDependent);
        return table.IsData && Tables.Contains(table.Type) ? Claim.Unknown(table.Itself) : null;
    }

    /// <summary>Blocks of a set are in another order in the configuration: what any of them refers to counts for each whose gateway is unknown.</summary>
    private static Claim? ToGateway(Block route, PlanResource owner)
    {
        var gateway = route.Text("gateway_id");
        if (gateway.Value is { } id)
            return id.StartsWith("igw-", StringComparison.Ordinal) ? Claim.Observed(route.Says("gateway_id")) : null;
        if (!gateway.IsUnknown)
            return null;
        var named = owner.References.Where(each => each.Plain is "gateway_id" or "route.gateway_id" or "route" && each.Target.Type != "aws_nat_gateway").Select(each => each.Target).ToList();
        return named.Any(each => each.Type == "aws_internet_gateway") ? Claim.Observed(route.Says("gateway_id"))
            : named.Count == 0 || named.All(each => each.IsData) ? Claim.Unknown(route.Says("gateway_id")) : null;
    }

    private static bool Covers(IEnumerable<Block> routes, bool version6)
    {
        var names = version6 ? new[] { "ipv6_cidr_block", "destination_ipv6_cidr_block" } : ["cidr_block", "destination_cidr_block"];
        var texts = routes.SelectMany(route => names.Select(name => route.Text(name).Value)).OfType<string>().Where(text => AddressSet.TryParse(text, out _));
        return AddressSet.Parse(texts).IsMostOfTheInternet;
    }

    private static bool HasUnknownRange(Block route) => route.Text("cidr_block").IsUnknown || route.Text("destination_cidr_block").IsUnknown;

    private ILookup<PlanResource, Link> Associated(string type, string path, string[] types) => draft.OfType(type)
        .SelectMany(association => draft.Links(association, path, types).Select(of => (of.Target, Tables: draft.Links(association, "route_table_id"))))
        .SelectMany(each => each.Tables.Select(table => (each.Target, table))).ToLookup(each => each.Target, each => each.table);
}
