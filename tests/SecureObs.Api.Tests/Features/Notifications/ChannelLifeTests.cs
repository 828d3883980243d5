using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>What becomes of channels when what they are about goes.</summary>
public sealed class ChannelLifeTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organisation_that_closes_tells_nothing_more()
    {
        await using var telling = await Telling.StartAsync(api);
        var channel = (await telling.Tenant.NewChannelAsync()).Id;
        await telling.HappensAsync("a");
        Assert.Equal("200", await telling.Tenant.Owner.SendAsync("POST", telling.Tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());

        Assert.Equal(0, await telling.RoundAsync());
        // Also when it closes after the round has begun.
        Assert.False(await telling.Api.Services.GetRequiredService<Deliverer>().TellAsync(telling.Tenant.Id, channel, Ct));
        Assert.Empty(telling.Hooks.Got);

        Assert.Equal("204", await telling.Tenant.Owner.SendAsync("DELETE", telling.Tenant.Route("deletion")).SaysAsync());
        Assert.Equal(1, await telling.RoundAsync());
    }

    [Fact]
    public async Task A_project_that_is_deleted_takes_its_channel_along_and_what_others_were_told_of_it()
    {
        await using var telling = await Telling.StartAsync(api);
        var doomed = await telling.Tenant.AddProjectAsync("doomed");
        var (all, own) = ((await telling.Tenant.NewChannelAsync()).Id, (await telling.Tenant.NewChannelAsync(project: doomed)).Id);
        await telling.HappensAsync("a", project: doomed);
        await telling.HappensAsync("b");
        Assert.Equal(2, await telling.RoundAsync());
        await telling.HappensAsync("c", project: doomed);
        await telling.HappensAsync("d");
        Assert.Equal("204", await telling.Tenant.Admin.SendAsync("POST", telling.Tenant.Route($"projects/{doomed}/archive")).SaysAsync());
        Assert.Equal("202", await telling.Tenant.Owner.SendAsync("POST", telling.Tenant.Route($"projects/{doomed}/deletion"), new { name = "doomed" }).SaysAsync());
        await telling.Api.Services.GetRequiredService<ErasureRound>().RunAsync(Ct);

        Assert.Equal($"{all} 1 1 0", await api.Database.ScalarAsync<string>(telling.Api.DatabaseName, $"""
            select format('%s %s %s %s', (select string_agg(id::text, ',') from app.notification_channels), (select count(*) from app.notification_waiting),
                (select count(*) from app.notification_events where key = 'd'), (select count(*) from app.notification_deliveries))
            """));
        Assert.Equal(1, await telling.RoundAsync());
        Assert.NotEqual(own, all);
    }

    /// <summary>In its archive a channel has neither its address nor a key.</summary>
    [Fact]
    public async Task An_archive_has_channels_without_their_addresses()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.NewChannelAsync();
        var rows = await tenant.RunAsync(tx => tx.QueryAsync<string>(SecureObs.Api.Features.Archives.ArchiveTables.Of(tx).Single(table => table.Name == "notification_channels").Rows, Ct));

        Assert.Equal(["created_at", "created_by", "events", "frequency", "id", "kind", "name", "next_at", "paused_at", "project_id", "project_ids", "tenant_id"],
            JsonNode.Parse(Assert.Single(rows))!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }
}
