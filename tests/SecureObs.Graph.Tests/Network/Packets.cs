namespace SecureObs.Graph.Tests.Network;

/// <summary>One packet that begins something: the place of its peer in <see cref="World.Addresses"/>, the groups that the peer is in, and where it goes.</summary>
internal sealed record Packet(int Address, IReadOnlySet<string> Groups, string Protocol, int Port);

/// <summary>A world that is small enough to send every packet that there can be.</summary>
/// <param name="Addresses">Each stands for all addresses of its range: rules of this world take such ranges whole.</param>
internal sealed record World(IReadOnlyList<string> Addresses, int CountV4)
{
    /// <summary>Ports at which ranges begin and end: neighbours, and the edges of the numbers and of the ports that answers go to.</summary>
    public static readonly int[] Ends = [0, 1, 2, 3, 1022, 1023, 1024, 1025, 65534, 65535];

    /// <summary>The same, and two that stand for all between: no range of this world begins or ends there.</summary>
    private static readonly (int From, int To)[] Ports = [.. Ends.Select(port => (port, port)), (4, 1021), (1026, 65533)];

    /// <summary>Of each protocol and port that this world knows apart: one to send to, and which ones it stands for.</summary>
    public static readonly IReadOnlyList<(string Protocol, int From, int To)> Targets =
        [.. Ports.Select(port => ("tcp", port.From, port.To)), .. Ports.Select(port => ("udp", port.From, port.To)), ("icmp", 0, 0), ("gre", 0, 0)];

    /// <summary>16 addresses of IPv4 and 8 of IPv6, next to each other.</summary>
    public static readonly World Segment = new([.. Enumerable.Range(0, 16).Select(at => $"10.1.0.{at}"), .. Enumerable.Range(0, 8).Select(at => $"fd00::{at}")], 16);

    /// <summary>All of IPv4 in 16 ranges, and the global unicast space of IPv6 in 8.</summary>
    public static readonly World Internet = new(
        [.. Enumerable.Range(0, 16).Select(at => $"{at * 16}.0.0.0/4"), .. Enumerable.Range(0, 8).Select(at => $"{0x2000 + (at * 0x400):x}::/6")], 16);
}
