using CsCheck;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

public sealed class PortSetTests
{
    private static readonly string[] Protocols = ["tcp", "udp", "icmp", "gre"];

    /// <summary>Few ports, at both edges, so that ranges touch and overlap.</summary>
    private static readonly int[] Few = [0, 1, 2, 3, 4, 65532, 65533, 65534, 65535];

    private static readonly Gen<(string, int, int)[]> Ranges =
        Gen.Select(Gen.OneOf(Protocols), Gen.OneOf(Few), Gen.OneOf(Few)).Array[0, 6];

    [Fact]
    public void It_counts_as_a_set_of_protocols_and_ports_does() => Gen.Select(Ranges, Ranges).Sample((a, b) =>
    {
        var (mine, its) = (Of(a), Of(b));
        var (naiveMine, naiveIts) = (Naive(a), Naive(b));
        Same(naiveMine.Union(naiveIts), mine.Union(its));
        Same(naiveMine.Intersect(naiveIts), mine.Intersect(its));
        Same(naiveMine.Except(naiveIts), mine.Except(its));
        Assert.Equal(naiveMine.Overlaps(naiveIts), mine.Overlaps(its));
        Assert.Equal(naiveMine.Count == 0, mine.IsEmpty);
        Assert.Equal(naiveMine.SetEquals(naiveIts), mine.Equals(its));
        Assert.Equal(naiveMine.SetEquals(naiveIts), mine.ToString() == its.ToString());
    }, iter: 3000);

    [Fact]
    public void Laws_of_sets_hold_and_text_comes_back() => Gen.Select(Ranges, Ranges, Ranges).Sample((a, b, c) =>
    {
        var (x, y, z) = (Of(a), Of(b), Of(c));
        Assert.Equal(x.Intersect(y.Union(z)), x.Intersect(y).Union(x.Intersect(z)));
        Assert.Equal(x.Except(y.Union(z)), x.Except(y).Except(z));
        Assert.Equal(PortSet.All.Except(x.Union(y)), PortSet.All.Except(x).Intersect(PortSet.All.Except(y)));
        Assert.Equal(x, x.Except(y).Union(x.Intersect(y)));
        Assert.Equal(x, PortSet.Parse(x.ToString()));
        Assert.Equal(x.GetHashCode(), x.Except(y).Union(x.Intersect(y)).GetHashCode());
    });

    [Theory]
    [InlineData("tcp", 22, 22, "tcp/22")]
    [InlineData("TCP", 8000, 8080, "tcp/8000-8080")]
    [InlineData("6", 0, 65535, "tcp")]
    [InlineData("17", 53, 53, "udp/53")]
    [InlineData("58", -1, -1, "icmp")]
    [InlineData("Icmp", 8, 0, "icmp")] // AWS: type and code
    [InlineData("Esp", 0, 0, "other")]
    [InlineData("50", 0, 0, "other")]
    [InlineData("tcp", -1, -1, "tcp")]
    [InlineData("tcp", 0, 0, "tcp/0")]
    [InlineData("tcp", 81, 80, "none")]
    [InlineData("tcp", 65000, 70000, "tcp/65000-65535")]
    [InlineData("*", 0, 65535, "all")]
    [InlineData("*", 80, 80, "tcp/80, udp/80")]
    [InlineData("-1", 0, 0, "all")]
    [InlineData("-1", 22, 22, "all")]
    [InlineData("all", 0, 0, "all")]
    public void A_rule_says(string protocol, int from, int to, string expected) => Assert.Equal(expected, PortSet.Of(protocol, from, to).ToString());

    [Theory]
    [InlineData("Tcp", "22", "tcp/22")]
    [InlineData("Tcp", "8000-8080", "tcp/8000-8080")]
    [InlineData("*", "*", "all")]
    [InlineData("Udp", "*", "udp")]
    [InlineData("Tcp", "ssh", null)]
    [InlineData("Tcp", "22-", null)]
    [InlineData("Tcp", "90-80", null)]
    [InlineData("Tcp", "65536", null)]
    [InlineData("Tcp", "-1", null)]
    [InlineData("Tcp", "1-2-3", null)]
    [InlineData("Tcp", "", null)]
    public void Ports_are_text(string protocol, string ports, string? expected) =>
        Assert.Equal(expected, PortSet.TryParse(protocol, ports, out var set) ? set.ToString() : null);

    [Fact]
    public void Ports_are_said_in_order_and_joined() =>
        Assert.Equal("tcp/22, tcp/8000-8080, udp/53, icmp", PortSet.Of("icmp").Union(PortSet.Of("udp", 53, 53)).Union(PortSet.Of("tcp", 8041, 8080))
            .Union(PortSet.Of("tcp", 8000, 8040)).Union(PortSet.Of("tcp", 22, 22)).ToString());

    private static PortSet Of((string, int, int)[] ranges) => ranges.Aggregate(PortSet.None, (sum, each) => sum.Union(PortSet.Of(each.Item1, each.Item2, each.Item3)));

    /// <summary>Only ports that are looked at; <see cref="Few"/> and 1000 for all between.</summary>
    private static HashSet<(string, int)> Naive((string, int, int)[] ranges) =>
        [.. from range in ranges
            from port in Few.Append(1000)
            where range.Item1 is "icmp" or "gre" ? port == 0 : range.Item2 <= port && port <= range.Item3
            select (range.Item1, port)];

    private static void Same(IEnumerable<(string, int)> expected, PortSet actual) => Assert.Equal(
        expected.Order(),
        Protocols.SelectMany(protocol => Few.Append(1000).Select(port => (protocol, port))).Where(each => (each.protocol is "tcp" or "udp" || each.port == 0) && actual.Contains(each.protocol, each.port)).Order());
}
