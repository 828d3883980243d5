using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Suppressions.Waking;
using SecureObs.Api.Platform.Outgoing;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>An API over a database of its own, with a clock that the test moves: what it wakes is nobody else's.</summary>
internal sealed class ClockedApi : IAsyncDisposable
{
    private WebApplication app = null!;

    public MovedClock Clock { get; } = new();

    public IServiceProvider Services => app.Services;

    public string DatabaseName { get; private set; } = "";

    public TestTenant Tenant { get; private set; } = null!;

    public static async Task<ClockedApi> StartAsync(TestApi api, Dictionary<string, string?>? settings = null, PublicConnections? connections = null)
    {
        var clocked = new ClockedApi();
        clocked.DatabaseName = await api.Database.CloneAsync();
        clocked.app = api.Build(api.Database.AsApi(clocked.DatabaseName), settings: settings, clock: clocked.Clock, connections: connections);
        await clocked.app.StartAsync();
        clocked.Tenant = await TestTenant.CreateAsync(api, clocked.app);
        return clocked;
    }

    /// <summary>A further tenant.</summary>
    public Task<TestTenant> NewTenantAsync(TestApi api) => TestTenant.CreateAsync(api, app);

    /// <summary>What the background does every few seconds.</summary>
    public Task<int> WakeAsync() => Services.GetRequiredService<WakingRound>().RunAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>The real time, and what the test added to it.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long added;

    public void Move(TimeSpan by) => Interlocked.Add(ref added, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref added));
}
