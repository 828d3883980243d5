using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Reminding;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>An API with a clock, and a receiver on the internet that it writes to.</summary>
internal sealed class Telling : IAsyncDisposable
{
    private Telling(ClockedApi api, HookReceiver hooks) => (Api, Hooks) = (api, hooks);

    public ClockedApi Api { get; }

    public HookReceiver Hooks { get; }

    public TestTenant Tenant => Api.Tenant;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Telling> StartAsync(TestApi api, Dictionary<string, string?>? settings = null)
    {
        var hooks = await new HookReceiver().StartAsync();
        return new(await ClockedApi.StartAsync(api, new(settings ?? []) { ["Notifications:DashboardUrl"] = "https://secureobs.example" }, hooks.Connections), hooks);
    }

    /// <summary>What the background does every few seconds, some time later.</summary>
    public Task<int> RoundAsync(TimeSpan? later = null)
    {
        Api.Clock.Move(later ?? TimeSpan.FromMinutes(2));
        return Api.Services.GetRequiredService<DeliveryRound>().RunAsync(Ct);
    }

    public Task RemindAsync() => Api.Services.GetRequiredService<ReminderRound>().RunAsync(Ct);

    /// <summary>A run that finds this, and the gate's answer to it.</summary>
    public async Task<Guid> BlockedRunAsync(string run, Guid? project = null, int findings = 1, string branch = "main", string rule = "B307")
    {
        var of = project ?? Tenant.ProjectId;
        var pipeline = await Tenant.PipelineAsync(of);
        var id = await pipeline.ScanAsync(of, run, branch, null, [.. Enumerable.Range(1, findings).Select(line =>
        {
            var row = Rows.Universal(of, run, rule, line, "CRITICAL", $"{run}.py");
            return row;
        })]);
        Assert.Equal("200", await pipeline.AskAsync(of, run).SaysAsync());
        return id;
    }

    /// <summary>Something that happened, without all that makes it happen.</summary>
    public Task<int> HappensAsync(string key, NotificationKind kind = NotificationKind.ProjectSilent, string text = "x", Guid? project = null, TestTenant? tenant = null) =>
        (tenant ?? Tenant).RunAsync(tx => NotificationOutbox.AddAsync(
            tx, new(kind, key, project ?? (tenant ?? Tenant).ProjectId, null, new(1, [new(text)])), Api.Clock.GetUtcNow(), Ct));

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Hooks.DisposeAsync();
    }
}
