using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>Receivers that want more of us than a message, and names that lead elsewhere.</summary>
public sealed class HostileReceiverTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redirect_is_an_answer_like_others_and_is_not_followed()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        telling.Hooks.Instead = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "https://169.254.169.254/latest/meta-data";
            context.Response.Headers.SetCookie = "follow=me";
            return Task.CompletedTask;
        };
        await telling.HappensAsync("a");
        await telling.RoundAsync();
        telling.Hooks.Instead = null;
        Assert.Equal(1, await telling.RoundAsync());

        Assert.Equal("it answered 307", (await telling.Tenant.ChannelAsync(channel)).LastFailure?.Reason);
        Assert.Equal([Notified.Path, Notified.Path], telling.Hooks.Got.Select(each => each.Path));
        Assert.DoesNotContain("Cookie", telling.Hooks.Got[^1].Headers.Keys);
    }

    /// <summary>A gigabyte as an answer, of which the API reads what a connection holds anyway.</summary>
    [Fact]
    public async Task What_an_answer_says_is_not_read()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();
        telling.Hooks.Instead = async context =>
        {
            var much = new byte[1 << 20];
            for (var n = 0; n < 1024 && !context.RequestAborted.IsCancellationRequested; n++)
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
        };
        await telling.HappensAsync("a");

        Assert.Equal(1, await telling.RoundAsync());

        Assert.InRange(telling.Hooks.Read, 1, 64 << 20);
    }

    /// <summary>One byte of a header now and then.</summary>
    [Fact]
    public async Task Who_answers_slowly_is_left_alone_after_a_while()
    {
        using var slow = new TcpListener(IPAddress.Loopback, 0);
        slow.Start();
        var sent = 0;
        var answering = Task.Run(async () =>
        {
            using var client = await slow.AcceptTcpClientAsync(Ct);
            await using var stream = client.GetStream();
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX-Slow: "), Ct);
                for (; ; sent++)
                {
                    await stream.WriteAsync("x"u8.ToArray(), Ct);
                    await Task.Delay(20, Ct);
                }
            }
            catch (IOException)
            {
            }
        }, Ct);
        var connections = new PublicConnections((_, _) => Task.FromResult(new[] { HookReceiver.Public }), async (_, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(slow.LocalEndpoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        });
        using var http = new HttpClient(connections.Handler()) { Timeout = TimeSpan.FromMilliseconds(300) };

        // The rule of https is asked before, so a plain address shows what the time-out does.
        await Assert.ThrowsAsync<TaskCanceledException>(() => http.PostAsync("http://slow.example/", new StringContent("{}"), Ct));
        await answering;

        Assert.True(sent > 0);
        Assert.Equal(TimeSpan.FromSeconds(10), PublicPost.Timeout);
    }

    public static TheoryData<string> PrivateAddresses => new("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1", "64:ff9b::7f00:1");

    [Theory]
    [MemberData(nameof(PrivateAddresses))]
    public async Task A_name_that_leads_inside_is_not_called(string address)
    {
        var called = 0;
        await using var api2 = await ClockedApi.StartAsync(api, null, new((_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), (_, _) =>
        {
            called++;
            throw new IOException();
        }));
        var channel = (await api2.Tenant.NewChannelAsync()).Id;

        var tested = await api2.Tenant.Admin.SendAsync("POST", api2.Tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>();

        Assert.Equal((false, "the host name leads to an address that is not public", 0), (tested.Delivered, tested.Reason, called));
    }

    /// <summary>Whatever came into the database: asked again right before it is called.</summary>
    [Theory]
    [InlineData("http://hooks.example/")]
    [InlineData("https://user@hooks.example/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_but_public_https_is_posted_to(string url)
    {
        await using var hooks = await new HookReceiver().StartAsync();

        await Assert.ThrowsAsync<DestinationException>(() => new PublicPost(hooks.Connections).SendAsync(url, new StringContent("{}"), [], Ct));

        Assert.Empty(hooks.Got);
    }

    /// <summary>Public when the channel was made and at the first message, private at the second.</summary>
    [Fact]
    public async Task A_name_that_changes_its_mind_is_asked_each_time()
    {
        await using var hooks = await new HookReceiver().StartAsync();
        var (inside, connected) = (false, new List<IPEndPoint>());
        await using var clocked = await ClockedApi.StartAsync(api, null, new(
            (_, _) => Task.FromResult(new[] { inside ? IPAddress.Loopback : HookReceiver.Public }),
            (endpoint, ct) =>
            {
                lock (connected)
                    connected.Add(endpoint);
                return hooks.ConnectAsync(endpoint, ct);
            }, [hooks.Authority]));
        var channel = (await clocked.Tenant.NewChannelAsync()).Id;
        Assert.True((await TestAsync()).Delivered);
        inside = true;
        clocked.Clock.Move(TimeSpan.FromMinutes(2));

        Assert.Equal("the host name leads to an address that is not public", (await TestAsync()).Reason);

        Assert.Equal([new IPEndPoint(HookReceiver.Public, 443)], connected);
        Task<TestedChannel> TestAsync() => clocked.Tenant.Admin.SendAsync("POST", clocked.Tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>();
    }

    /// <summary>Whoever sits at the address has no certificate for the name.</summary>
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var hooks = await new HookReceiver().StartAsync();
        await using var clocked = await ClockedApi.StartAsync(api, null, hooks.Connections with { Roots = null });
        var channel = (await clocked.Tenant.NewChannelAsync()).Id;

        var tested = await clocked.Tenant.Admin.SendAsync("POST", clocked.Tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>();

        Assert.Equal((false, "it could not be reached"), (tested.Delivered, tested.Reason));
        Assert.Empty(hooks.Got);
    }

    [Fact]
    public void Production_trusts_whom_its_machine_trusts_and_asks_the_real_names() =>
        Assert.Equal((PublicConnections.OfThisMachine, (object?)null), (api.Services.GetRequiredService<PublicConnections>(), PublicConnections.OfThisMachine.Roots));
}
