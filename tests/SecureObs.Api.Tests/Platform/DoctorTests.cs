using Microsoft.Extensions.Configuration;
using Npgsql;
using SecureObs.Admin.Commands;
using SecureObs.Admin.Doctor;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;
using SecureObs.Database;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Platform;

/// <summary>What an operator is told before the API starts, about each thing that can be wrong.</summary>
public sealed class DoctorTests(TestApi api) : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("secureobs-doctor-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public async Task A_good_installation_is_good_in_everything()
    {
        var found = await ExamineAsync([]);

        // The version of this machine's PostgreSQL is its own matter, and Microsoft may be out of reach.
        Assert.All(found.Where(each => each.What is not ("server version" or "sign-in")), each => Assert.True(each.Health is Health.Good, $"{each}"));
        var version = Assert.Single(found, each => each.What == "server version");
        Assert.Equal(ServerFloor.Warning(api.Database.Cluster.ServerVersion) is null ? Health.Good : Health.Bad, version.Health);
    }

    public static TheoryData<string, string, string, string, string?> Wrong => new()
    {
        { "database", "Bad", "is not set", "ConnectionStrings:SecureObs", "" },
        { "database", "Bad", "Check ConnectionStrings:SecureObs", "ConnectionStrings:SecureObs", "Host=/nowhere;Username=x" },
        { "database", "Bad", "Check ConnectionStrings:SecureObs", "ConnectionStrings:SecureObs", "nonsense" },
        { "key ring", "Bad", "is not set", "Signing:KeyDirectory", "" },
        { "key ring", "Bad", "/nowhere", "Signing:KeyDirectory", "/nowhere" },
        { "installation key", "Bad", "is not set", "Secrets:InstallationKeyFile", "" },
        { "installation key", "Bad", "does not exist", "Secrets:InstallationKeyFile", "/nowhere" },
        { "Audit:SpoolDirectory", "Doubtful", "not set", "Audit:SpoolDirectory", "" },
        { "Audit:SpoolDirectory", "Bad", "The API writes there", "Audit:SpoolDirectory", "/dev/null/x" },
        { "sign-in", "Bad", "AzureAd:ClientId", "AzureAd:ClientId", "x" },
        { "sign-in", "Bad", "AzureAd:ClientId", "AzureAd:ClientId", EntraStandIn.ClientId },   // what appsettings.json has
        { "sign-in", "Bad", "Spa:ClientId", "Spa:ClientId", "22222222-2222-4222-8222-222222222222" },
        { "hosts", "Bad", "AllowedHosts", "AllowedHosts", "" },
        { "hosts", "Bad", "AllowedHosts", "AllowedHosts", "app.example.com;*" },
        { "TLS", "Doubtful", "Transport:KnownProxies:0", "Transport:KnownProxies:0", null },
        { "database", "Bad", "Database:PasswordFile", "Database:PasswordFile", "/nowhere" },
        { "database", "Bad", "leave one out", "Database:Password", "another" },
        { "sign-in", "Doubtful", "cannot be read from here", "AzureAd:Instance", "http://127.0.0.1:1/" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_with_what_to_do(string what, string health, string says, string setting, string? value)
    {
        var found = Assert.Single(await ExamineAsync(new() { [setting] = value }), each => each.What == what);

        Assert.Equal((health, true), ($"{found.Health}", found.Found.Contains(says, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_role_and_a_database_without_schema_are_bad()
    {
        var migrator = await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = api.Database.AsMigrator(api.DatabaseName) });
        Assert.Equal(Health.Bad, migrator.Single(each => each.What == "role").Health);

        var empty = await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = api.Database.AsSuperuser("postgres") });
        Assert.Contains("secureobs-admin migrate", empty.Single(each => each.What == "schema").Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_isolation_rule_and_a_missing_migration_are_bad()
    {
        var database = await api.Database.CloneAsync();
        await api.Database.ExecuteAsync(database, "alter table app.findings no force row level security; delete from migrations.applied where name = (select max(name) from migrations.applied)");

        var found = await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = api.Database.AsApiDirectly(database) });

        Assert.Contains("app.findings", found.Single(each => each.What == "isolation").Found, StringComparison.Ordinal);
        Assert.Contains(Migrator.Known[^1], found.Single(each => each.What == "schema").Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, nameof(Health.Doubtful))]
    [InlineData("0", nameof(Health.Good))]
    public async Task A_pooler_is_noticed(string? prepared, string health)
    {
        await using var pooler = await Pooler.StartAsync(api.Database.Cluster.SuperuserConnectionString(), TestDatabase.Passwords);

        var found = await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = pooler.AsApi(api.DatabaseName, TestDatabase.Passwords), ["Database:PreparedStatements"] = prepared });

        Assert.Equal(health, $"{found.Single(each => each.What == "pooler").Health}");
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_bad()
    {
        var clock = new MovedClock();
        clock.Move(TimeSpan.FromMinutes(1));

        Assert.Equal(Health.Bad, (await DoctorCommand.ExamineAsync(Configuration([]), clock, Ct)).Single(each => each.What == "clock").Health);
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_bad()
    {
        var path = Path.Combine(place.FullName, "open.key");
        InstallationKey.Create(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var found = await ExamineAsync(new() { ["Secrets:InstallationKeyFile"] = path });

        Assert.Contains("chmod 600", found.Single(each => each.What == "installation key").Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_a_file_is_used()
    {
        var (apart, file) = (new NpgsqlConnectionStringBuilder(api.Database.AsApiDirectly(api.DatabaseName)) { Password = null }, Path.Combine(place.FullName, "password"));
        await File.WriteAllTextAsync(file, TestDatabase.Passwords.Api.Reveal() + "\n", Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead);

        var found = await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = apart.ConnectionString, ["Database:PasswordFile"] = file });

        Assert.Equal(Health.Good, found.Single(each => each.What == "database").Health);
    }

    [Fact]
    public async Task A_certificate_of_its_own_is_as_good_as_a_proxy() => Assert.Equal(
        Health.Good,
        (await ExamineAsync(new() { ["Transport:KnownProxies:0"] = null, ["ASPNETCORE_URLS"] = "https://*:5443" })).Single(each => each.What == "TLS").Health);

    [Fact]
    public async Task No_line_has_the_password()
    {
        var output = new StringWriter();
        DoctorCommand.Write(output, await ExamineAsync([]), json: true);
        DoctorCommand.Write(output, await ExamineAsync(new() { ["ConnectionStrings:SecureObs"] = "Host=/nowhere;Username=x;Password=canary-of-a-password" }), json: false);

        Assert.DoesNotContain("canary", $"{output}", StringComparison.Ordinal);
        Assert.DoesNotContain(TestDatabase.Passwords.Api.Reveal(), $"{output}", StringComparison.Ordinal);
    }

    private Task<List<Diagnosis>> ExamineAsync(Dictionary<string, string?> changed) => DoctorCommand.ExamineAsync(Configuration(changed), TimeProvider.System, Ct);

    private IConfiguration Configuration(Dictionary<string, string?> changed)
    {
        var (ring, key) = (Path.Combine(place.FullName, "keys"), Path.Combine(place.FullName, "installation.key"));
        if (!File.Exists(key))
        {
            KeyRing.Create(ring, TimeProvider.System).Dispose();
            InstallationKey.Create(key);
        }
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:SecureObs"] = api.Database.AsApiDirectly(api.DatabaseName),
            ["Signing:KeyDirectory"] = ring,
            ["Secrets:InstallationKeyFile"] = key,
            ["Audit:SpoolDirectory"] = place.FullName,
            ["Audit:Checkpoints:Directory"] = place.FullName,
            ["AzureAd:Instance"] = "http://127.0.0.1:1/",
            ["AzureAd:TenantId"] = "common",
            ["AzureAd:ClientId"] = "8d1f3f0e-52a4-4c1d-8a54-6c2f7e9b0a02",
            ["Spa:ClientId"] = "b7e6c9d4-1c35-4f0b-9c58-2f8a4d6e0b03",
            ["AllowedHosts"] = "app.example.com",
            ["Transport:KnownProxies:0"] = "127.0.0.1",
        }).AddInMemoryCollection(changed).Build();
    }
}
