using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

public sealed partial class ArchitectureTests
{
    private static readonly Type[] Types = typeof(FindingItem).Assembly.GetTypes();

    /// <summary>AddValidation in .NET 10 silently skips types that are not public: dotnet/aspnetcore#67399.</summary>
    [Fact]
    public void A_request_that_declares_rules_is_public() => Assert.DoesNotContain(
        Types, type => !type.IsPublic && type.GetProperties().Any(property => property.IsDefined(typeof(ValidationAttribute), true)));

    /// <summary>The development sign-in lives there; it is not deployed with an API that does not know it.</summary>
    [Fact]
    public void The_api_does_not_know_the_local_host()
    {
        var reachable = new HashSet<string>();
        var next = new Queue<AssemblyName>([typeof(FindingItem).Assembly.GetName()]);
        while (next.TryDequeue(out var name))
        {
            if (reachable.Add(name.Name!) && name.Name!.StartsWith("SecureObs", StringComparison.Ordinal))
                Array.ForEach(Assembly.Load(name).GetReferencedAssemblies(), next.Enqueue);
        }

        Assert.Contains("SecureObs.Database", reachable);
        Assert.DoesNotContain("SecureObs.Local", reachable);
    }

    [Fact]
    public void The_platform_does_not_know_the_features() =>
        Assert.DoesNotContain(Sources("Platform"), source => source.Text.Contains("SecureObs.Api.Features", StringComparison.Ordinal));

    [Fact]
    public void Features_do_not_know_each_other() => Assert.Empty(
        from source in Sources("Features")
        let own = source.File.Split("Features/")[1].Split('/')[0]
        from Match other in FeatureNames().Matches(source.Text)
        where other.Groups[1].Value != own
        select $"{source.File} names {other.Value}");

    /// <summary>It is not sealed so that the bench can measure without it; the product has one trail.</summary>
    [Fact]
    public void Nothing_in_the_api_stands_in_for_the_audit_trail() =>
        Assert.DoesNotContain(Types, type => type.IsSubclassOf(typeof(AuditTrail)));

    [Fact]
    public void Only_the_platform_opens_a_connection() =>
        Assert.DoesNotContain(Sources("Features"), source => NpgsqlTypes().IsMatch(source.Text));

    /// <summary>The application is the first wall, row-level security the second.</summary>
    [Fact]
    public void Every_statement_names_its_tenant()
    {
        var statements = Sources("Features").Concat(Sources("Domain"))
            .SelectMany(source => Statements().Matches(source.Text).Select(sql => $"{source.File}: {sql.Value}")).ToList();

        Assert.True(statements.Count > 30, $"Only {statements.Count} statements were found: the pattern no longer matches.");
        Assert.DoesNotContain(statements, sql => !sql.Contains("tx.TenantId", StringComparison.Ordinal)
            && !sql.Contains("from app.scanners where", StringComparison.Ordinal));   // a catalogue, the same for every tenant
    }

    /// <summary>Then PostgreSQL refuses what would write, and keeps the plans of what reads.</summary>
    [Fact]
    public void What_only_reads_says_so()
    {
        var readers = Sources("Features").Where(source => source.Text.Contains(".MapGet(", StringComparison.Ordinal) && !Writes().IsMatch(source.Text)).ToList();

        Assert.True(readers.Count > 15, $"Only {readers.Count} files were found: the pattern no longer matches.");
        Assert.DoesNotContain(readers, source => source.Text.Contains("db.TransactAsync", StringComparison.Ordinal));
    }

    /// <summary>A pooler would leak a session setting to the next client; set_config does not reach distributed workers.</summary>
    [Fact]
    public void Nothing_but_app_set_tenant_sets_the_tenant() => Assert.DoesNotContain(
        Sources(""), source => SessionSettings().IsMatch(source.Text));

    [GeneratedRegex("""\$"{1,3}\s*(?:select|insert|update|delete|with)\b.*?"{1,3}\s*[,)]""", RegexOptions.Singleline)]
    private static partial Regex Statements();

    [GeneratedRegex(@"\bNpgsql(Connection|DataSource|Command|Batch)\b")]
    private static partial Regex NpgsqlTypes();

    [GeneratedRegex(@"SecureObs\.Api\.Features\.(\w+)")]
    private static partial Regex FeatureNames();

    [GeneratedRegex(@"\.Map(Post|Put|Delete|Patch)\(")]
    private static partial Regex Writes();

    [GeneratedRegex(@"set_config|set\s+(session\s+)?app\.tenant_id|(?<!update app\.memberships )set\s+role", RegexOptions.IgnoreCase)]
    private static partial Regex SessionSettings();

    private static IEnumerable<(string File, string Text)> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.Path($"src/SecureObs.Api/{folder}"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (file, File.ReadAllText(file)));
}
