using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Infrastructure;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <summary>What operators copy names what there is, and keeps what it promises. deploy/lint asks the tools themselves.</summary>
public sealed partial class DeploymentTests
{
    private static readonly (string Name, string Text)[] Files =
    [
        .. Directory.EnumerateFiles(Repository.Path("deploy"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/secrets/", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(Repository.Path("deploy"), path), File.ReadAllText(path))),
    ];

    /// <summary>Where a program's dependencies name their assemblies.</summary>
    private static readonly string[] Kinds = ["runtime", "runtimeTargets"];

    /// <summary>The API would not start with a name that nobody knows.</summary>
    [Fact]
    public void Every_setting_that_is_named_is_on_the_page()
    {
        var named = Files.SelectMany(file => Settings().Matches(file.Text).Select(setting => (file.Name, Key: setting.Value.Replace("__", ":", StringComparison.Ordinal)))).Distinct().ToList();

        Assert.True(named.Count > 30, $"Only {named.Count} were found: the pattern no longer matches.");
        Assert.DoesNotContain(named, each => !ConfigurationPage.Has(each.Key));
    }

    [Fact]
    public void Every_variable_of_secureobs_admin_that_is_named_is_one() => Assert.DoesNotContain(
        Files.SelectMany(file => Variables().Matches(file.Text).Select(name => name.Groups[1].Value)),
        name => ConfigurationPage.Operators.All(row => row.Key != name));

    /// <summary>The page copies files out of the archive: they are those of deploy/.</summary>
    [Fact]
    public void Every_file_that_the_installation_copies_is_there()
    {
        var copied = Copied().Matches(File.ReadAllText(Repository.Path("docs/install.md"))).Select(name => name.Groups[1].Value).Where(name => !name.StartsWith("bin/", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(copied.Count > 5);
        Assert.DoesNotContain(copied, name => Directory.GetFileSystemEntries(Repository.Path($"deploy/{Path.GetDirectoryName(name)}"), Path.GetFileName(name)).Length == 0);
    }

    [Theory]
    [InlineData("User=secureobs")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("ProtectHome=yes")]
    [InlineData("PrivateTmp=yes")]
    [InlineData("PrivateDevices=yes")]
    [InlineData("PrivateUsers=yes")]
    [InlineData("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK")]
    [InlineData("SystemCallFilter=@system-service")]
    public void The_units_are_locked_up(string line)
    {
        Assert.Contains(line, Text("systemd/secureobs-.service.d/sandbox.conf").Split('\n'));
        // The sandbox is theirs by the beginning of their names, and none takes something out of it.
        var units = Files.Where(file => file.Name.EndsWith(".service", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, units.Count);
        Assert.All(units, unit => Assert.StartsWith("systemd/secureobs-", unit.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(units, unit => unit.Text.Contains($"\n{line.Split('=')[0]}=", StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_image_has_no_shell_and_no_rights()
    {
        var dockerfile = Text("docker/Dockerfile");
        var last = dockerfile[dockerfile.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        Assert.Matches(@"ARG RUNTIME=\S+-chiseled\n", dockerfile);
        Assert.Contains("FROM ${RUNTIME}", last, StringComparison.Ordinal);
        Assert.Contains("\nUSER 1654:1654\n", last, StringComparison.Ordinal);
        Assert.Contains("HEALTHCHECK", last, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", last, StringComparison.Ordinal);
        // The development sign-in does not even reach the build.
        Assert.Contains("src/SecureObs.Local", Text("docker/Dockerfile.dockerignore").Split('\n'));
    }

    /// <summary>Else the dashboard is not built in the image, though it is here.</summary>
    [Fact]
    public void Everything_that_the_dashboard_takes_from_elsewhere_is_copied()
    {
        var outside = Directory.EnumerateFiles(Repository.Path("web/src"), "*.ts*", SearchOption.AllDirectories).Where(file => !file.Contains(".test.", StringComparison.Ordinal))
            .SelectMany(file => OutsideOfTheDashboard().Matches(File.ReadAllText(file)).Select(path => path.Groups[1].Value)).Distinct().ToList();

        Assert.NotEmpty(outside);
        Assert.DoesNotContain(outside, directory => !Text("docker/Dockerfile").Contains($"\nCOPY {directory} /source/{directory}\n", StringComparison.Ordinal)
            || !Text("docker/Dockerfile.dockerignore").Split('\n').Contains($"!{directory}"));
    }

    [Fact]
    public void Every_container_is_locked_up_and_only_the_proxy_is_reached()
    {
        var services = ((YamlMappingNode)Compose()["services"]).Children.ToDictionary(each => $"{each.Key}", each => (YamlMappingNode)each.Value);

        Assert.Equal(["api", "keys", "migrate", "postgres", "proxy", "setup"], services.Keys.Order(StringComparer.Ordinal));
        Assert.All(services.Values, service =>
        {
            Assert.Equal("true", $"{service["read_only"]}");
            Assert.Equal(["ALL"], List(service, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], List(service, "security_opt"));
            Assert.DoesNotContain("privileged", service.Children.Keys.Select(key => $"{key}"));
        });
        Assert.Equal(["proxy"], services.Where(service => service.Value.Children.ContainsKey("ports")).Select(service => service.Key));
        Assert.Equal("true", $"{Compose()["networks"]["database"]["internal"]}");
        Assert.Equal(["database"], List(services["postgres"], "networks"));
    }

    /// <summary>No password stands in what is deployed: neither as a value nor in a connection string.</summary>
    [Fact]
    public void No_file_has_a_password() => Assert.DoesNotContain(Files, file => Passwords().IsMatch(file.Text));

    /// <summary>What is published is these assemblies. A new one, above all one for development, is seen here.</summary>
    [Theory]
    [InlineData("SecureObs.Api")]
    [InlineData("secureobs-admin")]
    public void What_is_published_is_approved(string program)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.deps.json")));
        var assemblies = dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .SelectMany(library => Kinds.Where(kind => library.Value.TryGetProperty(kind, out _)).SelectMany(kind => library.Value.GetProperty(kind).EnumerateObject().Select(file => Path.GetFileName(file.Name))))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Contains("SecureObs.Database.dll", assemblies);
        Assert.DoesNotContain("SecureObs.Local.dll", assemblies);
        Approved.MatchFile(string.Join('\n', assemblies) + "\n", Repository.Path($"tests/SecureObs.Api.Tests/Conventions/Configuration/published.{program}.approved.txt"));
    }

    private static string Text(string name) => Files.Single(file => file.Name == name).Text;

    private static YamlNode Compose()
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Text("compose.yaml")))));
        return stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> List(YamlMappingNode service, string name) => ((YamlSequenceNode)service[name]).Children.Select(each => $"{each}");

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(?:__[A-Za-z0-9]+)+\b")]
    private static partial Regex Settings();

    [GeneratedRegex(@"\b(SECUREOBS_(?:ADMIN|MIGRATOR|API|BACKUP)_(?:DB|PASSWORD))(?:_FILE)?\b")]
    private static partial Regex Variables();

    [GeneratedRegex(@"from '(?:\.\./)+([a-z]+)/[^']*\?raw'")]
    private static partial Regex OutsideOfTheDashboard();

    [GeneratedRegex(@"/opt/secureobs/current/((?:systemd|postgresql|pgbouncer|caddy|nginx)/[\w./*-]+)")]
    private static partial Regex Copied();

    [GeneratedRegex(@"Password\s*=\s*(?!readEnvironmentVariable)[^\s$@'"";)]|_PASSWORD\s*[=:]\s*[0-9a-zA-Z]", RegexOptions.IgnoreCase)]
    private static partial Regex Passwords();
}
