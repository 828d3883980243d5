using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Whom the internet reaches: a public address, a route from an internet gateway, security groups and ACLs that let most of the internet in.</summary>
internal sealed class FromInternet(GraphDraft draft, Reachability reachability)
{
    public void Draw(Placement placement)
    {
        draft.Expose(placement.Owner, IsUnclear(placement) ? Exposure.Unknown : Exposure.Private);
        var rules = reachability.Rules(placement, inbound: true);
        foreach (var (subnet, internet, claim) in reachability.Doors(placement))
        {
            var reach = reachability.Filter(rules, subnet).EvaluateInternet(internet);
            var (most, any) = (Reachability.Limited(reach.Open, placement.Ports), Reachability.Limited(reach.Any, placement.Ports));
            ReachEdges.Draw(draft, GraphNode.Internet, placement.Owner, Verb.Reaches, most, claim);
            draft.Expose(placement.Owner, ExposureOf(new InternetReach(most, any), claim, placement.HasOtherGroups));
        }
    }

    private static Exposure ExposureOf(InternetReach reach, Claim claim, bool hasOtherGroups)
    {
        var exposure = reach.Exposure;
        if (exposure is Exposure.Internet)
            return claim.Evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet;
        return hasOtherGroups ? Exposure.Unknown : exposure;
    }

    /// <summary>It may get an address from a subnet that the plan only looks up.</summary>
    private static bool IsUnclear(Placement placement) =>
        placement is { Address: null, TakesAddressOfSubnet: true } && (placement.IsElsewhere || placement.Subnets.Any(subnet => subnet.Target.IsData));
}
