using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

/// <summary>How findings are known again. What the rules reach on real histories, bench/run identity says.</summary>
public sealed class FindingMatcherTests
{
    [Fact]
    public void What_stays_where_it_is_is_the_same() => Assert.Equal([(0, 0), (1, 1)], Same([Line("a.py", 1, "x"), Line("a.py", 9, "y")], [Line("a.py", 1, "x"), Line("a.py", 9, "y")]));

    [Fact]
    public void Lines_that_move_stay_the_same() => Assert.Equal([(0, 0)], Same([Line("a.py", 1, "x")], [Line("a.py", 400, "x")]));

    [Fact]
    public void A_renamed_file_keeps_its_findings() => Assert.Equal([(0, 0), (1, 1)],
        Same([Line("old.py", 3, "x", "b", "c"), Line("old.py", 7, "y", "d", "e")], [Line("new.py", 3, "x", "b", "c"), Line("new.py", 7, "y", "d", "e")]));

    [Fact]
    public void An_edited_line_between_the_same_neighbours_is_the_same() => Assert.Equal([(0, 0)],
        Same([Line("a.py", 5, "run shell command a", "b", "c")], [Line("a.py", 5, "run shell command z", "b", "c")]));

    [Fact]
    public void Other_code_of_the_same_rule_is_another_finding() => Assert.Empty(Same([Line("a.py", 5, "run one two")], [Line("a.py", 5, "load three four")]));

    [Fact]
    public void Equal_code_of_another_rule_is_another_finding() =>
        Assert.Empty(Same([Line("a.py", 5, "x")], [Line("a.py", 5, "x") with { Rule = "bandit B602" }]));

    [Fact]
    public void Of_equal_lines_the_surroundings_tell_which_is_which() => Assert.Equal([(0, 1), (1, 2)],
        Same([Line("a.py", 5, "x", "b", "c"), Line("a.py", 9, "x", "d", "e")], [Line("a.py", 5, "x", "n", "m"), Line("a.py", 8, "x", "b", "c"), Line("a.py", 12, "x", "d", "e")]));

    [Fact]
    public void Equal_lines_that_changed_places_are_known_by_what_stands_around_them()
    {
        var (one, other) = (Block("a.py", 5, "one"), Block("a.py", 50, "other"));

        Assert.Equal([(0, 1), (1, 0)], Same([one, other], [other with { Line = 5 }, one with { Line = 50 }]));
    }

    [Fact]
    public void An_equal_line_elsewhere_between_other_lines_in_something_of_another_name_is_another_finding() =>
        Assert.Empty(Same([Block("a.py", 5, "one")], [Block("a.py", 400, "other")]));

    [Fact]
    public void Half_edited_code_is_the_same_only_with_half_of_what_stood_around_it()
    {
        var (old, edited) = (Line("a.py", 5, "run one two") with { Before = [1, 2, 3, 4] }, Line("a.py", 5, "run one three four") with { Before = [1, 2, 5, 6] });

        Assert.Equal([(0, 0)], Same([old], [edited]));
        Assert.Empty(Same([old], [edited with { Before = [1, 5, 6, 7] }]));
    }

    [Fact]
    public void Two_findings_of_one_line_stay_two() => Assert.Equal([(0, 0), (1, 1)],
        Same([Line("a.py", 5, "x") with { Column = 3 }, Line("a.py", 5, "x") with { Column = 30 }], [Line("a.py", 6, "x") with { Column = 3 }, Line("a.py", 6, "x") with { Column = 30 }]));

    [Fact]
    public void A_copy_in_another_file_is_new() => Assert.Equal([(0, 0)], Same([Line("a.py", 5, "x", "b", "c")], [Line("a.py", 5, "x", "b", "c"), Line("b.py", 5, "x", "b", "c")]));

    /// <summary>Whatever the lists, in whatever order: no finding is two, rules are not mixed, and the answer is the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_the_lists_says_nothing_and_no_finding_is_two(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (old, now) = (Report(random), Report(random));
            var (oldMixed, nowMixed) = (old.OrderBy(_ => random.Next()).ToList(), now.OrderBy(_ => random.Next()).ToList());

            var pairs = FindingMatcher.Match(old, now);
            var mixed = FindingMatcher.Match(oldMixed, nowMixed);

            Assert.Equal(pairs.Count, pairs.DistinctBy(pair => pair.Old).Count());
            Assert.Equal(pairs.Count, pairs.DistinctBy(pair => pair.New).Count());
            Assert.All(pairs, pair => Assert.Equal(old[pair.Old].Rule, now[pair.New].Rule));
            Assert.Equal(Named(pairs, old, now), Named(mixed, oldMixed, nowMixed));
        }
    }

    [Fact]
    public void A_report_is_known_again_in_full()
    {
        var report = Report(new(4));
        Assert.Equal(report.Count, FindingMatcher.Match(report, report).Count(pair => pair.Old == pair.New && pair.Rung == Rung.Content));
    }

    private static List<CodeFeatures> Report(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(12)).Select(_ => Line($"{random.Next(3)}.py", random.Next(1, 200), $"call {random.Next(3)} {random.Next(3)}", $"{random.Next(4)}", $"{random.Next(4)}") with
        {
            Rule = $"bandit B60{random.Next(2)}",
        }).DistinctBy(finding => (finding.Path, finding.Line, finding.Rule)),
    ];

    private static List<string> Named(IEnumerable<Recognised> pairs, List<CodeFeatures> old, List<CodeFeatures> now) =>
        [.. pairs.Select(pair => $"{old[pair.Old].Path}:{old[pair.Old].Line} {now[pair.New].Path}:{now[pair.New].Line} {now[pair.New].Rule} {pair.Rung}").Order(StringComparer.Ordinal)];

    private static List<(int, int)> Same(List<CodeFeatures> old, List<CodeFeatures> now) => [.. FindingMatcher.Match(old, now).Select(pair => (pair.Old, pair.New)).Order()];

    private static CodeFeatures Line(string path, int line, string code, string above = "", string below = "")
    {
        var words = code.Split(' ').Select(Hash).ToList();
        var content = words.Aggregate(17UL, (hash, word) => unchecked((hash * 31) + word));
        return new("bandit B601", path, line, 1, content, content, words, above is "" ? [] : [Hash(above)], below is "" ? [] : [Hash(below)], Symbol: 0);
    }

    /// <summary>One line that is the same everywhere, in a function with lines of its own.</summary>
    private static CodeFeatures Block(string path, int line, string function) => Line(path, line, "x") with
    {
        Before = [.. Enumerable.Range(0, 8).Select(number => Hash($"{function} above {number}"))],
        After = [.. Enumerable.Range(0, 8).Select(number => Hash($"{function} below {number}"))],
        Symbol = Hash(function),
    };

    private static uint Hash(string word) => word.Aggregate(2_166_136_261U, (hash, letter) => unchecked((hash ^ letter) * 16_777_619U));
}
