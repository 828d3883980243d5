using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>What time brings is told ahead, once; and what was told is forgotten.</summary>
public sealed class ReminderTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_expires_is_told_a_week_ahead_and_a_day_ahead()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();
        var now = telling.Api.Clock.GetUtcNow();
        await telling.Tenant.NewKeyAsync(expiresAt: now.AddDays(10));
        await telling.Tenant.NewKeyAsync(telling.Tenant.ProjectId, now.AddDays(200));

        foreach (var (day, messages) in new[] { (0, 0), (4, 1), (1, 1), (3.5, 1), (1, 2), (0.2, 2) })
        {
            telling.Api.Clock.Move(TimeSpan.FromDays(day));
            await telling.RemindAsync();
            await telling.RoundAsync();
            Assert.Equal(messages, telling.Hooks.Got.Count);
        }
        Assert.All(telling.Hooks.Got, each => Assert.Equal(["key-expiring"], Message.Parse(each.Body).Groups.Single().Events));
        Assert.EndsWith($"/tenants/{telling.Tenant.Id}/api-keys", Message.Parse(telling.Hooks.Got[0].Body).Groups[0].Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suppressions_that_expire_are_told_by_project_and_day()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync();
        var (now, other) = (telling.Api.Clock.GetUtcNow(), await telling.Tenant.AddProjectAsync("other"));
        var day = new DateTimeOffset(now.UtcDateTime.Date.AddDays(5), TimeSpan.Zero);
        foreach (var (project, at, approved) in new[] { (telling.Tenant.ProjectId, day.AddHours(1), true), (telling.Tenant.ProjectId, day.AddHours(2), true), (other, day, true), (other, day.AddDays(20), true), (other, day.AddHours(3), false) })
            await telling.Tenant.RunAsync(tx => tx.ExecuteAsync($"""
                insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, scanner, rule_id, until_fixed, until_changed, created_by, created_at, needs_approval, expires_at)
                values ({tx.TenantId}, {Guid.NewGuid()}, 5, 'x', 3, {project}, 'bandit', 'B9', false, false, {Guid.NewGuid()}, {now}, {!approved}, {at})
                """, Ct));

        await telling.RemindAsync();
        telling.Api.Clock.Move(TimeSpan.FromHours(2));
        await telling.RemindAsync();
        await telling.RoundAsync();

        var message = Message.Parse(Assert.Single(telling.Hooks.Got).Body);
        Assert.Equal(["1 suppression expires soon", "2 suppressions expire soon"], message.Groups.Select(group => group.Title).Order(StringComparer.Ordinal));
        Assert.All(message.Groups, group => Assert.Equal($"bandit: B9 ends on {day:yyyy-MM-dd}", group.Lines[0].Text));
    }

    [Fact]
    public async Task A_project_that_falls_silent_is_told_once_until_it_reports_again()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync(events: [NotificationKind.ProjectSilent]);
        await telling.Tenant.AddProjectAsync("never scanned");
        var pipeline = await telling.Tenant.PipelineAsync(telling.Tenant.ProjectId);
        await pipeline.ScanAsync(telling.Tenant.ProjectId, "run-1", "main", null);

        await DaysAsync(13, 0);
        await DaysAsync(2, 1);
        await DaysAsync(5, 1);
        await DaysAsync(40, 1);
        await DaysAsync(40, 1);
        await pipeline.ScanAsync(telling.Tenant.ProjectId, "run-2", "main", null);
        await DaysAsync(15, 2);
        async Task DaysAsync(int days, int messages)
        {
            telling.Api.Clock.Move(TimeSpan.FromDays(days));
            await telling.RemindAsync();
            await telling.RoundAsync();
            Assert.Equal(messages, telling.Hooks.Got.Count);
        }
    }

    [Fact]
    public async Task What_was_told_is_forgotten_after_thirty_days_and_what_waits_is_not()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.HappensAsync("a");
        Assert.Equal(1, await telling.RoundAsync());
        telling.Api.Clock.Move(TimeSpan.FromDays(29));
        await telling.RemindAsync();
        Assert.Single(await telling.Tenant.DeliveriesAsync(channel));
        await telling.HappensAsync("b");

        telling.Api.Clock.Move(TimeSpan.FromDays(2));
        await telling.RemindAsync();
        Assert.Empty(await telling.Tenant.DeliveriesAsync(channel));
        telling.Api.Clock.Move(TimeSpan.FromDays(31));
        await telling.RemindAsync();

        Assert.Equal(1, await telling.RoundAsync());
    }

    [Fact]
    public async Task Nobody_is_looked_at_who_listens_to_nothing()
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewKeyAsync(expiresAt: telling.Api.Clock.GetUtcNow().AddDays(3));
        await telling.RemindAsync();
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.Tenant.Admin.SendAsync("PUT", telling.Tenant.Channels($"/{channel}"), new ChangeChannelRequest("x", Notified.All, null, Paused: true)).SaysAsync();
        await telling.RemindAsync();

        Assert.Equal(0, await telling.Tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.notification_events where tenant_id = {tx.TenantId}", Ct)));
    }
}
