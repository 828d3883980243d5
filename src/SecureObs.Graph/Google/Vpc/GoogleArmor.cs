using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>Cloud Armor: rules by priority in front of a backend service (cloud.google.com/armor/docs/security-policy-overview).</summary>
internal static class GoogleArmor
{
    private static readonly string[] Allowing = ["allow", "rate_based_ban", "throttle"];

    /// <returns>Null when the internet does not get through; whether it is sure that it does.</returns>
    public static (bool IsSure, IReadOnlyList<Basis> Basis)? Of(GraphDraft draft, PlanResource service)
    {
        foreach (var policy in draft.Links(service, "security_policy", "google_compute_security_policy"))
        {
            var rules = policy.Target.Blocks("rule").Concat(GraphDraft.ReferrersOf(policy.Target, "google_compute_security_policy_rule").Select(each => each.Source))
                .Where(rule => !rule.Flag("preview").Is(true)).Select(Read);
            var reach = new PriorityRules(rules, defaultAllows: true).EvaluateInternet(Peer.Internet).Open;
            return reach.Possible.IsEmpty ? null : (!reach.Certain.IsEmpty, [policy.Basis, .. reach.Basis.Take(3)]);
        }
        return (true, []);
    }

    private static NetworkRule Read(Block rule)
    {
        var ranges = rule.First("match").First("config").Texts("src_ip_ranges");
        // Without ranges it is an expression, which did not leave the machine.
        var peers = ranges.Value!.Contains("*") ? PeerMatch.Everybody : PeerMatch.At(GoogleNetworks.Ranges(ranges.Value));
        return new(rule.Number("priority").Or(int.MaxValue).Value, Allowing.Contains(rule.Text("action").Or("allow").Value), PortSet.All,
            ranges.IsUnknown || ranges.Value!.Count == 0 ? peers with { IsUnknown = true } : peers, rule.Says("action"));
    }
}
