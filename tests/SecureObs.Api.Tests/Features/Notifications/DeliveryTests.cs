using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Deliveries;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>Messages arrive, once or with the same id, never as a flood, and are tried again.</summary>
public sealed class DeliveryTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the page about notifications tells receivers to do, with the tools that it names.</summary>
    [Fact]
    public async Task A_receiver_verifies_the_signature_as_the_page_says_and_during_a_rotation_with_either_key()
    {
        await using var telling = await Telling.StartAsync(api);
        var made = await telling.Tenant.NewChannelAsync();
        await telling.HappensAsync("first", text: "Grüße \"quoted\"");
        await telling.RoundAsync();
        var rotated = await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{made.Id}/rotate")).ReadAsync<RotatedKey>();
        await telling.HappensAsync("second");
        await telling.RoundAsync();
        await telling.HappensAsync("third");
        await telling.RoundAsync(TimeSpan.FromHours(25));

        var got = telling.Hooks.Got;
        Assert.Equal([1, 2, 1], got.Select(each => each.Headers["webhook-signature"].Split(' ').Length));
        Assert.Equal("True True False", await VerifyAsync(got, made.SigningKey!));
        Assert.Equal("False True True", await VerifyAsync(got, rotated.SigningKey));
        Assert.False(await VerifyAsync(got[0] with { Body = got[0].Body + " " }, made.SigningKey!));
        Assert.Equal(Notified.Path, got[0].Path);
        Assert.Equal("application/json; charset=utf-8", got[0].Headers["Content-Type"]);
        Assert.Equal(Message.Parse(got[0].Body).Id.ToString(), got[0].Headers["webhook-id"]);
    }

    [Fact]
    public async Task Ten_thousand_events_in_a_minute_are_one_message()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.Tenant.RunAsync(tx => tx.ExecuteAsync($"""
            with happened as (
                insert into app.notification_events (tenant_id, id, key, kind, project_id, run_id, data, at)
                select {tx.TenantId}, gen_random_uuid(), 'n' || n, 1, {telling.Tenant.ProjectId}, gen_random_uuid(), {"{\"count\":1,\"lines\":[{\"text\":\"a rule\"}]}"}::jsonb, {telling.Api.Clock.GetUtcNow()}
                from generate_series(1, 10000) n returning id)
            insert into app.notification_waiting (tenant_id, channel_id, event_id, due_at)
            select {tx.TenantId}, {channel}, id, {telling.Api.Clock.GetUtcNow()} from happened
            """, Ct));

        Assert.Equal(1, await telling.RoundAsync());
        Assert.Equal(0, await telling.RoundAsync());

        var message = Message.Parse(Assert.Single(telling.Hooks.Got).Body);
        Assert.Equal((10_000, 20, 9_980), (message.Events["gate-failed"], message.Groups.Count, message.More));
        Assert.True(telling.Hooks.Got[0].Body.Length < 20_000);
    }

    [Fact]
    public async Task What_comes_within_the_minute_waits_and_is_one_message()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.HappensAsync("a");
        Assert.Equal(0, await telling.RoundAsync(TimeSpan.FromSeconds(1)));   // it gathers
        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromSeconds(30)));
        await telling.HappensAsync("b");
        await telling.HappensAsync("c");
        Assert.Equal(0, await telling.RoundAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(2, (await telling.Tenant.ChannelAsync(channel)).Waiting);
        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromSeconds(31)));

        Assert.Equal([1, 2], telling.Hooks.Got.Select(each => Message.Parse(each.Body).Groups.Count));
        Assert.Equal(0, (await telling.Tenant.ChannelAsync(channel)).Waiting);
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_with_the_same_id_and_the_rest_waits_for_it()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        telling.Hooks.Instead = Answers(503);
        await telling.HappensAsync("a");
        await telling.RoundAsync(TimeSpan.FromSeconds(30));
        await telling.HappensAsync("b");
        Assert.Equal(("it answered 503", 503, 1), Assert.Single(await telling.Tenant.DeliveriesAsync(channel)) is var first ? (first.LastReason, first.LastStatus, first.Attempts) : default);

        foreach (var (wait, attempts) in new[] { (0.9, 1), (0.5, 2), (4.5, 2), (2.0, 3), (36.0, 4) })
        {
            await telling.RoundAsync(TimeSpan.FromMinutes(wait));
            Assert.Equal(attempts, telling.Hooks.Got.Count);
        }
        telling.Hooks.Instead = null;
        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromHours(3)));
        Assert.Equal(1, await telling.RoundAsync());

        Assert.Equal(2, telling.Hooks.Got.Select(each => each.Headers["webhook-id"]).Distinct().Count());
        Assert.Single(telling.Hooks.Got.Take(5).Select(each => each.Body).Distinct());
        var item = await telling.Tenant.ChannelAsync(channel);
        Assert.Equal((ChannelState.Active, "it answered 503", true), (item.State, item.LastFailure?.Reason, item.LastDeliveredAt > item.LastFailure?.At));
    }

    /// <summary>What a round saw may be over when it takes a channel: another process was there meanwhile.</summary>
    [Fact]
    public async Task A_channel_is_asked_again_when_it_is_taken()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        var deliverer = telling.Api.Services.GetRequiredService<Deliverer>();
        await telling.HappensAsync("a");
        Assert.False(await TellAsync(TimeSpan.FromSeconds(1)));   // it gathers, and takes the minute for nothing
        Assert.True(await TellAsync(TimeSpan.FromSeconds(61)));
        await telling.HappensAsync("b");
        Assert.False(await TellAsync(TimeSpan.FromSeconds(30)));   // the minute is not over
        telling.Hooks.Instead = Answers(500);
        Assert.False(await TellAsync(TimeSpan.FromSeconds(31)));
        telling.Hooks.Instead = null;
        await telling.HappensAsync("c");
        await telling.Tenant.RunAsync(tx => tx.ExecuteAsync($"update app.notification_deliveries set next_at = next_at + interval '1 hour' where tenant_id = {tx.TenantId} and state = 1", Ct));
        Assert.False(await TellAsync(TimeSpan.FromMinutes(5)));   // the one that failed goes first

        Assert.Equal(2, telling.Hooks.Got.Count);
        Task<bool> TellAsync(TimeSpan later)
        {
            telling.Api.Clock.Move(later);
            return deliverer.TellAsync(telling.Tenant.Id, channel, Ct);
        }
    }

    [Fact]
    public async Task It_is_given_up_after_a_day_and_after_three_the_channel_fails_and_can_recover()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        telling.Hooks.Instead = Answers(500);
        await telling.HappensAsync("a");
        for (var n = 0; n < 40; n++)
            await telling.RoundAsync(TimeSpan.FromHours(1));
        var delivery = Assert.Single(await telling.Tenant.DeliveriesAsync(channel));
        Assert.Equal((DeliveryState.GivenUp, BackOff.MostAttempts, null), (delivery.State, delivery.Attempts, delivery.NextAttemptAt));
        Assert.Equal(BackOff.MostAttempts, telling.Hooks.Got.Count);
        Assert.Equal(ChannelState.Active, (await telling.Tenant.ChannelAsync(channel)).State);

        await telling.HappensAsync("b");
        for (var n = 0; n < 40; n++)
            await telling.RoundAsync(TimeSpan.FromHours(1));
        await telling.HappensAsync("c");
        await telling.RoundAsync();
        await telling.RoundAsync();
        Assert.Equal(ChannelState.Failing, (await telling.Tenant.ChannelAsync(channel)).State);
        Assert.Single(await FailingEntriesAsync(telling.Tenant));

        telling.Hooks.Instead = null;
        Assert.Equal("202", await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{channel}/deliveries/{delivery.Id}/replay")).SaysAsync());
        Assert.Equal(1, await telling.RoundAsync());
        Assert.Equal(ChannelState.Active, (await telling.Tenant.ChannelAsync(channel)).State);
        Assert.Equal(telling.Hooks.Got[0].Body, telling.Hooks.Got[^1].Body);
        Assert.Equal(delivery.Id.ToString(), telling.Hooks.Got[^1].Headers["webhook-id"]);
    }

    [Fact]
    public async Task Rounds_at_once_send_a_message_once()
    {
        await using var telling = await Telling.StartAsync(api);
        for (var n = 0; n < 5; n++)
            await telling.Tenant.NewChannelAsync();
        await telling.HappensAsync("a");
        telling.Api.Clock.Move(TimeSpan.FromMinutes(1));
        var round = telling.Api.Services.GetRequiredService<DeliveryRound>();

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => round.RunAsync(Ct)));

        Assert.Equal((5, 5), (sent.Sum(), telling.Hooks.Got.Count));
    }

    /// <summary>The process dies after it sent and before it noted that: the receiver gets the same id once more.</summary>
    [Fact]
    public async Task What_was_sent_and_not_noted_is_sent_again_with_the_same_id()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.HappensAsync("a");
        // Noting fails as it does when the process is killed: the row cannot be written then.
        telling.Hooks.Instead = _ => api.Database.ExecuteAsync(telling.Api.DatabaseName, "revoke update (state) on app.notification_deliveries from secureobs_api");
        await telling.RoundAsync();
        telling.Hooks.Instead = null;
        await api.Database.ExecuteAsync(telling.Api.DatabaseName, "grant update (state) on app.notification_deliveries to secureobs_api");
        Assert.Equal((DeliveryState.Waiting, 1), Assert.Single(await telling.Tenant.DeliveriesAsync(channel)) is var item ? (item.State, item.Attempts) : default);

        Assert.Equal(1, await telling.RoundAsync());

        Assert.Equal(2, telling.Hooks.Got.Count);
        Assert.Single(telling.Hooks.Got.Select(each => (each.Headers["webhook-id"], each.Body)).Distinct());
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_silences_nobody()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();
        await telling.HappensAsync("a");
        telling.Hooks.Instead = Answers(500);
        await telling.RoundAsync(TimeSpan.FromDays(400));
        await telling.HappensAsync("b");
        telling.Hooks.Instead = null;

        Assert.Equal(1, await telling.RoundAsync(TimeSpan.FromDays(-400)));
        Assert.Equal(1, await telling.RoundAsync());
        Assert.Equal(3, telling.Hooks.Got.Count);
    }

    [Fact]
    public async Task One_organisations_trouble_is_not_anothers()
    {
        await using var telling = await Telling.StartAsync(api);
        var other = await telling.Api.NewTenantAsync(api);
        await telling.Tenant.NewChannelAsync();
        await other.NewChannelAsync();
        await telling.HappensAsync("a");
        await telling.HappensAsync("a", tenant: other);
        await api.Database.ExecuteAsync(telling.Api.DatabaseName, $"update app.notification_events set data = '1' where tenant_id = '{telling.Tenant.Id}'");

        Assert.Equal(1, await telling.RoundAsync());

        Assert.Equal(other.Id, Message.Parse(Assert.Single(telling.Hooks.Got).Body).Organisation.Id);
    }

    [Fact]
    public async Task A_test_message_goes_the_same_way_and_says_how_it_ended()
    {
        await using var telling = await Telling.StartAsync(api);
        var made = await telling.Tenant.NewChannelAsync();

        var tested = await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{made.Id}/test")).ReadAsync<TestedChannel>();

        Assert.Equal((true, null), (tested.Delivered, tested.Reason));
        Assert.True(Message.Parse(Assert.Single(telling.Hooks.Got).Body).Test);
        Assert.True(await VerifyAsync(telling.Hooks.Got[0], made.SigningKey!));
    }

    /// <summary>The sealed address of a channel opens for that channel and that tenant alone.</summary>
    [Fact]
    public async Task An_address_that_was_moved_to_another_row_cannot_be_read()
    {
        await using var telling = await Telling.StartAsync(api);
        var (mine, other) = ((await telling.Tenant.NewChannelAsync()).Id, (await telling.Tenant.NewChannelAsync(address: "https://other.example/x")).Id);
        await api.Database.ExecuteAsync(telling.Api.DatabaseName, $"update app.notification_channels set sealed = (select sealed from app.notification_channels where id = '{other}') where id = '{mine}'");

        var tested = await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Channels($"/{mine}/test")).ReadAsync<TestedChannel>();

        Assert.Equal((false, "its address cannot be read here: make the channel again"), (tested.Delivered, tested.Reason));
        Assert.Empty(telling.Hooks.Got);
    }

    private static Func<HttpContext, Task> Answers(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task<IReadOnlyList<AuditItem>> FailingEntriesAsync(TestTenant tenant) =>
        [.. (await tenant.Admin.SendAsync("GET", tenant.Route("audit?action=notification.channel-failing")).ReadAsync<Page<AuditItem>>()).Items];

    private static async Task<string> VerifyAsync(IEnumerable<HookReceiver.Hooked> got, string key) => string.Join(' ', await Task.WhenAll(got.Select(each => VerifyAsync(each, key))));

    /// <summary>Runs the script of docs/notifications.md.</summary>
    private static async Task<bool> VerifyAsync(HookReceiver.Hooked got, string key)
    {
        var page = await File.ReadAllTextAsync(Repository.Path("docs/notifications.md"), Ct);
        var script = page.Split("```bash\n")[1].Split("```")[0];
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["KEY"] = key,
                ["WEBHOOK_ID"] = got.Headers["webhook-id"],
                ["WEBHOOK_TIMESTAMP"] = got.Headers["webhook-timestamp"],
                ["WEBHOOK_SIGNATURE"] = got.Headers["webhook-signature"],
            },
        })!;
        await bash.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(got.Body), Ct);
        bash.StandardInput.Close();
        await bash.WaitForExitAsync(Ct);
        return bash.ExitCode == 0;
    }
}
