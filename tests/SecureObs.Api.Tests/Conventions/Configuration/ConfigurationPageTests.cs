using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <summary>An operator finds every setting on one page, and the page has none that is not read.</summary>
public sealed partial class ConfigurationPageTests(TestApi api) : IDisposable
{
    /// <summary>What hosts and frameworks ask for by themselves; whoever needs it knows their documentation.</summary>
    private static readonly string[] Frameworks =
    [
        "Kestrel", "Logging", "AzureAd", "Authentication", "Schemes", "OTEL_", "DOTNET_", "urls", "http_ports", "https_ports", "applicationName", "contentRoot", "environment", "webroot", "hostBuilder",
        "hostingStartup", "preventHostingStartup", "startup", "Metrics", "ReadOnlyDataProtectionKeyDirectory", "suppressStatusMessages", "shutdownTimeoutSeconds", "captureStartupErrors", "detailedErrors", "preferHostingUrls",
        "FORWARDEDHEADERS_ENABLED", "servicesStartConcurrently", "servicesStopConcurrently", "staticWebAssets", "ReloadStaticAssetsAtRuntime", "EnableStaticAssetsDevelopmentCaching",
    ];

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("secureobs-settings-");

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public void The_page_is_what_the_records_say() => Approved.MatchFile(ConfigurationPage.Text(), Repository.Path("docs/configuration.md"));

    [Fact]
    public void Every_setting_says_what_it_is() =>
        Assert.DoesNotContain(ConfigurationPage.Rows(), row => row.Meaning.Length < 10 || !row.Meaning.EndsWith('.'));

    /// <summary>Asks the running application, not its source: whatever it looks up while it starts and answers.</summary>
    [Fact]
    public async Task What_the_application_asks_for_is_on_the_page()
    {
        var asked = new AskedKeys();
        await using (var app = Start(asked))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
            Assert.True((await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
            Assert.True((await client.GetAsync("/api/auth-config", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        }

        Assert.Contains("ConnectionStrings:SecureObs", asked.Keys);
        Assert.Contains("Limits", asked.Keys);
        AssertKnown(asked.Keys);
    }

    /// <summary>What is read on a path that no start takes is found in the source.</summary>
    [Fact]
    public void What_the_source_reads_by_name_is_on_the_page()
    {
        var keys = SettingsSources.Keys();

        Assert.True(keys.Count > 10, $"Only {keys.Count} were found: the pattern no longer matches.");
        AssertKnown(keys.Select(each => each.Key == "SecureObs" ? "ConnectionStrings:SecureObs" : each.Key));
    }

    [Fact]
    public void Every_variable_of_secureobs_admin_is_on_the_page()
    {
        var named = Directory.EnumerateFiles(Repository.Path("src/SecureObs.Admin"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => VariableNames().Matches(File.ReadAllText(file)).Select(name => name.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(ConfigurationPage.Operators.Select(row => row.Key).Order(StringComparer.Ordinal), named);
    }

    private static void AssertKnown(IEnumerable<string> keys)
    {
        var unknown = keys.Where(key => !IsKnown(key)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(unknown is [], $"docs/configuration.md has no {string.Join(", ", unknown)}: read settings with Settings.Read, into a record whose properties have comments.");
    }

    /// <summary>A section of the page, a key of it, or a framework's own.</summary>
    private static bool IsKnown(string key) =>
        Frameworks.Any(name => key.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        || ConfigurationPage.Has(key);

    private WebApplication Start(AskedKeys asked)
    {
        var (keys, installation) = (Path.Combine(place.FullName, "keys"), Path.Combine(place.FullName, "installation.key"));
        KeyRing.Create(keys, TimeProvider.System).Dispose();
        InstallationKey.Create(installation);
        // As in Production, which would refuse where tests run on a server that is older than its floor.
        return ApiApp.Build(new() { EnvironmentName = "Staging", ContentRootPath = Repository.Path("src/SecureObs.Api") }, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AllowedHosts"] = "127.0.0.1",
                ["Transport:KnownProxies:0"] = "127.0.0.1",
                ["ConnectionStrings:SecureObs"] = api.Database.AsApi(api.DatabaseName),
                ["Secrets:InstallationKeyFile"] = installation,
                ["Signing:KeyDirectory"] = keys,
            }).AddInMemoryCollection(api.Database.Settings);
            ((IConfigurationBuilder)builder.Configuration).Add(asked);
            builder.Logging.ClearProviders();
            api.Entra.Attach(builder);
        });
    }

    [GeneratedRegex(@"""(SECUREOBS_[A-Z_]+)""")]
    private static partial Regex VariableNames();
}
