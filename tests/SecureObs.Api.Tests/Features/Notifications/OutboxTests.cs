using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>What is noted, when, and for whom.</summary>
public sealed class OutboxTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_the_gate_blocks_is_one_message_with_its_new_findings()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        var run = await telling.BlockedRunAsync("run-1", findings: 7, branch: "feature/x");

        Assert.Equal(1, await telling.RoundAsync());

        var message = Message.Parse(Assert.Single(telling.Hooks.Got).Body);
        var group = Assert.Single(message.Groups);
        Assert.Equal(["blocking-findings", "gate-failed"], group.Events);
        Assert.Equal(("shop", run, "feature/x", "run-1"), (group.Project!.Name, group.Run!.Id, group.Run.Branch, group.Run.PipelineRunId));
        Assert.Equal(("gate failed, 7 new blocking findings", 7, 5), (group.Title, group.Count, group.Lines.Count));
        Assert.All(group.Lines, line => Assert.Equal(("bandit: B307", Severity.Critical), (line.Text, line.Severity)));
        Assert.Equal($"https://secureobs.example/tenants/{telling.Tenant.Id}/projects/{telling.Tenant.ProjectId}/runs/{run}", group.Url);
        Assert.StartsWith($"https://secureobs.example/tenants/{telling.Tenant.Id}/findings/", group.Lines[0].Url, StringComparison.Ordinal);
        var delivery = Assert.Single(await telling.Tenant.DeliveriesAsync(channel));
        Assert.Equal((run, telling.Tenant.ProjectId, message.Id), (delivery.RunId, delivery.ProjectId, delivery.Id));
        Assert.Equal([NotificationKind.BlockingFindings, NotificationKind.GateFailed], delivery.Events);
    }

    [Fact]
    public async Task Asking_again_and_a_run_that_passes_tell_nothing()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();
        await telling.BlockedRunAsync("run-1");
        Assert.Equal(1, await telling.RoundAsync());

        var pipeline = await telling.Tenant.PipelineAsync(telling.Tenant.ProjectId);
        Assert.True((await pipeline.DecideAsync(telling.Tenant.ProjectId, "run-1")).Blocked);
        await pipeline.ScanAsync(telling.Tenant.ProjectId, "clean", "other", null);
        Assert.False((await pipeline.DecideAsync(telling.Tenant.ProjectId, "clean")).Blocked);

        Assert.Equal(0, await telling.RoundAsync());
        Assert.Equal(0, (await telling.Tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.notification_waiting where tenant_id = {tx.TenantId}", Ct))));
    }

    [Fact]
    public async Task What_is_blocked_by_findings_that_are_not_new_is_a_failed_gate_alone()
    {
        await using var telling = await Telling.StartAsync(api);
        var pipeline = await telling.Tenant.PipelineAsync(telling.Tenant.ProjectId);
        await telling.BlockedRunAsync("before");
        await telling.Tenant.NewChannelAsync();
        await pipeline.ScanAsync(telling.Tenant.ProjectId, "again", "main", null, Critical(telling, "again"));
        Assert.True((await pipeline.DecideAsync(telling.Tenant.ProjectId, "again")).Blocked);

        Assert.Equal(1, await telling.RoundAsync());

        Assert.Equal(["gate-failed"], Message.Parse(Assert.Single(telling.Hooks.Got).Body).Events.Keys);
    }

    [Fact]
    public async Task Nobody_listens_and_nothing_is_written()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.BlockedRunAsync("none");
        var paused = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.Tenant.Admin.SendAsync("PUT", telling.Tenant.Channels($"/{paused}"), new ChangeChannelRequest("x", Notified.All, null, Paused: true)).SaysAsync();
        await telling.Tenant.NewChannelAsync(events: [NotificationKind.KeyExpiring]);
        await telling.Tenant.NewChannelAsync(project: await telling.Tenant.AddProjectAsync("other"));
        await telling.BlockedRunAsync("run-1");

        Assert.Equal(0, await telling.Tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.notification_events where tenant_id = {tx.TenantId}", Ct)));
    }

    /// <summary>The outbox is part of the work: what is undone was never noted.</summary>
    [Fact]
    public async Task What_is_undone_is_not_told()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();

        await telling.Tenant.RunAsync(async tx =>
        {
            await NotificationOutbox.AddAsync(tx, new(NotificationKind.GateFailed, "undone", telling.Tenant.ProjectId, null, new(1, [])), telling.Api.Clock.GetUtcNow(), Ct);
            tx.Abandon();
            return true;
        });

        Assert.Equal(0, await telling.RoundAsync());
    }

    [Fact]
    public async Task Each_channel_hears_what_it_asked_for()
    {
        await using var telling = await Telling.StartAsync(api);
        var project = await telling.Tenant.AddProjectAsync("other");
        var (all, one, keys) = ((await telling.Tenant.NewChannelAsync()).Id, (await telling.Tenant.NewChannelAsync(project: project)).Id, (await telling.Tenant.NewChannelAsync(events: [NotificationKind.KeyExpiring])).Id);
        await telling.HappensAsync("a", NotificationKind.GateFailed);
        await telling.HappensAsync("b", NotificationKind.GateFailed, project: project);
        await telling.HappensAsync("c", NotificationKind.KeyExpiring, project: project);

        Assert.Equal(3, await telling.RoundAsync());

        Assert.Equal([2L, 1L], Message.Parse(await BodyAsync(telling, all)).Events.Values);
        Assert.Equal([1L, 1L], Message.Parse(await BodyAsync(telling, one)).Events.Values);
        Assert.Equal(["key-expiring"], Message.Parse(await BodyAsync(telling, keys)).Events.Keys);
    }

    private static async Task<string> BodyAsync(Telling telling, Guid channel) => (await telling.Tenant.RunAsync(tx => tx.FirstAsync<string>($"""
        select body from app.notification_deliveries where tenant_id = {tx.TenantId} and channel_id = {channel}
        """, Ct)))!;

    private static System.Text.Json.Nodes.JsonObject Critical(Telling telling, string run) =>
        Rows.Universal(telling.Tenant.ProjectId, run, "B307", 1, "CRITICAL", "before.py");
}
