using System.Net;
using System.Net.Sockets;
using System.Text;
using SecureObs.Api.Platform.Outgoing;

namespace SecureObs.Api.Tests.Platform.Outgoing;

/// <summary>A tenant's webhook reaches the public internet and nothing else, whatever its name or notation says.</summary>
public sealed class PublicAddressTests
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700::6810:84e5", true)]
    [InlineData("2a00:1450:4001:82b::200e", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.192", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("239.255.255.255", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Includes(IPAddress.Parse(address)));

    /// <summary>The notations that a browser, a resolver or a library may read as 127.0.0.1.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("017700000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[0:0:0:0:0:ffff:7f00:1]")]
    public async Task No_notation_of_this_machine_is_called(string host)
    {
        var called = new List<IPEndPoint>();
        var connections = PublicConnections.OfThisMachine with { Connect = (address, _) => Refuse(called, address) };
        using var http = new HttpClient(connections.Handler());

        await Assert.ThrowsAnyAsync<Exception>(() => http.GetAsync($"https://{host}:1/", TestContext.Current.CancellationToken));

        Assert.Empty(called);
    }

    /// <summary>Whoever is called could send us on to where we may not call.</summary>
    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var calls = 0;
        var connections = new PublicConnections((_, _) => Task.FromResult(new[] { Public }), (_, _) =>
        {
            calls++;
            return Task.FromResult<Stream>(new CannedAnswer("HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n"));
        });
        using var http = new HttpClient(connections.Handler());

        using var answer = await http.GetAsync("http://hooks.example/", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Found, 1), (answer.StatusCode, calls));
    }

    /// <summary>A name that is public when it is checked and private when it is used: it is resolved once.</summary>
    [Fact]
    public async Task A_name_that_changes_its_answer_is_called_at_the_address_that_was_checked()
    {
        var (called, answers) = (new List<IPEndPoint>(), new Queue<IPAddress>([Public, IPAddress.Loopback]));
        var connections = new PublicConnections((_, _) => Task.FromResult(new[] { answers.Dequeue() }), (address, _) => Refuse(called, address));

        await Assert.ThrowsAsync<IOException>(() => connections.OpenAsync(new("rebinding.example", 443), TestContext.Current.CancellationToken));
        var second = await Assert.ThrowsAsync<DestinationException>(() => connections.OpenAsync(new("rebinding.example", 443), TestContext.Current.CancellationToken));

        Assert.Equal([new IPEndPoint(Public, 443)], called);
        Assert.Contains("not public", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_one_private_address_among_public_ones_is_not_called()
    {
        var called = new List<IPEndPoint>();
        var connections = new PublicConnections(
            (_, _) => Task.FromResult(new[] { Public, IPAddress.Parse("10.0.0.1") }), (address, _) => Refuse(called, address));

        await Assert.ThrowsAsync<DestinationException>(() => connections.OpenAsync(new("mixed.example", 443), TestContext.Current.CancellationToken));

        Assert.Empty(called);
    }

    /// <summary>Of IPv6, say, where this machine has only IPv4. Nobody makes us knock at more than four doors.</summary>
    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public async Task An_address_that_cannot_be_reached_is_followed_by_the_next(bool reachable, int tried)
    {
        IPAddress[] addresses = [Public, IPAddress.Parse("2606:4700::1"), .. Enumerable.Range(1, 8).Select(n => IPAddress.Parse($"8.8.8.{n}"))];
        var called = new List<IPEndPoint>();
        var connections = new PublicConnections((_, _) => Task.FromResult(addresses), (address, _) =>
        {
            called.Add(address);
            return called.Count == 3 && reachable ? Task.FromResult<Stream>(new CannedAnswer("")) : throw new SocketException((int)SocketError.NetworkUnreachable);
        });

        var opened = await Record.ExceptionAsync(() => connections.OpenAsync(new("many.example", 443), TestContext.Current.CancellationToken));

        Assert.Equal(reachable, opened is null);
        Assert.Equal(addresses.Take(tried), called.Select(each => each.Address));
    }

    private static Task<Stream> Refuse(List<IPEndPoint> called, IPEndPoint address)
    {
        called.Add(address);
        throw new IOException("No connection in this test.");
    }

    /// <summary>A connection that answers whatever it is asked.</summary>
    private sealed class CannedAnswer(string answer) : MemoryStream(Encoding.ASCII.GetBytes(answer))
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
