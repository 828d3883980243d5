using SecureObs.Graph.Network.Evaluation;

namespace SecureObs.Graph.Network;

/// <summary>Decides which packets of a peer get through, in one direction, exactly: for every address and every port.</summary>
internal abstract class NetworkFilter
{
    /// <summary>Nothing is filtered.</summary>
    public static readonly NetworkFilter Open = new PriorityRules([], defaultAllows: true);

    public Reach Evaluate(Peer peer)
    {
        var passing = Pass(peer.Addresses, peer.Groups);
        return peer.IsSomewhere ? passing.Reach(passing.Certain.FromEvery(), passing.Possible.FromSome()) : passing.Reach(passage => passage.FromSome());
    }

    /// <summary>From, or to, the internet: <see cref="Peer.Internet"/>, <see cref="Peer.InternetV4"/> or a narrower one.</summary>
    public InternetReach EvaluateInternet(Peer internet)
    {
        var passing = Pass(internet.Addresses, internet.Groups);
        var any = passing.Reach(passage => passage.FromSome());
        foreach (var part in PublicParts.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
            any = Evaluate(Peer.Somewhere(internet.Addresses, [.. internet.Groups, .. WithWhole(part)])).Or(any);
        return new(passing.Reach(passage => passage.FromMost()), any);
    }

    /// <summary>What gets through from each of these addresses, of somebody in these groups.</summary>
    internal abstract Passing Pass(AddressSet addresses, IReadOnlySet<string> groups);

    /// <summary>The public parts that rules name (<see cref="PeerMatch.PublicParts"/>).</summary>
    internal abstract IEnumerable<string> PublicParts { get; }

    /// <summary><c>Storage.WestEurope</c> and <c>Storage</c>.</summary>
    private static IEnumerable<string> WithWhole(string part) => part.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? [part, part[..dot]] : [part];
}
