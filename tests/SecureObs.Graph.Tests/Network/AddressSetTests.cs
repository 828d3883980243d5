using System.Net;
using CsCheck;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

public sealed class AddressSetTests
{
    /// <summary>In order: the edges of both versions, and of where IPv4 lies in the numbers, with one for all between where there are some.</summary>
    private static readonly string[] Few =
    [
        "0.0.0.0", "0.0.0.1", "0.0.0.2", "5.0.0.0", "10.0.0.254", "10.0.0.255", "10.0.1.0", "99.0.0.0", "255.255.255.254", "255.255.255.255",
        "::", "::1", "::1234", "::fffe:ffff:ffff", "::1:0:0:0", "2001::", "2001:db8::", "2001:db8::1", "2001:db8::2", "3000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ];

    /// <summary>Where ranges begin and end, of each version.</summary>
    private static readonly int[] EndsV4 = [0, 1, 2, 4, 5, 6, 8, 9], EndsV6 = [10, 11, 13, 14, 16, 17, 18, 20];

    private static readonly Gen<(int From, int To)[]> Ranges = Gen.OneOf(EndsV4, EndsV6)
        .SelectMany(ends => Gen.Select(Gen.OneOf(ends), Gen.OneOf(ends), (a, b) => (Math.Min(a, b), Math.Max(a, b)))).Array[0, 6];

    [Fact]
    public void It_counts_as_a_set_of_addresses_does() => Gen.Select(Ranges, Ranges).Sample((a, b) =>
    {
        var (mine, its) = (Of(a), Of(b));
        var (naiveMine, naiveIts) = (Naive(a), Naive(b));
        Same(naiveMine.Union(naiveIts), mine.Union(its));
        Same(naiveMine.Intersect(naiveIts), mine.Intersect(its));
        Same(naiveMine.Except(naiveIts), mine.Except(its));
        Assert.Equal(naiveMine.Overlaps(naiveIts), mine.Overlaps(its));
        Assert.Equal(naiveIts.IsSubsetOf(naiveMine), mine.Contains(its));
        Assert.Equal(naiveMine.SetEquals(naiveIts), mine.Equals(its));
    }, iter: 3000);

    [Fact]
    public void Laws_of_sets_hold_and_text_comes_back() => Gen.Select(Ranges, Ranges).Sample((a, b) =>
    {
        var (x, y) = (Of(a), Of(b));
        Assert.Equal(AddressSet.All.Except(x.Union(y)), AddressSet.All.Except(x).Intersect(AddressSet.All.Except(y)));
        Assert.Equal(x, x.Except(y).Union(x.Intersect(y)));
        Assert.Equal(x, x.IsEmpty ? AddressSet.None : AddressSet.Parse(x.ToString().Split(", ")));
        Assert.Equal(x.Equals(y), x.ToString() == y.ToString());
        Assert.Equal(x.Intersect(AddressSet.AllV4).Union(x.Intersect(AddressSet.AllV6)), x);
    });

    [Fact]
    public void A_range_in_CIDR_has_the_addresses_that_begin_so() => Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32], Gen.Byte.Array[4]).Sample((range, bits, address) =>
    {
        var isIn = new IPNetwork(Masked(range, bits), bits).Contains(new IPAddress(address));
        Assert.Equal(isIn, AddressSet.Parse($"{new IPAddress(range)}/{bits}").Contains(AddressSet.Parse(new IPAddress(address).ToString())));
    });

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/16")]
    [InlineData("10.0.77.5/16", "10.0.0.0/16")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("1.2.3.4/32", "1.2.3.4")]
    [InlineData("1.2.3.4-1.2.3.9", "1.2.3.4-1.2.3.9")]
    [InlineData("10.0.0.0 - 10.0.0.255", "10.0.0.0/24")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("0.0.0.0-255.255.255.255", "0.0.0.0/0")]
    [InlineData("::/0", "::/0")]
    [InlineData("2001:DB8:0:0::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("*", "*")]
    [InlineData("", null)]
    [InlineData("Internet", null)]
    [InlineData("10", null)]
    [InlineData("10.0.0", null)]
    [InlineData("010.0.0.1", null)]
    [InlineData("10.0.0.256", null)]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("10.0.0.0/", null)]
    [InlineData("10.0.0.0/-1", null)]
    [InlineData("10.0.0.0/8/8", null)]
    [InlineData("10.0.0.9-10.0.0.1", null)]
    [InlineData("10.0.0.1-::1", null)]
    [InlineData("fe80::1%eth0", null)]
    [InlineData("::/129", null)]
    public void Text_is_read(string text, string? expected) => Assert.Equal(expected, AddressSet.TryParse(text, out var set) ? set.ToString() : null);

    [Fact]
    public void Both_versions_are_all_and_have_nothing_in_common()
    {
        Assert.Equal(AddressSet.All, AddressSet.AllV4.Union(AddressSet.AllV6));
        Assert.False(AddressSet.AllV4.Overlaps(AddressSet.AllV6));
        Assert.False(AddressSet.Public.Overlaps(AddressSet.Private));
    }

    [Theory]
    [InlineData("10.0.0.0-10.255.255.255", "9.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0-100.127.255.255", "100.63.255.255", "100.128.0.0")]
    [InlineData("169.254.0.0-169.254.255.255", "169.253.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0-172.31.255.255", "172.15.255.255", "172.32.0.0")]
    [InlineData("192.168.0.0-192.168.255.255", "192.167.255.255", "192.169.0.0")]
    public void Private_ranges_lie_between_public_ones(string inside, string before, string after)
    {
        Assert.True(AddressSet.Private.Contains(AddressSet.Parse(inside)));
        Assert.False(AddressSet.Public.Overlaps(AddressSet.Parse(inside)));
        Assert.True(AddressSet.Public.Contains(AddressSet.Parse(before, after)));
        Assert.False(AddressSet.Private.Overlaps(AddressSet.Parse(before, after)));
    }

    [Theory]
    [InlineData("0.0.0.0/8", false)]
    [InlineData("127.0.0.0/8", false)]
    [InlineData("224.0.0.0/3", false)]
    [InlineData("::1", false)]
    [InlineData("fc00::/7", false)]
    [InlineData("fe80::/10", false)]
    [InlineData("ff00::/8", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("203.0.113.0/24", true)] // for documentation: in a plan it stands for a real one
    [InlineData("2606:4700::/32", true)]
    public void A_machine_of_the_internet_has_one_of(string text, bool expected) =>
        Assert.Equal((expected, expected), (AddressSet.Public.Contains(AddressSet.Parse(text)), AddressSet.Public.Overlaps(AddressSet.Parse(text))));

    [Theory]
    [InlineData("0.0.0.0/1", true)]
    [InlineData("128.0.0.0/1", false)]
    [InlineData("2000::/4", true)]
    [InlineData("2000::/5", false)]
    [InlineData("fc00::/7", false)]
    [InlineData("*", true)]
    public void Half_is_most(string text, bool expected) => Assert.Equal(expected, AddressSet.Parse(text).IsMostOfTheInternet);

    private static AddressSet Of((int From, int To)[] ranges) => AddressSet.Parse(ranges.Select(range => $"{Few[range.From]}-{Few[range.To]}"));

    private static HashSet<string> Naive((int From, int To)[] ranges) => [.. ranges.SelectMany(range => Few[range.From..(range.To + 1)])];

    private static void Same(IEnumerable<string> expected, AddressSet actual) =>
        Assert.Equal(expected.Order(), Few.Where(each => actual.Contains(AddressSet.Parse(each))).Order());

    private static IPAddress Masked(byte[] range, int bits) =>
        new([.. range.Select((part, at) => (byte)(part & (0xFF00 >> Math.Clamp(bits - (at * 8), 0, 8))))]);
}
