using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

public sealed class CodeReaderTests
{
    private const string Code = "import os\n\ndef run(name):\n    # shell\n    os.system('ls ' + name)\n    return 0\n";

    [Fact]
    public void Code_that_moved_and_was_indented_is_the_same()
    {
        var (here, there) = (Read(Code, 5), Read("import os\n\ndef go():\n    pass\n\nimport os\n\ndef run(name):\n        # shell\n        os.system( 'ls ' +  name )\n        return 0\n", 10));

        Assert.Equal((5, 10), (here.Line, there.Line));
        Assert.Equal((here.Content, here.FirstLine, here.Symbol), (there.Content, there.FirstLine, there.Symbol));
        Assert.Equal(here.Words, there.Words);
        Assert.Equal(here.Before, there.Before.Take(here.Before.Count));
        Assert.Equal(here.After, there.After);
    }

    [Theory]
    [InlineData("os.system('ls ' + name)", "os.system('ls ' + names)")]
    [InlineData("os.system('ls ' + name)", "os.system('l s' + name)")]
    public void Other_words_are_other_code(string one, string other) =>
        Assert.NotEqual(Read(Code, 5).Content, Read(Code.Replace(one, other, StringComparison.Ordinal), 5).Content);

    [Fact]
    public void What_formatters_add_and_take_is_no_difference()
    {
        var (one, other) = (Read("x = run('ls', (a), b)", 1), Read("x = run(\"ls\", a, b,);", 1));

        Assert.Equal(one.Content, other.Content);
        Assert.Equal(one.Words, other.Words);
    }

    [Fact]
    public void The_nearest_line_comes_first()
    {
        var features = Read(string.Join('\n', Enumerable.Range(1, 30).Select(line => $"l{line}")), 12);

        Assert.Equal(Enumerable.Range(1, 8).Select(back => Read($"l{12 - back}", 1).Content), features.Before.Select(hash => (ulong)hash));
        Assert.Equal(Enumerable.Range(1, 8).Select(on => Read($"l{12 + on}", 1).Content), features.After.Select(hash => (ulong)hash));
    }

    [Fact]
    public void Its_lines_are_at_most_20_and_its_words_at_most_120()
    {
        var file = string.Concat(Enumerable.Range(0, 100).Select(line => $"f{line} a b c d e f g h i j k\n"));

        Assert.Equal(Read(file, 1, 20).Content, Read(file, 1, 90).Content);
        Assert.Equal(120, Read(file, 1, 90).Words.Count);
        Assert.Equal(Read(file, 91).Content, Read(file, 1, 90).After[0]);
    }

    [Fact]
    public void A_file_as_a_whole_has_no_line_and_a_line_that_is_not_there_no_features()
    {
        Assert.Equal((0, 0U), (Read(Code, null).Line, Read(Code, null).Symbol));
        Assert.Null(File(Code).Excerpt(8, null));
        Assert.NotNull(File(Code).Excerpt(6, int.MaxValue));
    }

    private static CodeFile File(string text) => new(text.Split('\n'));

    private static CodeFeatures Read(string text, int? line, int? end = null) =>
        new CodeReader(Hash).Read("bandit B605", "a.py", 0, File(text).Excerpt(line, end)!);

    // 32 bits, so that hashes of lines around can be compared with those of lines.
    private static ulong Hash(string text) => text.Aggregate(2_166_136_261U, (hash, letter) => unchecked((hash ^ letter) * 16_777_619U));
}
