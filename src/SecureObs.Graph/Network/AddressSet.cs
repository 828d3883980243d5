using SecureObs.Graph.Network.Evaluation;

namespace SecureObs.Graph.Network;

/// <summary>
/// An immutable set of IPv4 and IPv6 addresses. IPv4 addresses are kept as <c>::ffff:0:0/96</c>, where no packet of IPv6 has its address (RFC 4291,
/// 2.5.5.2), so that one line of numbers holds both; <c>::/0</c> is all of the line without them.
/// </summary>
internal sealed class AddressSet : IEquatable<AddressSet>
{
    public static readonly AddressSet None = new(Intervals<UInt128>.None);
    public static readonly AddressSet All = new(Intervals<UInt128>.Of(new Interval<UInt128>(UInt128.MinValue, UInt128.MaxValue)));
    public static readonly AddressSet AllV4 = Parse("0.0.0.0/0");
    public static readonly AddressSet AllV6 = Parse("::/0");

    /// <summary>What networks number their machines with: RFC 1918, RFC 6598 (carriers, also used inside clouds), link local (RFC 3927, RFC 4291), RFC 4193.</summary>
    public static readonly AddressSet Private = Parse("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10");

    /// <summary>
    /// Where a machine of the internet can send from: all of IPv4 but private, <c>this network</c>, loopback, multicast and reserved ranges (RFC 6890), and the
    /// global unicast space of IPv6 (RFC 4291, 2.4). Ranges for documentation count: in a plan they stand for real ones.
    /// </summary>
    public static readonly AddressSet Public = AllV4.Except(Private).Except(Parse("0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3")).Union(Parse("2000::/3"));

    private AddressSet(Intervals<UInt128> line) => Line = line;

    internal Intervals<UInt128> Line { get; }

    public bool IsEmpty => Line.IsEmpty;

    /// <summary>At least half of the public IPv4 addresses, or of the public IPv6 addresses.</summary>
    public bool IsMostOfTheInternet => Line.Parts.Aggregate(default(PublicCount), (sum, part) => sum + PublicCount.Of(part.From, part.To)).IsMost;

    /// <summary>An address, a CIDR range (bits of the host are ignored), two addresses with <c>-</c> between, or <c>*</c>.</summary>
    public static bool TryParse(string text, out AddressSet set)
    {
        set = text == "*" ? All : AddressText.TryParse(text) is { } line ? Of(line) : None;
        return !set.IsEmpty;
    }

    /// <summary>The same for text that is known to be good.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static AddressSet Parse(params IEnumerable<string> texts) =>
        texts.Aggregate(None, (sum, text) => TryParse(text, out var set) ? sum.Union(set) : throw new FormatException($"No address range: {text}"));

    public AddressSet Union(AddressSet other) => Of(Line.Union(other.Line));

    public AddressSet Intersect(AddressSet other) => Of(Line.Intersect(other.Line));

    public AddressSet Except(AddressSet other) => Of(Line.Except(other.Line));

    public bool Overlaps(AddressSet other) => Line.Overlaps(other.Line);

    public bool Contains(AddressSet other) => other.Except(this).IsEmpty;

    public bool Equals(AddressSet? other) => other is not null && Line.Equals(other.Line);

    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    public override int GetHashCode() => Line.GetHashCode();

    /// <summary>Such as <c>10.0.0.0/16, 192.0.2.4-192.0.2.9, ::/0</c>; <c>*</c>, <c>none</c>. Equal sets read equal.</summary>
    public override string ToString() => IsEmpty ? "none" : Equals(All) ? "*" : AddressText.Of(this);

    internal static AddressSet Of(Intervals<UInt128> line) => line.IsEmpty ? None : new(line);
}
