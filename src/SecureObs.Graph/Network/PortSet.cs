using System.Globalization;

namespace SecureObs.Graph.Network;

/// <summary>
/// An immutable set of protocols and ports. TCP and UDP have ports 0 to 65535; ICMP (both versions) and all other protocols have none.
/// </summary>
internal sealed class PortSet : IEquatable<PortSet>
{
    // One line of numbers: the ports of TCP, the ports of UDP, ICMP, the rest.
    private const uint Udp = 0x1_0000, Icmp = 0x2_0000, Other = 0x2_0001;
    private const int LastPort = 0xFFFF;

    public static readonly PortSet None = new(Intervals<uint>.None);
    public static readonly PortSet All = new(Intervals<uint>.Of(new Interval<uint>(0, Other)));

    private PortSet(Intervals<uint> line) => Line = line;

    internal Intervals<uint> Line { get; }

    public bool IsEmpty => Line.IsEmpty;

    /// <summary>
    /// What a rule says. <c>*</c> and <c>any</c> (Azure) are every protocol, on the ports given: a protocol without ports belongs to it when all
    /// ports do. <c>-1</c> (AWS) and <c>all</c> (Google) are everything, whatever the ports:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html.
    /// </summary>
    /// <param name="protocol">A word or the number of IANA, in any case.</param>
    /// <param name="from">The first port; -1 with -1 is all of them. For ICMP (AWS: type and code) and others it says nothing.</param>
    /// <param name="to">The last port; before the first: nothing.</param>
    public static PortSet Of(string protocol, int from = 0, int to = LastPort)
    {
        var (first, last) = (from, to) is (-1, -1) ? (0, LastPort) : (Math.Max(from, 0), Math.Min(to, LastPort));
        return protocol.ToUpperInvariant() switch
        {
            "-1" or "ALL" => All,
            "*" or "ANY" => (first, last) is (0, LastPort) ? All : Ports(0, first, last).Union(Ports(Udp, first, last)),
            "TCP" or "6" => Ports(0, first, last),
            "UDP" or "17" => Ports(Udp, first, last),
            "ICMP" or "1" or "ICMPV6" or "58" => One(Icmp),
            _ => One(Other),
        };
    }

    /// <summary>The same with ports as Azure and Google write them: <c>22</c>, <c>8000-8080</c>, <c>*</c>.</summary>
    public static bool TryParse(string protocol, string ports, out PortSet set)
    {
        set = None;
        if (ports == "*")
            set = Of(protocol);
        else if (ports.Split('-') is { Length: 1 or 2 } ends && IsPort(ends[0], out var from) && IsPort(ends[^1], out var to) && from <= to)
            set = Of(protocol, from, to);
        return !set.IsEmpty;
    }

    /// <summary>What <see cref="ToString"/> writes, read again.</summary>
    public static PortSet Parse(string text) => text switch
    {
        "all" => All,
        "none" or "" => None,
        _ => text.Split(", ").Select(part => part.Split('/')).Aggregate(None, (sum, part) => sum.Union(part.Length > 1 && TryParse(part[0], part[1], out var ports) ? ports : Of(part[0]))),
    };

    public PortSet Union(PortSet other) => Of(Line.Union(other.Line));

    public PortSet Intersect(PortSet other) => Of(Line.Intersect(other.Line));

    public PortSet Except(PortSet other) => Of(Line.Except(other.Line));

    public bool Overlaps(PortSet other) => Line.Overlaps(other.Line);

    /// <summary>Whether some packet of this protocol to this port is in the set; the port of ICMP and others says nothing.</summary>
    public bool Contains(string protocol, int port = 0) => Overlaps(Of(protocol, port, port));

    public bool Equals(PortSet? other) => other is not null && Line.Equals(other.Line);

    public override bool Equals(object? obj) => Equals(obj as PortSet);

    public override int GetHashCode() => Line.GetHashCode();

    /// <summary>Such as <c>tcp/22, tcp/8000-8080, udp, icmp</c>; <c>all</c>, <c>none</c>. Equal sets read equal.</summary>
    public override string ToString() =>
        IsEmpty ? "none" : Equals(All) ? "all" : string.Join(", ", (IEnumerable<string>)[.. Words("tcp", 0), .. Words("udp", Udp), .. Word("icmp", Icmp), .. Word("other", Other)]);

    internal static PortSet Of(Intervals<uint> line) => line.IsEmpty ? None : new(line);

    private IEnumerable<string> Words(string protocol, uint at)
    {
        foreach (var (from, to) in Line.Intersect(Ports(at, 0, LastPort).Line).Parts)
            yield return (from - at, to - at) switch
            {
                (0, LastPort) => protocol,
                var (first, last) when first == last => string.Create(CultureInfo.InvariantCulture, $"{protocol}/{first}"),
                var (first, last) => string.Create(CultureInfo.InvariantCulture, $"{protocol}/{first}-{last}"),
            };
    }

    private IEnumerable<string> Word(string protocol, uint at) => Line.Contains(at) ? [protocol] : [];

    private static PortSet Ports(uint at, int from, int to) => from > to ? None : Of(Intervals<uint>.Of(new Interval<uint>(at + (uint)from, at + (uint)to)));

    private static PortSet One(uint at) => Of(Intervals<uint>.Of(new Interval<uint>(at, at)));

    private static bool IsPort(string text, out int port) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= LastPort;
}
