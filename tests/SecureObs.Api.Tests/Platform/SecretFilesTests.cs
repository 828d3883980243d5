using Microsoft.Extensions.Configuration;
using Npgsql;
using SecureObs.Admin.Commands;
using SecureObs.Api.Features.Billing;
using SecureObs.Api.Platform.Auditing.Checkpoints;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Every secret can come from a file, so that none stands in an environment or a file of settings.</summary>
public sealed class SecretFilesTests(TestApi api) : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("secureobs-secrets-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public async Task The_database_is_reached_with_the_password_of_a_file()
    {
        await using var app = api.Build(Apart(), settings: new Dictionary<string, string?> { ["Database:PasswordFile"] = Secret(TestDatabase.Passwords.Api.Reveal() + "\n") });
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        Assert.True((await client.GetAsync("/health/ready", Ct)).IsSuccessStatusCode);
    }

    /// <summary>PgBouncer refuses with a state of its own, 08P01, where PostgreSQL says 28P01.</summary>
    [Fact]
    public async Task Another_password_is_refused_by_the_database()
    {
        await using var app = api.Build(Apart(), settings: new Dictionary<string, string?> { ["Database:PasswordFile"] = Secret("another") });

        Assert.Contains(api.Database.IsPooled ? "08P01: SASL authentication failed" : "28P01", $"{await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(Ct))}", StringComparison.Ordinal);
    }

    [Fact]
    public void Stripe_and_the_object_store_are_told_by_files()
    {
        var configuration = Configuration(
            ("Stripe:SecretKeyFile", Secret("sk_test_1\n")), ("Stripe:WebhookSecretFile", Secret("whsec_1\r\n")), ("Stripe:ReturnUrl", "https://secureobs.example/"),
            ("Audit:Checkpoints:ObjectStore:UrlFile", Secret("https://store.example/container?sig=1")));

        var stripe = StripeSettings.Read(configuration)!;
        Assert.Equal(("sk_test_1", "whsec_1"), (stripe.SecretKey.Reveal(), stripe.WebhookSecret.Reveal()));
        Assert.Equal(new("https://store.example/container?sig=1"), CheckpointOptions.Read(configuration).ObjectStore);
    }

    [Fact]
    public void What_makes_no_sense_stops_the_start_and_is_not_repeated()
    {
        var open = Secret("canary");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Refused("are both set", ("Stripe:SecretKey", "canary"), ("Stripe:SecretKeyFile", Secret("canary")));
        Refused("everybody may read", ("Stripe:SecretKeyFile", open));
        Refused("is empty", ("Stripe:SecretKeyFile", Secret("\n")));
        Refused("is too large", ("Stripe:SecretKeyFile", Secret(new string('x', 70_000))));
        Refused("cannot be read", ("Stripe:SecretKeyFile", Path.Combine(place.FullName, "nowhere")));
        Refused("cannot be read", ("Stripe:SecretKeyFile", place.FullName));
        Refused("SecretKeyFille", ("Stripe:SecretKeyFille", open));
    }

    [Theory]
    [InlineData("Audit:SpoolDirektory")]
    [InlineData("Audit:Checkpoints:Directori")]
    [InlineData("Database:PreparedStatement")]
    [InlineData("Signing:KeyDirektory")]
    [InlineData("Secrets:InstallationKey")]
    [InlineData("Management:Uri")]
    [InlineData("Jobs:Of:0")]
    [InlineData("Keyless:Issuer:0")]
    [InlineData("Telemetry:OtlpEndpunkt")]
    public async Task A_name_that_nobody_knows_stops_the_start(string key)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var app = api.Build(api.Database.AsApi(api.DatabaseName), settings: new Dictionary<string, string?> { [key] = "x" });
            await app.StartAsync(Ct);
        });

        Assert.StartsWith($"Refusing to start: {key.Split(':')[0]}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_names_a_file_in_place_of_a_variable()
    {
        var name = $"SECUREOBS_TRIAL_{Guid.NewGuid():N}";
        Assert.Null(Variable.Read(name));
        Environment.SetEnvironmentVariable($"{name}_FILE", Secret("of the file\n"));
        Assert.Equal("of the file", Variable.Read(name)!.Reveal());
        Environment.SetEnvironmentVariable(name, "of the environment");
        Assert.Contains("are both set", Assert.Throws<InvalidOperationException>(() => Variable.Read(name)).Message, StringComparison.Ordinal);
    }

    private static void Refused(string says, params (string Key, string Value)[] settings)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => StripeSettings.Read(Configuration(settings))).Message;

        Assert.StartsWith("Refusing to start: Stripe", refusal, StringComparison.Ordinal);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(each => each.Key, each => (string?)each.Value)).Build();

    private string Apart() => new NpgsqlConnectionStringBuilder(api.Database.AsApi(api.DatabaseName)) { Password = null }.ConnectionString;

    private string Secret(string text)
    {
        var path = Path.Combine(place.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
