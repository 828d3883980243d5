using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>A page that claims a proof names one that exists: a renamed test or file must not leave an empty claim.</summary>
public sealed partial class SecurityPagesTests
{
    private static readonly string[] Pages = Directory.GetFiles(Repository.Path("docs/security"), "*.md");

    [Fact]
    public void Every_test_that_a_page_names_exists()
    {
        var classes = Directory.EnumerateFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!).ToHashSet(StringComparer.Ordinal);
        var named = Named(TestNames());

        Assert.True(named.Count > 30, $"Only {named.Count} names were found: the pattern no longer matches.");
        Assert.DoesNotContain(named, name => !classes.Contains(name.Value));
    }

    [Fact]
    public void Every_file_that_a_page_names_exists() =>
        Assert.DoesNotContain(Named(FileNames()), name => !Path.Exists(Repository.Path(name.Value)));

    private static List<(string Page, string Value)> Named(Regex pattern) =>
    [
        .. from page in Pages
           from Match name in pattern.Matches(File.ReadAllText(page))
           select (Path.GetFileName(page), name.Groups[1].Value),
    ];

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestNames();

    [GeneratedRegex(@"`((?:docs|db|src|tools|tests)/[\w./-]+\w)`")]
    private static partial Regex FileNames();
}
