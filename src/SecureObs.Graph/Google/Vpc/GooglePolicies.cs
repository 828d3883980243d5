using SecureObs.Graph.Building;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>
/// Rules of global network firewall policies. By default they are asked after the rules of the network, and what goes to the next one ends at what is
/// implied (cloud.google.com/firewall/docs/firewall-policies-overview#rule-evaluation). Policies of folders and organizations are not read.
/// </summary>
internal sealed class GooglePolicies
{
    private const int After = 70_000;

    private readonly ILookup<string, PlanResource> byNetwork;

    public GooglePolicies(GraphDraft draft, GoogleNetworks networks)
    {
        var rules = new List<(string Network, PlanResource Rule)>();
        foreach (var association in draft.OfType("google_compute_network_firewall_policy_association"))
            if (networks.Of(association, association, "attachment_target") is { } network)
                foreach (var policy in draft.Links(association, "firewall_policy", "google_compute_network_firewall_policy"))
                    rules.AddRange(GraphDraft.ReferrersOf(policy.Target, "google_compute_network_firewall_policy_rule").Where(each => each.Path == "firewall_policy").Select(each => (network.Key, each.Source)));
        byNetwork = rules.ToLookup(each => each.Network, each => each.Rule, StringComparer.Ordinal);
        if (draft.OfType("google_compute_firewall_policy_rule").Any())
            draft.Leave("firewall policies of folders and organizations");
    }

    /// <summary>What rules choose machines by.</summary>
    public IEnumerable<string> Targets(GoogleNetwork network) => byNetwork[network.Key].SelectMany(rule => rule.Texts("target_service_accounts").Value!).Select(GoogleGroups.Account);

    public IEnumerable<NetworkRule> Of(GoogleCard card, bool inbound) =>
        byNetwork[card.Network.Key].Where(rule => !rule.Flag("disabled").Is(true) && rule.Text("direction").Is(inbound ? "INGRESS" : "EGRESS")).SelectMany(rule => Read(rule, card, inbound));

    private static IEnumerable<NetworkRule> Read(PlanResource rule, GoogleCard card, bool inbound)
    {
        var owners = rule.Texts("target_service_accounts");
        var isAboutSome = rule.Blocks("target_secure_tags").Count > 0 || owners.IsUnknown;
        if (!isAboutSome && owners.Value!.Count > 0 && !owners.Value.Any(owner => card.Groups.Names.Contains(GoogleGroups.Account(owner))))
            yield break;
        var action = rule.Text("action");
        var allows = action.Is("allow") || (action.Is("goto_next") && !inbound);
        var match = rule.First("match");
        var ranges = match.Texts(inbound ? "src_ip_ranges" : "dest_ip_ranges");
        var peers = PeerMatch.At(GoogleNetworks.Ranges(ranges.Value));
        // Secure tags, places, names and lists of threats: who that is stays unknown.
        if (ranges.IsUnknown || ranges.Value!.Count == 0)
            peers = peers with { IsUnknown = true };
        foreach (var layer in match.Blocks("layer4_configs"))
        {
            var (word, texts) = (layer.Text("ip_protocol").Or("all").Value ?? "all", layer.Texts("ports"));
            var ports = texts.Value!.Count == 0 ? PortSet.Of(word) : texts.Value.Aggregate(PortSet.None, (sum, text) => PortSet.TryParse(word, text, out var some) ? sum.Union(some) : sum);
            var read = new NetworkRule(After + Math.Min(rule.Number("priority").Or(1000).Value, int.MaxValue - After), allows, ports, peers, match.Says(inbound ? "src_ip_ranges" : "dest_ip_ranges"));
            yield return isAboutSome || action.IsUnknown || texts.IsUnknown || rule.Flag("disabled").IsUnknown ? read.Maybe() : read;
        }
    }
}
