namespace SecureObs.Graph.Network.Evaluation;

/// <summary>How many public addresses there are in a set, of each version. A difference may wrap around below zero, and comes back.</summary>
internal readonly record struct PublicCount(UInt128 V4, UInt128 V6)
{
    private static readonly Intervals<UInt128> Public4 = AddressSet.Public.Intersect(AddressSet.AllV4).Line, Public6 = AddressSet.Public.Intersect(AddressSet.AllV6).Line;
    private static readonly PublicCount All = Of(UInt128.MinValue, UInt128.MaxValue);

    /// <summary>At least half of one version.</summary>
    public bool IsMost => V4 * 2 >= All.V4 || V6 * 2 >= All.V6;

    public static PublicCount Of(UInt128 from, UInt128 to) => new(Common(Public4, from, to), Common(Public6, from, to));

    public static PublicCount operator +(PublicCount a, PublicCount b) => new(unchecked(a.V4 + b.V4), unchecked(a.V6 + b.V6));

    public static PublicCount operator -(PublicCount a, PublicCount b) => new(unchecked(a.V4 - b.V4), unchecked(a.V6 - b.V6));

    private static UInt128 Common(Intervals<UInt128> line, UInt128 from, UInt128 to)
    {
        var count = UInt128.Zero;
        foreach (var part in line.Span)
            if (part.From <= to && from <= part.To)
                count += UInt128.Min(part.To, to) - UInt128.Max(part.From, from) + 1;
        return count;
    }
}
