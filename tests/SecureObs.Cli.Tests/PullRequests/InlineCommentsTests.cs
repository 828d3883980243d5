using SecureObs.Cli.PullRequests;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class InlineCommentsTests
{
    [Fact]
    public void At_most_50_and_the_worst_of_them()
    {
        var findings = Enumerable.Range(1, 80).Select(line => PrCommentRun.Finding(line > 70 ? Severity.Critical : Severity.High, $"R{line}", "a.js", line, blocks: line == 60)).ToList();

        var comments = Of(findings, line => true);

        Assert.Equal(50, comments.Count);
        Assert.Equal([60, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 1], comments.Take(12).Select(comment => comment.Line));
    }

    [Fact]
    public void Lines_of_one_rule_are_one_comment_and_rules_of_one_line_are_one_comment()
    {
        var comments = Of([.. Enumerable.Range(1, 30).Select(line => PrCommentRun.Finding(Severity.High, "R", "a.js", line)), PrCommentRun.Finding(Severity.Critical, "S", "a.js", 1)], _ => true);

        var comment = Assert.Single(comments);
        Assert.Equal(
            """
            <!-- secureobs-scanner -->
            **CRITICAL** `S` (`devskim`)

            `Bad`

            **HIGH** `R` (`devskim`)

            `Bad`

            Also on changed lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 9 more of this file.
            """.ReplaceLineEndings("\n"), comment.Body);
    }

    [Theory]
    [InlineData(5, 9, 7), InlineData(7, 7, 7), InlineData(8, 9, null), InlineData(1, 1_000_000, 7), InlineData(300, 100, null)]
    public void A_finding_of_several_lines_stands_at_the_first_that_is_changed(int start, int end, int? line) =>
        Assert.Equal(line, Of([PrCommentRun.Finding(Severity.High, "R", "a.js", start, end: end)], at => at == 7).SingleOrDefault()?.Line);

    [Theory]
    [InlineData(Severity.High, false, 1), InlineData(Severity.Medium, false, 0), InlineData(Severity.Low, true, 1)]
    public void Only_what_blocks_and_what_is_high_or_worse(Severity severity, bool blocks, int count) =>
        Assert.Equal(count, Of([PrCommentRun.Finding(severity, "R", "a.js", 1, blocks)], _ => true).Count);

    private static IReadOnlyList<InlineComment> Of(List<RunFinding> findings, Predicate<int> changed) =>
        InlineComments.Of(findings, new Dictionary<string, Predicate<int>> { ["a.js"] = changed });
}
