using CsCheck;
using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

/// <summary>What is quick is what the plain way would find.</summary>
public sealed class AlignmentTests
{
    [Fact]
    public void The_chain_is_the_one_of_the_full_table() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 4].Array[49]).Sample((first, second, worths) =>
    {
        var table = new double?[first, second];
        for (var at = 0; at < first * second; at++)
            table[at / second, at % second] = worths[at] is > 0 and var worth ? worth : null;

        Assert.Equal(Table(first, second, table), Alignment.Best([.. Candidates(table)], second));
    });

    private static IEnumerable<Candidate> Candidates(double?[,] table) =>
        from i in Enumerable.Range(0, table.GetLength(0))
        from j in Enumerable.Range(0, table.GetLength(1))
        where table[i, j] is not null
        select new Candidate(i, j, table[i, j]!.Value);

    /// <summary>Needleman and Wunsch as they wrote it down.</summary>
    private static List<(int, int)> Table(int first, int second, double?[,] worth)
    {
        var best = new double[first + 1, second + 1];
        for (var i = first - 1; i >= 0; i--)
            for (var j = second - 1; j >= 0; j--)
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), worth[i, j] is { } pair ? pair + best[i + 1, j + 1] : 0);
        var pairs = new List<(int, int)>();
        for (int i = 0, j = 0; i < first && j < second;)
        {
            if (worth[i, j] is { } pair && best[i, j] == pair + best[i + 1, j + 1])
                pairs.Add((i++, j++));
            else if (best[i, j] == best[i + 1, j])
                i++;
            else
                j++;
        }
        return pairs;
    }

    [Fact]
    public void Offsets_are_those_of_the_nearest_and_pairs_do_not_cross() =>
        Gen.Select(Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20]).List[0, 8], Gen.Int[1, 20], Gen.Int[1, 20]).Sample((sure, old, now) =>
        {
            var (offsets, pairs) = (new Offsets(sure), sure.Distinct().Order().ToList());
            var (from, to) = pairs.Count == 0 ? (0, 0) : pairs.MinBy(pair => Math.Abs(pair.Item1 - old));

            Assert.Equal(old + to - from, offsets.Expected(old));
            Assert.Equal(pairs.All(pair => pair.Item1 == old || pair.Item2 == now || (pair.Item1 < old) == (pair.Item2 < now)), offsets.Keeps(old, now));
        });

    /// <summary>Not a promise in seconds: all with all would take minutes and gigabytes.</summary>
    [Theory]
    [InlineData(5_000, false)]
    [InlineData(5_000, true)]
    [InlineData(1, false)]
    public void Thousands_of_one_rule_are_paired(int distinct, bool isEdited)
    {
        const int count = 5_000;
        var pairs = FindingMatcher.Match(Report("a.js", 0, 0), Report("a.js", 1, isEdited ? 1_000_000U : 0));
        Assert.Equal(Enumerable.Range(0, count), pairs.Where(pair => pair.Old == pair.New).Select(pair => pair.Old).Order());

        // Each in a file of its own, and all the files get another name.
        Assert.Equal(isEdited ? 0 : count, FindingMatcher.Match(Report(null, 0, 0), Report(null, 1, isEdited ? 1_000_000U : 0)).Count);

        List<CodeFeatures> Report(string? path, int shift, uint edit) => [.. Enumerable.Range(0, count).Select(at =>
        {
            var code = (uint)(at % distinct) + edit;
            return new CodeFeatures("r", path ?? $"{shift}/{at}.js", 1 + (3 * at) + shift, 1, code, code, [1, 2, 3, 4, 5, code], [7 * (uint)(at % distinct), 1, 2], [3, 4, 5], Symbol: 9);
        })];
    }
}
