using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Personal;
using SecureObs.Api.Tests.Infrastructure;
using SmtpServer.Protocol;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>Mail through a real server: encrypted, signed in, as digests.</summary>
public sealed class MailTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Dictionary<string, string?> By(MailReceiver server) => new() { ["Mail:Port"] = $"{server.Port}" };

    [Fact]
    public async Task A_channel_of_mail_tells_its_recipients_at_most_every_quarter_of_an_hour()
    {
        await using var server = new MailReceiver().Start();
        await using var telling = await Telling.StartAsync(api, By(server));
        await telling.Tenant.NewChannelAsync(ChannelKind.Email, "team@contoso.example, Second@contoso.example");
        await telling.HappensAsync("a", text: "Grüße");
        Assert.Equal(1, await telling.RoundAsync());
        await telling.HappensAsync("b");
        Assert.Equal(0, await telling.RoundAsync(TimeSpan.FromMinutes(10)));
        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromMinutes(6)));

        Assert.Equal(2, server.Got.Count);
        Assert.Equal(["team@contoso.example", "Second@contoso.example"], server.Got[0].To);
        Assert.Contains("Grüße", server.Got[0].Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://secureobs.example/tenants/", server.Got[0].Message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_gets_one_digest_a_day_of_the_own_projects()
    {
        await using var server = new MailReceiver().Start();
        await using var telling = await Telling.StartAsync(api, By(server));
        var other = await telling.Tenant.AddProjectAsync("other");
        await MineAsync(telling.Tenant.Member, telling, new(DigestFrequency.Daily, [NotificationKind.ProjectSilent], [telling.Tenant.ProjectId]));
        await telling.HappensAsync("a", text: "first thing");
        await telling.HappensAsync("b", text: "second thing");
        await telling.HappensAsync("c", text: "elsewhere", project: other);
        await telling.HappensAsync("d", NotificationKind.GateFailed, "unasked");
        Assert.Equal(0, await telling.RoundAsync());

        Assert.Equal(1, await telling.RoundAsync(NotificationOutbox.NextDay(telling.Api.Clock.GetUtcNow()) - telling.Api.Clock.GetUtcNow()));

        var mail = Assert.Single(server.Got);
        Assert.Equal(["test@contoso.example"], mail.To);
        Assert.Contains("first thing", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("second thing", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", mail.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("unasked", mail.Raw, StringComparison.Ordinal);
        Assert.NotNull((await telling.Tenant.Member.GetFromJsonAsync<MyNotifications>(telling.Tenant.Route("me/notifications"), Ct))!.LastDeliveredAt);
    }

    [Fact]
    public async Task Who_left_gets_nothing_of_what_waited()
    {
        await using var server = new MailReceiver().Start();
        await using var telling = await Telling.StartAsync(api, By(server));
        await MineAsync(telling.Tenant.Member, telling, new(DigestFrequency.Weekly, [NotificationKind.ProjectSilent], null));
        await telling.HappensAsync("a");
        Assert.StartsWith("20", await telling.Tenant.Member.SendAsync("DELETE", telling.Tenant.Route("members/me")).SaysAsync(), StringComparison.Ordinal);

        Assert.Equal(0, await telling.RoundAsync(TimeSpan.FromDays(8)));

        Assert.Empty(server.Got);
    }

    [Theory]
    [InlineData("2026-11-30T05:59:00Z", "2026-11-30T06:00:00Z", "2026-11-30T06:00:00Z")]
    [InlineData("2026-11-30T06:00:00Z", "2026-12-01T06:00:00Z", "2026-12-07T06:00:00Z")]
    [InlineData("2026-12-06T23:00:00Z", "2026-12-07T06:00:00Z", "2026-12-07T06:00:00Z")]
    public void Digests_go_out_in_the_morning_and_on_Mondays(string now, string day, string monday)
    {
        var at = DateTimeOffset.Parse(now, null);
        Assert.Equal((DateTimeOffset.Parse(day, null), DateTimeOffset.Parse(monday, null)), (NotificationOutbox.NextDay(at), NotificationOutbox.NextMonday(at)));
    }

    [Fact]
    public async Task A_server_that_refuses_is_tried_again_and_what_it_says_is_not_repeated()
    {
        await using var server = new MailReceiver().Start();
        server.Instead = new(SmtpReplyCode.MailboxUnavailable, "team@contoso.example has no room");
        await using var telling = await Telling.StartAsync(api, By(server));
        var channel = (await telling.Tenant.NewChannelAsync(ChannelKind.Email)).Id;
        await telling.HappensAsync("a");
        await telling.RoundAsync();
        Assert.Equal("the mail server refused it with 550", (await telling.Tenant.ChannelAsync(channel)).LastFailure?.Reason);
        server.Instead = null;

        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public async Task It_signs_in_over_STARTTLS_to_a_server_that_somebody_vouches_for_and_never_else()
    {
        using var authority = HookReceiver.Signed(null, "CN=Authority of the operator");
        using var other = HookReceiver.Signed(null, "CN=Authority of somebody else");
        using var certificate = HookReceiver.Signed(authority, "CN=localhost");
        await using var encrypted = new MailReceiver().Start(certificate, "open sesame");
        await using var plain = new MailReceiver().Start(password: "open sesame");
        var files = Directory.CreateTempSubdirectory("mail-").FullName;

        Assert.Equal("the mail server does not encrypt as it should", await TestAsync(plain, authority, "open sesame"));
        Assert.Equal("the mail server does not encrypt as it should", await TestAsync(encrypted, other, "open sesame"));
        Assert.Equal("the mail server does not encrypt as it should", await TestAsync(encrypted, null, "open sesame"));
        Assert.Equal("the mail server does not know the user or the password", await TestAsync(encrypted, authority, "wrong"));
        Assert.Empty(plain.Got.Concat(encrypted.Got));
        Assert.Null(await TestAsync(encrypted, authority, "open sesame"));
        Assert.Equal((true, true), Assert.Single(encrypted.Got) is var mail ? (mail.Encrypted, mail.Authenticated) : default);
        Assert.DoesNotContain("open sesame", api.Logs.Text, StringComparison.Ordinal);
        Directory.Delete(files, recursive: true);

        async Task<string?> TestAsync(MailReceiver server, X509Certificate2? trusted, string password)
        {
            var secret = Path.Combine(files, "password");
            await File.WriteAllTextAsync(secret, password + "\n", Ct);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await File.WriteAllTextAsync(Path.Combine(files, "ca.pem"), trusted?.ExportCertificatePem(), Ct);
            await using var telling = await Telling.StartAsync(api, new()
            {
                ["Mail:Host"] = "localhost",
                ["Mail:Port"] = $"{server.Port}",
                ["Mail:Security"] = "starttls",
                ["Mail:User"] = "secureobs",
                ["Mail:PasswordFile"] = secret,
                ["Mail:AuthorityFile"] = trusted is null ? null : Path.Combine(files, "ca.pem"),
            });
            var channel = (await telling.Tenant.NewChannelAsync(ChannelKind.Email)).Id;
            return (await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>()).Reason;
        }
    }

    [Fact]
    public async Task Nobody_there_is_said()
    {
        await using var telling = await Telling.StartAsync(api, new() { ["Mail:Port"] = "1" });
        var channel = (await telling.Tenant.NewChannelAsync(ChannelKind.Email)).Id;

        var tested = await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>();

        Assert.Equal((false, "the mail server could not be reached"), (tested.Delivered, tested.Reason));
    }

    private static async Task MineAsync(HttpClient client, Telling telling, MyNotificationsRequest request) =>
        Assert.Equal("204", await client.SendAsync("PUT", telling.Tenant.Route("me/notifications"), request).SaysAsync());
}
