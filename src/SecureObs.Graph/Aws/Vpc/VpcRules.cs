using SecureObs.Graph.Aws.Services;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Who can send packets to whom.</summary>
internal static class VpcRules
{
    public static void Draw(GraphDraft draft)
    {
        var subnets = new Subnets(draft);
        var acls = new Acls(draft, subnets);
        var reachability = new Reachability(new SecurityGroups(draft), acls, subnets, new Routes(draft, subnets));
        List<Placement> placements = [.. new MachinePlacements(draft, new PublicAddresses(draft)).All(), .. new DatabasePlacements(draft).All()];
        var inside = new Inside(draft, reachability, subnets);
        var internet = new FromInternet(draft, reachability);
        foreach (var placement in placements)
        {
            inside.Draw(placement);
            if (placement.Listens)
                internet.Draw(placement);
            DrawFilters(draft, placement);
        }
        var balancers = new BalancerRules(draft, reachability, subnets, placements.ToLookup(each => each.Owner));
        foreach (var balancer in new BalancerReader(draft).All())
        {
            balancers.Draw(balancer);
            DrawFilters(draft, balancer.Placement);
        }
        acls.Draw();
        foreach (var (one, other, claim) in subnets.Peerings)
            draft.Draw(one.Address, other.Address, EdgeFamily.Network, Verb.PeersWith, claim.Evidence, claim.Basis);
    }

    private static void DrawFilters(GraphDraft draft, Placement placement)
    {
        foreach (var group in placement.Groups)
            draft.Draw(group.Target.Address, placement.Owner.Address, EdgeFamily.Network, Verb.Filters, group.Evidence, group.Basis);
    }
}
