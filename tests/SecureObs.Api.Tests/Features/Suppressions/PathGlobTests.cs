using Npgsql;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Suppressions;

/// <summary>Patterns of paths, asked of PostgreSQL, which has the last word on what fits.</summary>
public sealed class PathGlobTests(TestApi api)
{
    [Theory]
    [InlineData("tests/**", "tests/a.py tests/b/c.py", "src/tests/a.py tests xtests/a.py")]
    [InlineData("**/tests/**", "tests/a.py src/tests/b/c.py", "src/mytests/a.py tests.py")]
    [InlineData("src/*.py", "src/a.py src/.py", "src/b/a.py src/a.pyc xsrc/a.py")]
    [InlineData("**/*.min.js", "a.min.js web/x/a.min.js", "aXminXjs a.min.jsx")]
    [InlineData("src/?.py", "src/a.py", "src/ab.py src//.py src/.py")]
    [InlineData("a**b", "ab a/x/b axb", "ba b/a")]
    [InlineData("a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb")]
    [InlineData("src/main.py", "src/main.py", "src/main_py SRC/main.py src/main.py/x")]
    [InlineData("src/(a|b).py", "src/(a|b).py", "src/a.py src/b.py")]
    [InlineData("[ab]+{2}^$\\d.py", "[ab]+{2}^$\\d.py", "a.py aa.py 1.py")]
    [InlineData("(?i)src/x.py", "(?i)src/x.py", "src/x.py SRC/X.PY")]
    [InlineData("***:a/x.py", "z/:a/x.py :a/x.py", "a/x.py")]
    [InlineData("müll/日本/*.ts", "müll/日本/x.ts", "mull/日本/x.ts")]
    public async Task What_fits(string pattern, string fitting, string other)
    {
        Assert.True(PathGlob.IsAllowed(pattern));
        Assert.All(await FitsAsync(pattern, fitting.Split(' ')), Assert.True);
        Assert.All(await FitsAsync(pattern, other.Split(' ')), Assert.False);
    }

    /// <summary>Every printable character of ASCII stands for itself and for nothing else.</summary>
    [Fact]
    public async Task A_character_that_is_no_wildcard_stands_for_itself()
    {
        var letters = Enumerable.Range(32, 95).Select(code => (char)code).Where(letter => letter is not ('*' or '?')).ToArray();
        foreach (var letter in letters)
            Assert.Equal([letter], letters.Zip(await FitsAsync($"a{letter}b", [.. letters.Select(one => $"a{one}b")])).Where(pair => pair.Second).Select(pair => pair.First));
    }

    [Theory]
    [InlineData("")]
    [InlineData("**")]
    [InlineData("*")]
    [InlineData("**/*.*")]
    [InlineData("?*/**")]
    [InlineData("/etc/passwd")]
    [InlineData(" a")]
    [InlineData("a\nb")]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a")]
    public void What_says_nothing_of_a_path_is_refused(string pattern) => Assert.False(PathGlob.IsAllowed(pattern));

    private async Task<bool[]> FitsAsync(string pattern, string[] paths)
    {
        await using var source = NpgsqlDataSource.Create(api.Database.AsApi(api.DatabaseName));
        await using var command = source.CreateCommand("select array_agg(path ~ $1 order by place) from unnest($2) with ordinality as u (path, place)");
        command.Parameters.Add(new() { Value = PathGlob.Regex(pattern) });
        command.Parameters.Add(new() { Value = paths });
        return (bool[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
