using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Deliveries;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>What an admin can do with channels, and what nobody gets to see of them.</summary>
public sealed class ChannelTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_is_made_changed_paused_and_removed_and_each_is_in_the_trail()
    {
        var tenant = await api.NewTenantAsync();
        var made = await tenant.NewChannelAsync(events: [NotificationKind.GateFailed, NotificationKind.GateFailed, NotificationKind.KeyExpiring], project: tenant.ProjectId);
        var item = await tenant.ChannelAsync(made.Id);
        Assert.Equal((ChannelKind.Webhook, "hooks.example", "shop", ChannelState.Active, "Ada Admin"), (item.Kind, item.Address, item.ProjectName, item.State, item.CreatedBy));
        Assert.Equal([NotificationKind.GateFailed, NotificationKind.KeyExpiring], item.Events);
        Assert.Equal((null, null, 0), (item.LastDeliveredAt, item.LastFailure, item.Waiting));

        var change = new ChangeChannelRequest("Other", [NotificationKind.ProjectSilent], null, Paused: true);
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Channels($"/{made.Id}"), change).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Channels($"/{made.Id}"), change).SaysAsync());
        item = await tenant.ChannelAsync(made.Id);
        Assert.Equal(("Other", null, ChannelState.Paused), (item.Name, item.ProjectId, item.State));

        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Channels($"/{made.Id}")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Channels($"/{made.Id}")).SaysAsync());
        Assert.Empty((await tenant.Admin.GetFromJsonAsync<ChannelList>(tenant.Channels(), Ct))!.Items);
        Assert.Equal(["notification.channel-created", "notification.channel-changed", "notification.channel-removed"], await ActionsAsync(tenant));
    }

    /// <summary>A key that is derived is the same each time: it is shown once because the answer says so, not because it is lost.</summary>
    [Fact]
    public async Task Only_a_webhook_has_a_signing_key_and_rotating_gives_another_one()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var (hook, second, slack) = (await tenant.NewChannelAsync(), await other.NewChannelAsync(), await tenant.NewChannelAsync(ChannelKind.Slack));
        Assert.StartsWith("whsec_", hook.SigningKey, StringComparison.Ordinal);
        Assert.Null(slack.SigningKey);

        var rotated = await tenant.Admin.SendAsync("POST", tenant.Channels($"/{hook.Id}/rotate")).ReadAsync<RotatedKey>();

        var third = await tenant.NewChannelAsync();
        Assert.Equal(4, new[] { hook.SigningKey, second.SigningKey, third.SigningKey, rotated.SigningKey }.Distinct().Count());
        Assert.Equal("409 channel-unsigned", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{slack.Id}/rotate")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{second.Id}/rotate")).SaysAsync());
    }

    [Fact]
    public async Task The_address_and_the_key_are_in_no_answer_no_entry_no_column_and_no_log()
    {
        var tenant = await api.NewTenantAsync();
        var hook = await tenant.NewChannelAsync();
        await tenant.Admin.SendAsync("POST", tenant.Channels($"/{hook.Id}/test")).SaysAsync();

        var answers = await tenant.Admin.GetStringAsync(tenant.Channels(), Ct) + await tenant.Admin.GetStringAsync(tenant.Route("audit"), Ct);
        var row = await api.Database.ScalarAsync<string>(api.DatabaseName, $"select row_to_json(c)::text from app.notification_channels c where id = '{hook.Id}'");

        Assert.Contains("hooks.example", answers, StringComparison.Ordinal);
        foreach (var word in new[] { "pathIsSecret", hook.SigningKey!["whsec_".Length..] })
        {
            Assert.DoesNotContain(word, answers, StringComparison.Ordinal);
            Assert.DoesNotContain(word, row, StringComparison.Ordinal);
            Assert.DoesNotContain(word, api.Logs.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ChannelKind.Webhook, "http://hooks.example/")]
    [InlineData(ChannelKind.Webhook, "https://127.0.0.1/")]
    [InlineData(ChannelKind.Slack, "https://[::ffff:10.0.0.1]/")]
    [InlineData(ChannelKind.Teams, "https://user@hooks.example/")]
    [InlineData(ChannelKind.Webhook, "https://hooks.example/\r\nHost: x")]
    [InlineData(ChannelKind.Webhook, "nonsense")]
    [InlineData(ChannelKind.Email, "team@contoso.example, ")]
    [InlineData(ChannelKind.Email, "somebody@elsewhere.example")]
    public async Task An_address_that_nothing_may_be_sent_to_is_refused(ChannelKind kind, string address)
    {
        var tenant = await api.NewTenantAsync();
        var answer = await tenant.Admin.SendAsync("POST", tenant.Channels(), new CreateChannelRequest("x", kind, address, Notified.All)).SaysAsync();

        // A list that ends with a comma is a list.
        Assert.Equal(address.EndsWith(", ", StringComparison.Ordinal) ? "201" : "400 channel-address-invalid", answer);
    }

    /// <summary>That its domain is a stranger's would refuse most of them, too: the form is asked first.</summary>
    [Theory]
    [InlineData("nonsense")]
    [InlineData("Team <team@contoso.example>")]
    [InlineData("team@contoso.example\r\nBcc: all@contoso.example")]
    [InlineData("team@contoso.example;x@contoso.example")]
    [InlineData("\"team\r\nBcc: all\"@contoso.example")]
    public async Task A_recipient_is_one_mailbox_in_its_plain_form(string address)
    {
        var tenant = await api.NewTenantAsync();

        using var answer = await tenant.Admin.SendAsync("POST", tenant.Channels(), new CreateChannelRequest("x", ChannelKind.Email, address, Notified.All));

        Assert.Equal("Nothing can be sent to this address: it must be e-mail addresses such as name@example.com, separated by commas.", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["detail"]);
    }

    [Fact]
    public async Task What_is_another_organisations_is_not_there()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var channel = (await other.NewChannelAsync()).Id;
        var delivery = await DeliveredAsync(other, channel);
        var own = (await tenant.NewChannelAsync()).Id;
        var change = new ChangeChannelRequest("Mine", Notified.All, null, false);

        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("PUT", tenant.Channels($"/{channel}"), change).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/test")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("GET", tenant.Channels($"/{channel}/deliveries")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/deliveries/{delivery}/replay")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{own}/deliveries/{delivery}/replay")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("PUT", tenant.Channels($"/{own}"), change with { ProjectId = other.ProjectId }).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Channels($"/{channel}")).SaysAsync());
        Assert.Equal(channel, (await other.ChannelAsync(channel)).Id);
        foreach (var (method, below) in new[] { ("GET", ""), ("POST", ""), ("DELETE", $"/{own}"), ("POST", $"/{own}/test"), ("POST", $"/{own}/rotate") })
            Assert.Equal("403 role-missing", await tenant.Member.SendAsync(method, tenant.Channels(below), below is "" && method is "POST" ? new CreateChannelRequest("x", ChannelKind.Webhook, Notified.Hook, Notified.All) : null).SaysAsync());
    }

    [Fact]
    public async Task A_test_says_why_nothing_arrived_and_one_a_minute_is_enough()
    {
        var tenant = await api.NewTenantAsync();
        var channel = (await tenant.NewChannelAsync(address: "https://localhost/hook")).Id;

        var tested = await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/test")).ReadAsync<TestedChannel>();
        var again = await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/test"));

        Assert.Equal((false, "the host name leads to an address that is not public"), (tested.Delivered, tested.Reason));
        Assert.Equal("429 too-many-requests", await Task.FromResult(again).SaysAsync());
        Assert.InRange(again.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task What_arrived_is_sent_again_and_what_waits_is_not()
    {
        var tenant = await api.NewTenantAsync();
        var channel = (await tenant.NewChannelAsync()).Id;
        var delivery = await DeliveredAsync(tenant, channel);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await tenant.DeliveriesAsync(channel)).State);

        Assert.Equal("202", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/deliveries/{delivery}/replay")).SaysAsync());

        Assert.Equal((delivery, DeliveryState.Waiting, "shop"), Assert.Single(await tenant.DeliveriesAsync(channel)) is var item ? (item.Id, item.State, item.ProjectName) : default);
        Assert.Equal(1, (await tenant.ChannelAsync(channel)).Waiting);
        Assert.Equal("409 delivery-waiting", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/deliveries/{delivery}/replay")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Channels($"/{channel}"), new ChangeChannelRequest("x", Notified.All, null, Paused: true)).SaysAsync());
        Assert.Equal(DeliveryState.GivenUp, Assert.Single(await tenant.DeliveriesAsync(channel)).State);
        Assert.Equal("409 channel-paused", await tenant.Admin.SendAsync("POST", tenant.Channels($"/{channel}/deliveries/{delivery}/replay")).SaysAsync());
    }

    [Fact]
    public async Task Messages_are_listed_page_by_page()
    {
        var tenant = await api.NewTenantAsync();
        var channel = (await tenant.NewChannelAsync()).Id;
        for (var n = 0; n < Pages.Size + 1; n++)
            await DeliveredAsync(tenant, channel);

        var first = (await tenant.Admin.GetFromJsonAsync<Page<DeliveryItem>>(tenant.Channels($"/{channel}/deliveries"), Ct))!;
        var second = (await tenant.Admin.GetFromJsonAsync<Page<DeliveryItem>>(tenant.Channels($"/{channel}/deliveries?after={first.Next}"), Ct))!;

        Assert.Equal((Pages.Size, 1, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal("400 cursor-invalid", await tenant.Admin.SendAsync("GET", tenant.Channels($"/{channel}/deliveries?after=x")).SaysAsync());
    }

    [Fact]
    public async Task An_organisation_has_so_many_channels_and_no_more()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.notification_channels (tenant_id, id, kind, name, place, events, created_by, created_at, next_at)
            select {tx.TenantId}, gen_random_uuid(), 1, 'hook ' || n, 'hooks.example', 1, gen_random_uuid(), now(), now() from generate_series(1, {CreateChannel.Most}) n
            """, Ct));

        Assert.Equal("409 too-many-channels", await tenant.Admin.SendAsync("POST", tenant.Channels(), new CreateChannelRequest("x", ChannelKind.Webhook, Notified.Hook, Notified.All)).SaysAsync());
    }

    [Theory]
    [InlineData("""{"name":"x","kind":"webhook","address":"https://hooks.example/","events":[]}""")]
    [InlineData("""{"name":"x","kind":"webhook","address":"https://hooks.example/","events":["everything"]}""")]
    [InlineData("""{"name":"x","kind":"digest","address":"https://hooks.example/","events":["gate-failed"]}""")]
    [InlineData("""{"name":"x","kind":5,"address":"https://hooks.example/","events":["gate-failed"]}""")]
    [InlineData("""{"name":" ","kind":"webhook","address":"https://hooks.example/","events":["gate-failed"]}""")]
    public async Task A_request_that_is_none_is_refused(string body)
    {
        var tenant = await api.NewTenantAsync();

        Assert.StartsWith("400", await tenant.Admin.SendAsync("POST", tenant.Channels(), JsonDocument.Parse(body).RootElement).SaysAsync(), StringComparison.Ordinal);
    }

    private static Task<Guid> DeliveredAsync(TestTenant tenant, Guid channel) => tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at, delivered_at)
            values ({tx.TenantId}, {id}, {channel}, 2, {new[] { tenant.ProjectId }}, {"{}"}, 2, now(), now(), now())
            """, default);
        return id;
    });

    private static async Task<List<string>> ActionsAsync(TestTenant tenant) =>
        [.. (await tenant.Admin.GetFromJsonAsync<Page<AuditItem>>(tenant.Route("audit"), Ct))!.Items.Select(entry => entry.Action).Where(action => action.StartsWith("notification.", StringComparison.Ordinal)).Reverse()];
}
