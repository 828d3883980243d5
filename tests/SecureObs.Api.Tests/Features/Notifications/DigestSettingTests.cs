using System.Net.Http.Json;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Personal;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>What a member says about the own digest.</summary>
public sealed class DigestSettingTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly MyNotificationsRequest Daily = new(DigestFrequency.Daily, [NotificationKind.GateFailed], null);

    [Fact]
    public async Task It_is_off_until_one_asks_for_it_and_nobody_else_sees_it()
    {
        var tenant = await api.NewTenantAsync();
        var route = tenant.Route("me/notifications");
        var before = (await tenant.Member.GetFromJsonAsync<MyNotifications>(route, Ct))!;
        Assert.Equal((true, "test@contoso.example", DigestFrequency.Off), (before.Mail, before.Address, before.Frequency));
        Assert.Empty(before.Events);

        Assert.Equal("204", await tenant.Member.SendAsync("PUT", route, Daily with { ProjectIds = [tenant.ProjectId] }).SaysAsync());
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", route, Daily with { ProjectIds = [tenant.ProjectId], Frequency = DigestFrequency.Weekly }).SaysAsync());

        var mine = (await tenant.Member.GetFromJsonAsync<MyNotifications>(route, Ct))!;
        Assert.Equal((DigestFrequency.Weekly, tenant.ProjectId), (mine.Frequency, Assert.Single(mine.ProjectIds!)));
        Assert.Equal(DigestFrequency.Off, (await tenant.Admin.GetFromJsonAsync<MyNotifications>(route, Ct))!.Frequency);
        Assert.Empty((await tenant.Admin.GetFromJsonAsync<ChannelList>(tenant.Channels(), Ct))!.Items);
        var digest = await api.Database.ScalarAsync<Guid>(api.DatabaseName, $"select id from app.notification_channels where tenant_id = '{tenant.Id}'");
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{digest}/test")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("GET", tenant.Channels($"/{digest}/deliveries")).SaysAsync());

        Assert.Equal("204", await tenant.Member.SendAsync("PUT", route, Daily with { Frequency = DigestFrequency.Off }).SaysAsync());
        Assert.Equal(0, await CountAsync(tenant));
    }

    [Fact]
    public async Task It_goes_with_its_member()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route("me/notifications"), Daily).SaysAsync());
        Assert.Equal(1, await CountAsync(tenant));

        Assert.Equal("200", await tenant.Member.SendAsync("DELETE", tenant.Route("members/me")).SaysAsync() is "204" ? "200" : "not left");

        Assert.Equal(0, await CountAsync(tenant));
    }

    [Fact]
    public async Task Projects_of_others_are_refused_and_so_is_a_name_that_is_no_address()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        Assert.Equal("404 not-found", await tenant.Member.SendAsync("PUT", tenant.Route("me/notifications"), Daily with { ProjectIds = [other.ProjectId] }).SaysAsync());

        var nameless = api.Anonymous();
        nameless.DefaultRequestHeaders.Authorization = new("Bearer", api.Entra.Token(tenant.MemberPerson, username: "mia"));
        Assert.Equal("409 own-address-missing", await nameless.SendAsync("PUT", tenant.Route("me/notifications"), Daily).SaysAsync());
        Assert.Null((await nameless.GetFromJsonAsync<MyNotifications>(tenant.Route("me/notifications"), Ct))!.Address);
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_by_mail_can_be_asked_for()
    {
        await using var other = await OtherApi.StartAsync(api, new() { ["Mail:Host"] = "", ["Mail:Port"] = "", ["Mail:From"] = "", ["Mail:Security"] = "" });
        var tenant = await api.NewTenantAsync();
        var client = api.AsPerson(tenant.AdminPerson);
        client.BaseAddress = other.Address;

        Assert.False((await client.GetFromJsonAsync<MyNotifications>(tenant.Route("me/notifications"), Ct))!.Mail);
        Assert.False((await client.GetFromJsonAsync<ChannelList>(tenant.Channels(), Ct))!.Mail);
        Assert.Equal("409 mail-off", await client.SendAsync("PUT", tenant.Route("me/notifications"), Daily).SaysAsync());
        Assert.Equal("409 mail-off", await client.SendAsync("POST", tenant.Channels(), new CreateChannelRequest("x", ChannelKind.Email, "a@contoso.example", Notified.All)).SaysAsync());
    }

    private Task<long> CountAsync(TestTenant tenant) =>
        api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.notification_channels where tenant_id = '{tenant.Id}'");
}
