using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Audit;
using SecureObs.Masking;

[assembly: AssemblyFixture(typeof(SecureObs.Api.Tests.Infrastructure.TestApi))]

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>The real API on a real port over a real PostgreSQL, as the runtime role. Tests share it; each makes its own tenant.</summary>
public sealed class TestApi : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("secureobs-test-");
    private WebApplication app = null!;

    /// <summary>One for all applications of this test run.</summary>
    private string InstallationKeyFile => Path.Combine(files.FullName, "installation.key");

    private string Keys => Path.Combine(files.FullName, "keys");

    /// <summary>The dashboard's page, whether or not the dashboard was built on this machine.</summary>
    private string WebRoot => Path.Combine(files.FullName, "web");

    internal EntraStandIn Entra { get; } = new();

    internal StripeStandIn Stripe { get; } = new();

    /// <summary>The CI system whose pipelines come without a key.</summary>
    internal OidcIssuer Issuer { get; } = new();

    /// <summary>The operator's mail server.</summary>
    internal MailReceiver Mail { get; } = new();

    /// <summary>Everything that the API logged, at the finest level.</summary>
    internal LogCapture Logs { get; } = new();

    internal string DatabaseName { get; private set; } = "";

    internal TestDatabase Database => database;

    internal IServiceProvider Services => app.Services;

    internal Uri Address => new(app.Urls.Single());

    /// <summary>One client for many requests, which bring their own credentials.</summary>
    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        InstallationKey.Create(InstallationKeyFile);
        KeyRing.Create(Keys, TimeProvider.System).Dispose();
        Directory.CreateDirectory(WebRoot);
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "index.html"), "<meta name=\"csp-nonce\" content=\"__CSP_NONCE__\">");
        await Stripe.StartAsync();
        await Issuer.StartAsync();
        Mail.Start();
        await database.InitializeAsync();
        DatabaseName = await database.CloneAsync();
        app = Build(database.AsApi(DatabaseName), settings: Sells);
        await app.StartAsync();
        Client = Anonymous();
    }

    /// <summary>The API as a pipeline or person meets it, connected as told; not started.</summary>
    internal WebApplication Build(
        string connectionString, string environment = "Testing", IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null,
        Action<WebApplication>? map = null, string? webRoot = null, EntraStandIn? entra = null, PublicConnections? connections = null) =>
        ApiApp.Build(new() { EnvironmentName = environment, ContentRootPath = Repository.Path("src/SecureObs.Api"), WebRootPath = webRoot ?? WebRoot }, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:SecureObs"] = connectionString,
                ["Secrets:InstallationKeyFile"] = InstallationKeyFile,
                ["Signing:KeyDirectory"] = Keys,
                ["Keyless:Issuers:0"] = Issuer.Url,
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:Port"] = $"{Mail.Port}",
                ["Mail:From"] = "secureobs@contoso.example",
                ["Mail:Security"] = "none",
            });
            builder.Configuration.AddInMemoryCollection(OfTests(environment));
            builder.Configuration.AddInMemoryCollection(database.Settings);
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
            if (connections is not null)
                builder.Services.AddSingleton(connections);
            builder.Logging.ClearProviders().AddProvider(Logs);
            builder.Services.PostConfigure<LoggerFilterOptions>(options =>
            {
                options.Rules.Clear();
                options.MinLevel = LogLevel.Trace;
            });
            (entra ?? Entra).Attach(builder);
        }, map);

    /// <summary>Two plans without limits, of which one is sold.</summary>
    internal Dictionary<string, string?> Sells => new(Stripe.Settings())
    {
        ["Plans:0:Key"] = "free",
        ["Plans:0:Name"] = "Free",
        ["Plans:1:Key"] = "team",
        ["Plans:1:Name"] = "Team",
        ["Plans:1:PriceId"] = "price_team",
    };

    /// <summary>What lets tests reach the API on this machine, many at once.</summary>
    private static Dictionary<string, string?> OfTests(string environment) => new()
    {
        ["AllowedHosts"] = "127.0.0.1;localhost",
        ["Transport:AllowPlainHttp"] = environment == "Production" ? null : "true",
        ["Jobs:Off:0"] = "retention",   // it notes for every tenant when its round is due; tests do it when they like
        ["Jobs:Off:1"] = "notifications",   // what is sent, tests send when they like
        ["Jobs:Off:2"] = "reminders",
        ["Limits:ApiKey:Burst"] = "1000000",
        ["Limits:Person:Burst"] = "1000000",
        ["Limits:Anonymous:Burst"] = "1000000",
        ["Limits:FailedSignIn:Burst"] = "1000000",
    };

    /// <summary>A client that proves nothing and follows no redirect, as a pipeline should not.</summary>
    internal HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    internal HttpClient AsPerson(Guid person, string name = "Test Person")
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Entra.Token(person, name: name));
        return client;
    }

    internal HttpClient WithKey(string key)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    internal Task<TestTenant> NewTenantAsync() => TestTenant.CreateAsync(this);

    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("SECUREOBS_TEST_LOG") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, Logs.Text);
        await app.DisposeAsync();
        await ((IAsyncDisposable)Stripe).DisposeAsync();
        await Issuer.DisposeAsync();
        await Mail.DisposeAsync();
        await database.DisposeAsync();
        files.Delete(recursive: true);
    }
}

/// <summary>The real time, so much later.</summary>
internal sealed class LaterClock(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
}
