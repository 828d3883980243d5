using SecureObs.Bench.Identity;

namespace SecureObs.Cli.Tests.Identity;

/// <summary>
/// A report with three findings, and one of a later commit: the first stayed, the second moved to line 9, the third is
/// gone, and in its place is a new one. What the fourth is nobody knows.
/// </summary>
public sealed class ScoreTests
{
    private static readonly ReportPair Pair = new(
        "owner/name", "a", "b", 1, "bandit",
        [At(1), At(2), At(3), At(4)],
        [At(1), At(9), At(3), At(4)],
        [new(0, 0, Tracking.Stays), new(1, 1, Tracking.Moved)],
        new Dictionary<int, Unclear> { [3] = Unclear.UnequalHunk },
        new Dictionary<int, Unclear> { [3] = Unclear.UnequalHunk },
        new HashSet<int>());

    private static PairFinding At(int line) => new("bandit", "B101", 0, 0, 0, (uint)line, 0, new("bandit B101", "a.py", line, 0, 0, 0, [], [], [], 0));

    [Fact]
    public void A_way_by_lines_is_right_once_wrong_once_and_misses_what_moved()
    {
        var score = Score.Of(new KeyedWay("line", finding => finding.StartLine), [Pair]);

        Assert.Equal((1, 1, 1), (score.Right, score.Wrong, score.Missed));
        Assert.Equal((0.5, 0.5, 0.0), (score.Precision, score.Recall, score.ChangedRecall));
        Assert.Equal((1, 1, 1), (score.NewThoughOld, score.LostThoughThere, score.OldThoughNew));
        Assert.Equal((1, 1), score.Kinds["nothing changed"]);
        Assert.Equal((0, 1), score.Kinds["line moved"]);
    }

    [Fact]
    public void The_truth_scores_one_whatever_is_said_of_the_unclear()
    {
        var score = new Score();
        score.Add(Pair, [(0, 0), (1, 1), (3, 3)]);

        Assert.Equal((1.0, 1.0, 1.0), (score.Precision, score.Recall, score.ChangedRecall));
        Assert.Equal((0, 0, 0), (score.NewThoughOld, score.LostThoughThere, score.OldThoughNew));
    }

    [Fact]
    public void The_wrong_partner_is_neither_new_nor_lost()
    {
        var score = new Score();
        score.Add(Pair, [(0, 1), (1, 0)]);

        Assert.Equal((0, 2, 2), (score.Right, score.Wrong, score.Missed));
        Assert.Equal((0, 0, 0), (score.NewThoughOld, score.LostThoughThere, score.OldThoughNew));
    }

    [Fact]
    public void A_finding_has_one_partner() =>
        Assert.Throws<InvalidOperationException>(() => new Score().Add(Pair, [(0, 0), (0, 1)]));

    [Fact]
    public void Of_several_with_one_key_the_first_is_the_first() =>
        Assert.Equal([(0, 0), (1, 1)], new KeyedWay("all", finding => finding.Rule).Match(Pair.Old.Take(3).ToList(), Pair.New.Take(2).ToList()));
}
