using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Signing;
using SecureObs.Audit;
using SecureObs.Local.Postgres;
using SecureObs.Local.Start;

namespace SecureObs.Bench.Chaos;

/// <summary>
/// Two API processes on free ports over one throw-away PostgreSQL behind a private socket. It kills them, and nothing
/// else; when it ends, and when it is killed itself, they end with it.
/// </summary>
internal sealed class ChaosHost : IAsyncDisposable
{
    private const string CheckpointsSetting = "Audit:Checkpoints:Directory";
    private readonly string place;

    private ChaosHost(TrialHost host, string place, string checkpoints, ApiChild[] children) =>
        (Host, this.place, Checkpoints, Children) = (host, place, checkpoints, children);

    /// <summary>The database, and the API's parts without a server.</summary>
    public TrialHost Host { get; }

    /// <summary>The directory of checkpoints.</summary>
    public string Checkpoints { get; }

    public IReadOnlyList<ApiChild> Children { get; }

    /// <param name="server">Another PostgreSQL than a throw-away one; it ends with this host.</param>
    public static async Task<ChaosHost> StartAsync(IPostgresServer? server = null)
    {
        var place = Directory.CreateTempSubdirectory("secureobs-chaos-").FullName;
        var settings = new Dictionary<string, string>
        {
            [Signing.DirectorySetting] = Path.Combine(place, "keys"),
            [ReadOptions.DirectorySetting] = Path.Combine(place, "spool"),
            [CheckpointsSetting] = Path.Combine(place, "checkpoints"),
            ["Logging:LogLevel:Default"] = "None",   // what fails is told by the clients
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "None",
        };
        KeyRing.Create(settings[Signing.DirectorySetting], TimeProvider.System).Dispose();
        var host = server is null ? await TrialHost.StartAsync(settings, serve: false) : await TrialHost.StartAsync(server, settings, serve: false);
        // A throw-away cluster acknowledges before it has written; here an acknowledged change must survive the kill.
        await host.ExecuteAsync("alter database secureobs_trial set synchronous_commit = on");
        settings["ConnectionStrings:SecureObs"] = host.ApiConnectionString;
        settings["AllowedHosts"] = "127.0.0.1";
        settings["Transport:AllowPlainHttp"] = "true";
        settings["Limits:ApiKey:Burst"] = "1000000";
        ApiChild[] children = [new(Ports.Free(), settings), new(Ports.Free(), settings)];
        Array.ForEach(children, child => child.Start());
        return new(host, place, settings[CheckpointsSetting], children);
    }

    /// <summary>Waits for the first that answers.</summary>
    public async Task<ApiChild> AnyReadyAsync(CancellationToken stop)
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ready = Children.ToDictionary(child => child.ReadyAsync(found.Token));
        var first = await Task.WhenAny(ready.Keys);
        await found.CancelAsync();
        await Task.WhenAll(ready.Keys);
        return ready[first];
    }

    /// <summary>No process of the API runs after this; the database does.</summary>
    public async Task StopApiAsync()
    {
        foreach (var child in Children)
            await child.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopApiAsync();
        await Host.DisposeAsync();
        Directory.Delete(place, recursive: true);
    }
}
