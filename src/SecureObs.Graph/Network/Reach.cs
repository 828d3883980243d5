using SecureObs.Graph.Model;

namespace SecureObs.Graph.Network;

/// <summary>What gets through. What is unknown makes a difference between the two sets.</summary>
/// <param name="Certain">However the unknown turns out: each unknown rule that allows is taken to allow nothing, each that denies to deny all that it could.</param>
/// <param name="Possible">If every unknown turned out to let it through; contains <paramref name="Certain"/>.</param>
/// <param name="Basis">Which rules decide, the widest first, at most <see cref="MostBasis"/> attributes: those that let something through; when nothing gets through, those that deny.</param>
internal sealed record Reach(PortSet Certain, PortSet Possible, IReadOnlyList<Basis> Basis)
{
    public const int MostBasis = 8;

    public static readonly Reach None = new(PortSet.None, PortSet.None, []);

    /// <summary>
    /// What passes both of two filters that look at different ends: what goes out of one machine (by the address of the other) and comes in at the other. Filters
    /// that look at the same peer are <see cref="FiltersInARow"/>: each may let in other addresses.
    /// </summary>
    public Reach And(Reach other)
    {
        var possible = Possible.Intersect(other.Possible);
        var basis = possible.IsEmpty && Possible.IsEmpty != other.Possible.IsEmpty ? (Possible.IsEmpty ? Basis : other.Basis) : InTurn(Basis, other.Basis);
        return new(Certain.Intersect(other.Certain), possible, basis);
    }

    /// <summary>What one of two peers can do.</summary>
    internal Reach Or(Reach other)
    {
        var basis = Possible.IsEmpty == other.Possible.IsEmpty ? InTurn(Basis, other.Basis) : Possible.IsEmpty ? other.Basis : Basis;
        return new(Certain.Union(other.Certain), Possible.Union(other.Possible), basis);
    }

    private static IReadOnlyList<Basis> InTurn(IReadOnlyList<Basis> mine, IReadOnlyList<Basis> its) =>
        [.. Enumerable.Range(0, Math.Max(mine.Count, its.Count)).SelectMany(at => mine.Skip(at).Take(1).Concat(its.Skip(at).Take(1))).Distinct().Take(MostBasis)];
}

/// <summary>What gets through from the internet.</summary>
/// <param name="Open">From most of it (<see cref="AddressSet.IsMostOfTheInternet"/>).</param>
/// <param name="Any">From at least one public address.</param>
internal sealed record InternetReach(Reach Open, Reach Any)
{
    /// <summary>From some public addresses, and not from most. It is certain only for ports that cannot turn out open.</summary>
    public Reach Restricted => new(Any.Certain.Except(Open.Possible), Any.Possible.Except(Open.Certain), Any.Basis);

    /// <summary>Of a target with a public address.</summary>
    public Exposure Exposure =>
        !Open.Certain.IsEmpty ? Exposure.Internet
        : !Open.Possible.IsEmpty ? Exposure.Unknown
        : !Any.Certain.IsEmpty ? Exposure.Restricted
        : !Any.Possible.IsEmpty ? Exposure.Unknown
        : Exposure.Private;
}
