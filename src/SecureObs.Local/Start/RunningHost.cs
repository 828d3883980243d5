using SecureObs.Api.Platform.Tenancy;
using SecureObs.Local.Demo;

namespace SecureObs.Local.Start;

/// <summary>Database, API, sign-in and demo data, up and reachable.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly LocalDatabase database;
    private readonly WebApplication app;

    private RunningHost(LocalAddress address, LocalDatabase database, WebApplication app) =>
        (Address, this.database, this.app) = (address, database, app);

    public LocalAddress Address { get; }

    public string ApiKey { get; private set; } = "";

    public IServiceProvider Services => app.Services;

    public static async Task<RunningHost> StartAsync(
        LocalAddress address, LocalDatabase database, string? keyFile, CancellationToken ct)
    {
        var app = LocalApi.Build(address, database.ApiConnectionString);
        var host = new RunningHost(address, database, app);
        try
        {
            await LocalApi.StartAsync(app, ct);
            await using var scope = app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<DemoData>(scope.ServiceProvider).SeedAsync(ct);
            host.ApiKey = await ActivatorUtilities.CreateInstance<DemoKey>(scope.ServiceProvider).GetAsync(keyFile, ct);
            return host;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public Task<DemoResults> ReadResultsAsync(CancellationToken ct) =>
        DemoResults.ReadAsync(Services.GetRequiredService<TenantTransactions>(), ct);

    /// <summary>Ends when the token does, or when the API stops by itself.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        var stopping = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The API first, so that no request loses its database.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
