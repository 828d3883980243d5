using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>Networks that are peered: when both say so (cloud.google.com/vpc/docs/vpc-peering). What an existing network says is not in the plan: then it is inferred.</summary>
internal sealed class GooglePeerings
{
    private sealed record Peering(GoogleNetwork From, GoogleNetwork To, IReadOnlyList<Basis> Basis);

    private readonly GraphDraft draft;
    private readonly List<Peering> peerings = [];

    public GooglePeerings(GraphDraft draft, GoogleNetworks networks)
    {
        this.draft = draft;
        foreach (var peering in draft.OfType("google_compute_network_peering"))
            if (networks.Of(peering, peering, "network") is { Resource: not null } from && networks.Of(peering, peering, "peer_network") is { Resource: not null } to)
                peerings.Add(new(from, to, [peering.Says("network"), peering.Says("peer_network")]));
    }

    public void Draw()
    {
        foreach (var peering in peerings)
            draft.Draw(peering.From.Resource!.Address, peering.To.Resource!.Address, EdgeFamily.Network, Verb.PeersWith, Evidence.Observed, peering.Basis);
    }

    public IEnumerable<(GoogleNetwork Network, Evidence Evidence, IReadOnlyList<Basis> Basis)> With(GoogleNetwork network)
    {
        foreach (var other in peerings.Where(peering => peering.From == network || peering.To == network).GroupBy(peering => peering.From == network ? peering.To : peering.From))
        {
            IReadOnlyList<Basis> basis = [.. other.SelectMany(peering => peering.Basis).Take(4)];
            if (other.Select(peering => peering.From).Distinct().Count() == 2)
                yield return (other.Key, Evidence.Observed, basis);
            else if (other.First().To.Resource!.IsData)
                yield return (other.Key, Evidence.Inferred, basis);
        }
    }
}
