using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Networks, what addresses they and their subnets have, and which of them are connected.</summary>
internal sealed class Subnets
{
    private static readonly string[] Ranges = ["cidr_block", "ipv6_cidr_block"];

    private readonly GraphDraft draft;
    private readonly Dictionary<PlanResource, Link> networkOf = [];
    private readonly ILookup<PlanResource, PlanResource> subnetsOf;
    private readonly List<(PlanResource One, PlanResource Other, Claim Claim)> peerings = [];

    public Subnets(GraphDraft draft)
    {
        this.draft = draft;
        foreach (var subnet in draft.OfType(Kinds.Subnets).Concat(draft.DataOfType(Kinds.Subnets)))
            if (draft.Links(subnet, "vpc_id", Kinds.Vpcs) is [var link, ..])
                networkOf[subnet] = link;
            else if (subnet.Type == "aws_default_subnet" && draft.OfType("aws_default_vpc").FirstOrDefault() is { } network)
                networkOf[subnet] = new(network, Evidence.Inferred, subnet.Itself);
        subnetsOf = networkOf.ToLookup(pair => pair.Value.Target, pair => pair.Key);
        foreach (var peering in draft.OfType("aws_vpc_peering_connection"))
            foreach (var one in draft.Links(peering, "vpc_id", Kinds.Vpcs))
                foreach (var other in draft.Links(peering, "peer_vpc_id", Kinds.Vpcs))
                    if (Claimed(peering, one, other) is { } claim)
                        peerings.Add((one.Target, other.Target, claim));
    }

    public PlanResource? NetworkOf(PlanResource subnet) => networkOf.GetValueOrDefault(subnet)?.Target;

    public IEnumerable<PlanResource> Of(PlanResource network) => subnetsOf[network];

    /// <summary>Networks that are connected by a peering that both have a route to, with the routes.</summary>
    public IEnumerable<(PlanResource Network, Claim Claim)> PeersOf(PlanResource network) => peerings
        .Where(each => each.One == network || each.Other == network)
        .Select(each => (each.One == network ? each.Other : each.One, each.Claim));

    public IEnumerable<(PlanResource One, PlanResource Other, Claim Claim)> Peerings => peerings;

    /// <summary>Empty when they are not known.</summary>
    public static AddressSet AddressesOf(PlanResource resource) => AddressSet.Parse(Ranges
        .Select(name => resource.Text(name).Value).OfType<string>().Where(text => AddressSet.TryParse(text, out _)));

    /// <summary>Packets need a route there and one back. What the plan does not own may have them.</summary>
    private Claim? Claimed(PlanResource peering, Link one, Link other)
    {
        var claim = Claim.Observed(one.Basis, other.Basis).AtMost(Claim.Weaker(one.Evidence, other.Evidence));
        foreach (var network in new[] { one.Target, other.Target })
        {
            if (RouteFrom(network, peering) is { } route)
                claim = claim.And(Claim.Observed(route));
            else if (network.IsData)
                claim = claim.AtMost(Evidence.Inferred);
            else
                return null;
        }
        return claim;
    }

    private Basis? RouteFrom(PlanResource network, PlanResource peering)
    {
        foreach (var (source, path) in peering.ReferredBy.Select(each => (each.Source, each.Path)))
        {
            var tables = source.Type == "aws_route" ? draft.Links(source, "route_table_id").Select(link => link.Target) : path.StartsWith("route", StringComparison.Ordinal) ? [source] : [];
            if (tables.Any(table => table == network || draft.Links(table, "vpc_id", Kinds.Vpcs).Concat(draft.Links(table, "default_route_table_id", Kinds.Vpcs)).Any(link => link.Target == network)))
                return new(source.Address, path);
        }
        return null;
    }
}
