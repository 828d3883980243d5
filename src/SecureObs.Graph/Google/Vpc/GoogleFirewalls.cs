using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Iam;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>The firewall rules of networks as filters for one machine (cloud.google.com/firewall/docs/firewalls).</summary>
internal sealed class GoogleFirewalls
{
    private sealed record Written(PlanResource Rule, bool IsInbound);

    private readonly GoogleAccounts accounts;
    private readonly ILookup<string, Written> byNetwork;
    private readonly GooglePolicies policies;
    private readonly Dictionary<(string, bool, bool), NetworkFilter> known = [];
    private readonly Dictionary<string, IReadOnlySet<string>> senders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> named = new(StringComparer.Ordinal);

    public GoogleFirewalls(GraphDraft draft, GoogleNetworks networks, GoogleAccounts accounts)
    {
        this.accounts = accounts;
        policies = new(draft, networks);
        var written = new List<(string Network, Written Rule)>();
        foreach (var rule in draft.OfType("google_compute_firewall").Where(rule => !rule.Flag("disabled").Is(true)))
            if (networks.Of(rule, rule, "network") is { } network)
                written.Add((network.Key, new(rule, IsInbound(rule))));
            else
                draft.Leave("firewall rules whose network is not known");
        byNetwork = written.ToLookup(each => each.Network, each => each.Rule, StringComparer.Ordinal);
    }

    /// <param name="predefined">With the rules that the default network has by itself.</param>
    public NetworkFilter Of(GoogleCard card, bool inbound, bool predefined = false)
    {
        var key = (Alike(card), inbound, predefined && inbound && card.Network.IsDefault);
        return known.TryGetValue(key, out var filter) ? filter : known[key] = Make(card, inbound, key.Item3);
    }

    /// <summary>Machines that are alike to all rules have the same filters: those in one network with the same of what the rules name.</summary>
    private string Alike(GoogleCard card)
    {
        if (!named.TryGetValue(card.Network.Key, out var names))
            named[card.Network.Key] = names = [.. byNetwork[card.Network.Key].SelectMany(written => Targets(written.Rule)), .. policies.Targets(card.Network)];
        return $"{card.Network.Key}\n{string.Join(' ', card.Groups.Names.Where(names.Contains))}\n{card.Groups.AreTagsKnown} {card.Groups.IsAccountKnown}";
    }

    private IEnumerable<string> Targets(PlanResource rule) => rule.Texts("target_tags").Value!.Select(GoogleGroups.Tag).Concat(Accounts(rule, "target_service_accounts"));

    private PriorityRules Make(GoogleCard card, bool inbound, bool predefined)
    {
        var rules = byNetwork[card.Network.Key].Where(written => written.IsInbound == inbound).SelectMany(written => Read(written, card.Groups)).Concat(policies.Of(card, inbound));
        var names = byNetwork[card.Network.Key].Select(written => written.Rule.Text("name").Value).ToHashSet();
        return new PriorityRules(predefined ? rules.Concat(Predefined.Where(each => !names.Contains(each.Name)).Select(each => each.Rule)) : rules, defaultAllows: !inbound);
    }

    /// <summary>Groups of senders that a rule for this machine names.</summary>
    public IReadOnlySet<string> SendersFor(GoogleCard card) => senders.TryGetValue(Alike(card), out var known) ? known : senders[Alike(card)] =
        Peer.Names(byNetwork[card.Network.Key].Where(written => written.IsInbound).SelectMany(written => Read(written, card.Groups)).SelectMany(rule => rule.Peers.Groups));

    /// <summary>https://cloud.google.com/firewall/docs/firewalls#more_rules_default_vpc. A rule of the plan with such a name takes the place of one.</summary>
    private static readonly (string Name, NetworkRule Rule)[] Predefined =
    [
        ("default-allow-internal", new(65534, true, PortSet.Of("tcp").Union(PortSet.Of("udp")).Union(PortSet.Of("icmp")), PeerMatch.At(GoogleNetwork.Automatic))),
        ("default-allow-ssh", new(65534, true, PortSet.Of("tcp", 22, 22), PeerMatch.At(AddressSet.AllV4))),
        ("default-allow-rdp", new(65534, true, PortSet.Of("tcp", 3389, 3389), PeerMatch.At(AddressSet.AllV4))),
        ("default-allow-icmp", new(65534, true, PortSet.Of("icmp"), PeerMatch.At(AddressSet.AllV4))),
    ];

    private static bool IsInbound(PlanResource rule) => rule.Written(rule, "direction") is { IsKnown: true, Value: { } direction } ? !direction.Equals("EGRESS", StringComparison.OrdinalIgnoreCase)
        : rule.Texts("destination_ranges").Value!.Count == 0;

    private IEnumerable<NetworkRule> Read(Written written, GoogleGroups machine)
    {
        var rule = written.Rule;
        if (About(rule, machine) is not { } about)
            yield break;
        var isMaybe = !about || rule.Flag("disabled").IsUnknown || rule.Written(rule, "direction").IsUnknown;
        var (peers, says) = Peers(rule, written.IsInbound);
        var priority = rule.Number("priority").Or(1000);
        foreach (var (allows, name) in new[] { (true, "allow"), (false, "deny") })
            foreach (var block in rule.Blocks(name))
            {
                var (certain, maybe) = Ports(block);
                var read = new NetworkRule(priority.IsKnown ? priority.Value : allows ? 0 : 65535, allows, certain, maybe, peers, [says, block.Says(block.Texts("ports").Value!.Count > 0 ? "ports" : "protocol")]);
                yield return isMaybe || priority.IsUnknown ? read.Maybe() : read;
            }
    }

    /// <returns>Null: it is about others. False: that is not known.</returns>
    private bool? About(PlanResource rule, GoogleGroups machine)
    {
        var (tags, owners) = (rule.Texts("target_tags"), Accounts(rule, "target_service_accounts"));
        if (tags.Value!.Count == 0 && owners.Count == 0)
            return tags.IsUnknown || rule.Texts("target_service_accounts").IsUnknown ? false : true;
        if (tags.Value.Select(GoogleGroups.Tag).Concat(owners).Any(machine.Names.Contains))
            return true;
        return (tags.Value.Count > 0 && !machine.AreTagsKnown) || (owners.Count > 0 && !machine.IsAccountKnown) || tags.IsUnknown ? false : null;
    }

    /// <summary>Ranges, tags and accounts are alternatives; without any of them it is everybody.</summary>
    private (PeerMatch Peers, Basis Says) Peers(PlanResource rule, bool inbound)
    {
        var name = inbound ? "source_ranges" : "destination_ranges";
        var ranges = rule.Texts(name);
        var tags = inbound ? rule.Texts("source_tags").Value! : [];
        var owners = inbound ? Accounts(rule, "source_service_accounts") : [];
        var match = PeerMatch.At(GoogleNetworks.Ranges(ranges.Value)).Or(PeerMatch.In(tags.Select(GoogleGroups.Tag).Concat(owners)));
        var isUnknown = (ranges.IsUnknown && (!rule.IsLeftOut(rule, name) || (inbound && tags.Count + owners.Count == 0))) || (inbound && (rule.Texts("source_tags").IsUnknown || (owners.Count == 0 && rule.Texts("source_service_accounts").IsUnknown)));
        var says = rule.Says(ranges.Value!.Count > 0 || (tags.Count == 0 && owners.Count == 0) ? name : tags.Count > 0 ? "source_tags" : "source_service_accounts");
        if (isUnknown)
            return (match with { IsUnknown = true }, says);
        return (ranges.Value!.Count + tags.Count + owners.Count == 0 ? PeerMatch.Everybody : match, says);
    }

    private List<string> Accounts(PlanResource rule, string name)
    {
        var known = accounts.Of(rule, rule, name).Select(link => link.Target.Address).ToList();
        return [.. (known.Count > 0 ? known : rule.Texts(name).Value!).Select(GoogleGroups.Account)];
    }

    private static (PortSet Certain, PortSet Maybe) Ports(Block block)
    {
        var (protocol, ports) = (block.Text("protocol"), block.Texts("ports"));
        var word = protocol.Or("all").Value ?? "all";
        var set = ports.Value!.Aggregate(PortSet.None, (sum, text) => PortSet.TryParse(word, text, out var some) ? sum.Union(some) : sum);
        var all = PortSet.Of(word);
        if (protocol.IsUnknown)
            return (PortSet.None, ports.Value!.Count > 0 ? set : PortSet.All);
        return ports.IsUnknown ? (set, all.Except(set)) : (ports.Value!.Count == 0 ? all : set, PortSet.None);
    }
}
