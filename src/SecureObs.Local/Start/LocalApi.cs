using SecureObs.Api;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Local.SignIn;
using SecureObs.Masking;

namespace SecureObs.Local.Start;

/// <summary>The API as it is deployed, with the development sign-in beside it, reachable from this machine only.</summary>
internal static class LocalApi
{
    private const string ViteDevelopmentServer = "http://localhost:5173";

    public static WebApplication Build(LocalAddress address, SecretString connectionString) => ApiApp.Build(
        new()
        {
            // Files are not watched: a container's limit of watchers is soon reached.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = Repository.PathOf("src", "SecureObs.Api"),
            EnvironmentName = Environments.Development,
        },
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AllowedHosts"] = "localhost",
                ["AzureAd:Instance"] = address.SignIn + "/",
                ["AzureAd:TenantId"] = "common",
                ["ConnectionStrings:SecureObs"] = connectionString.Reveal(),
                [Secrets.KeyFileSetting] = LocalSecrets.InstallationKeyFile(),
                ["Signing:KeyDirectory"] = Path.Combine(Repository.LocalDirectory, "keys"),
                ["Audit:SpoolDirectory"] = Path.Combine(Repository.LocalDirectory, "audit-spool"),
                ["Audit:Checkpoints:Directory"] = Path.Combine(Repository.LocalDirectory, "checkpoints"),
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:SecureObs.Api.Platform.Database.StartupGuard"] = "Error", // told on our screen
                ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel"] = "Error",
            });
            builder.WebHost.UseKestrel(kestrel =>
            {
                kestrel.ListenLocalhost(address.Port);
                kestrel.ListenLocalhost(address.SignInPort);
            });
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
            builder.TrustDevIssuer(
                DevIssuerOptions.For(builder.Configuration, address.SignIn, address.Dashboard, ViteDevelopmentServer));
        },
        app => app.MapDevIssuer());

    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (UnsafeDatabaseException e)
        {
            throw new LocalProblem(e.Message, "If the local data may be lost: ./run --reset");
        }
        catch (IOException e)
        {
            throw new LocalProblem(e.Message, $"Choose another port: ./run --port {Ports.Free()}");
        }
    }
}
