using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>
/// Network security groups as filters for one target: inline <c>security_rule</c> blocks and <c>azurerm_network_security_rule</c> resources, and
/// what every group ends with.
/// </summary>
internal sealed class AzureFilters(GraphDraft draft)
{
    private const int LastPriority = 4096;

    /// <summary>A target that rules may be about: the subnets' addresses and the application security groups that it is in.</summary>
    public sealed record Place(AddressSet Addresses, IReadOnlyList<PlanResource> ApplicationGroups);

    private sealed record Written(Block Rule, PlanResource Owner);

    private readonly Dictionary<PlanResource, IReadOnlyList<Written>> rules = [];

    private readonly ILookup<PlanResource, PlanResource> rulesBeside = draft.OfType("azurerm_network_security_rule")
        .SelectMany(rule => draft.Links(rule, "network_security_group_name", "azurerm_network_security_group").Select(group => (Group: group.Target, Rule: rule)))
        .ToLookup(pair => pair.Group, pair => pair.Rule);

    /// <summary>The groups one after the other; without any everything gets through.</summary>
    public NetworkFilter Of(IReadOnlyList<PlanResource> groups, bool inbound, Place place) =>
        groups.Count == 0 ? NetworkFilter.Open : new FiltersInARow([.. groups.Select(group => One(group, inbound, place))]);

    private PriorityRules One(PlanResource group, bool inbound, Place place) => new(
        [.. RulesOf(group).SelectMany(rule => Read(rule, inbound, place)), .. inbound ? AzureDefaults.Inbound : AzureDefaults.Outbound], defaultAllows: false);

    private IReadOnlyList<Written> RulesOf(PlanResource group)
    {
        if (rules.TryGetValue(group, out var known))
            return known;
        var beside = rulesBeside[group].Select(rule => new Written(rule, rule));
        List<Written> inline = [.. group.Blocks("security_rule").Select(block => new Written(block, group))];
        // Rules that are known only after apply may say anything.
        if (inline.Count == 0 && group.IsUnknown("security_rule"))
            draft.Leave("rules of network security groups that are known only after apply");
        return rules[group] = [.. inline, .. beside];
    }

    private IEnumerable<NetworkRule> Read(Written written, bool inbound, Place place)
    {
        var (rule, owner) = written;
        var direction = rule.Text("direction");
        if (direction.IsKnown && direction.Value!.Equals("Inbound", StringComparison.OrdinalIgnoreCase) != inbound)
            yield break;
        var (mine, theirs) = inbound ? ("destination", "source") : ("source", "destination");
        var about = AboutIt(rule, owner, mine, place);
        if (about is false)
            yield break;
        var isMaybe = direction.IsUnknown || about is null;
        var (access, priority) = (rule.Text("access"), rule.Number("priority"));
        var allows = !access.Is("Deny");
        // Who sends chooses the port to send from: a rule that denies some of those keeps nobody out.
        if (!allows && !(rule.Text("source_port_range").Or("*").Is("*") && (rule.Texts("source_port_ranges").Value ?? []).Count == 0))
            yield break;
        var (certain, maybe) = Ports(rule);
        var read = new NetworkRule(priority.Value, allows, certain, maybe, Peers(rule, owner, theirs), [Says(rule, theirs), rule.Says(PortName(rule))]);
        foreach (var each in access.IsUnknown ? read.WithUnknownAction() : [read])
            foreach (var one in priority.IsUnknown ? each.WithUnknownPriority(LastPriority) : [each])
                yield return isMaybe ? one.Maybe() : one;
    }

    /// <returns>Null when that is not known, or true of a part of the target only.</returns>
    private bool? AboutIt(Block rule, PlanResource owner, string mine, Place place)
    {
        var groups = draft.Links(owner, rule, $"{mine}_application_security_group_ids");
        if (groups.Count > 0)
            return groups.Any(group => place.ApplicationGroups.Contains(group.Target));
        var match = Match(rule, mine);
        if (match.IsUnknown)
            return null;
        if (match.Groups.Contains(AzureDefaults.VirtualNetwork) || match.Addresses.Equals(AddressSet.All) || match.Addresses.Contains(AddressSet.AllV4))
            return true;
        if (place.Addresses.IsEmpty)
            return match.Addresses.IsEmpty ? false : null;
        return match.Addresses.Contains(place.Addresses) ? true : match.Addresses.Overlaps(place.Addresses) ? null : false;
    }

    private PeerMatch Peers(Block rule, PlanResource owner, string theirs)
    {
        var groups = draft.Links(owner, rule, $"{theirs}_application_security_group_ids");
        return groups.Count > 0 ? PeerMatch.In(groups.Select(group => group.Target.Address)) : Match(rule, theirs);
    }

    private static PeerMatch Match(Block rule, string side)
    {
        var (one, many) = (rule.Text($"{side}_address_prefix"), rule.Texts($"{side}_address_prefixes"));
        var match = (many.Value ?? []).Concat(one.IsKnown ? [one.Value!] : []).Aggregate(PeerMatch.None, (sum, prefix) => sum.Or(AzureDefaults.Peers(prefix)));
        var groups = rule.Texts($"{side}_application_security_group_ids");
        return one.IsUnknown || (many.IsUnknown && !one.IsKnown) || (groups.IsUnknown && !one.IsKnown && many.Value!.Count == 0) ? match with { IsUnknown = true } : match;
    }

    private static (PortSet Certain, PortSet Maybe) Ports(Block rule)
    {
        var (protocol, one, many) = (rule.Text("protocol"), rule.Text("destination_port_range"), rule.Texts("destination_port_ranges"));
        var word = protocol.Or("*").Value ?? "*";
        var ports = (many.Value ?? []).Concat(one.IsKnown ? [one.Value!] : []).Aggregate(PortSet.None, (sum, text) => PortSet.TryParse(word, text, out var set) ? sum.Union(set) : sum);
        if (protocol.IsUnknown)
            return (PortSet.None, ports);
        return one.IsUnknown || (many.IsUnknown && !one.IsKnown) ? (ports, PortSet.Of(word).Except(ports)) : (ports, PortSet.None);
    }

    private static Basis Says(Block rule, string side) =>
        rule.Text($"{side}_address_prefix") is { IsAbsent: false } ? rule.Says($"{side}_address_prefix")
        : rule.Texts($"{side}_application_security_group_ids") is { IsUnknown: true } or { Value.Count: > 0 } ? rule.Says($"{side}_application_security_group_ids")
        : rule.Says($"{side}_address_prefixes");

    private static string PortName(Block rule) => rule.Text("destination_port_range").IsAbsent ? "destination_port_ranges" : "destination_port_range";
}
