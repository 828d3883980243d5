using SecureObs.Cli.PullRequests;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class PrCommentTests
{
    private const string Published = CommentText.Marker + "\n## SecureObs Security Scan\n\n✅ No blocking findings detected.";
    private const string PublishedInline = CommentText.Marker + "\n**🔴 SecureObs · HIGH** — `old-rule` (devskim)";

    public static TheoryData<string> Platforms => [.. PrCommentRun.Names];

    [Theory, MemberData(nameof(Platforms))]
    public async Task The_first_run_takes_over_what_the_published_client_left(string platform)
    {
        await using var run = await TypicalAsync(platform);

        var result = await run.RunAsync();

        Assert.Equal("", result.Error);
        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("Comments on lines: 2 new, 0 kept, 1 removed.", result.Out, StringComparison.Ordinal);
        Approved.Match(run.Platform.Recorded, platform);
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task The_same_again_writes_nothing(string platform)
    {
        await using var run = await TypicalAsync(platform);
        await run.RunAsync();
        var (standing, writes) = (run.Platform.Standing.ToList(), run.Platform.Writes.Count());

        var result = await run.RunAsync();

        Assert.Contains("Comments on lines: 0 new, 2 kept, 0 removed.", result.Out, StringComparison.Ordinal);
        Assert.Equal(standing, run.Platform.Standing);
        Assert.Equal(writes, run.Platform.Writes.Count());
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task What_is_resolved_is_removed_and_the_summary_says_so(string platform)
    {
        await using var run = await TypicalAsync(platform);
        await run.RunAsync();
        (run.Findings, run.Blocked) = ([], false);

        var result = await run.RunAsync();

        Assert.Contains("0 new, 0 kept, 2 removed", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Platform.Standing, body => body.Contains("`C`", StringComparison.Ordinal));
        Assert.Single(run.Platform.Standing, body => body.Contains("Passed", StringComparison.Ordinal));
        Assert.Contains(run.Platform.Standing, body => body.Contains("LGTM", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task A_comment_that_somebody_else_wrote_is_never_touched(string platform)
    {
        await using var run = await PrCommentRun.StartAsync(platform);
        run.Platform.Plant(Published, ours: false);
        run.Platform.Plant("> " + Published);
        run.Platform.Added["a.js"] = [3];
        run.Platform.Plant(PublishedInline, ours: false, "a.js", 3);

        await run.RunAsync();

        Assert.All(run.Platform.Writes, write => Assert.Equal("POST", write.Method));
        Assert.Equal(4, run.Platform.Standing.Count());
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task A_head_that_the_run_did_not_see_is_said_and_only_lines_that_exist_get_comments(string platform)
    {
        await using var run = await TypicalAsync(platform);
        run.Platform.Added["src/a.js"] = [30];

        var result = await run.RunAsync("--commit", new string('a', 40));

        Assert.Contains($"The run saw commit {new string('a', 40)}, the pull request is at {run.Platform.Head} now", result.Out, StringComparison.Ordinal);
        Assert.Contains(run.Platform.Standing, body => body.Contains("Comments stand only on lines that it changes now.", StringComparison.Ordinal));
        Assert.Single(run.Platform.Standing, body => body.StartsWith("src/a.js:30 ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Platform.Standing, body => body.StartsWith("src/a.js:3 ", StringComparison.Ordinal));
    }

    [Theory, InlineData("github"), InlineData("gitlab")]
    public async Task A_head_that_changes_in_the_middle_is_read_again(string platform)
    {
        await using var run = await TypicalAsync(platform);
        var pushed = false;
        run.Platform.Fault = asked =>
        {
            if (asked.Method != "POST" || pushed)
                return null;
            pushed = true;
            run.Platform.Head = new('c', 40);
            run.Platform.Added["src/a.js"] = [30];
            return null;
        };

        var result = await run.RunAsync();

        Assert.Contains("The pull request changed meanwhile: reading its lines again.", result.Out, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
        Assert.Single(run.Platform.Standing, body => body.StartsWith("src/a.js:30 ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Platform.Standing, body => body.StartsWith("src/a.js:3 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_older_Azure_DevOps_Server_tells_files_alone()
    {
        await using var run = await TypicalAsync("azuredevops");
        ((AzureStandIn)run.Platform).IsOld = true;

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Single(run.Platform.Standing, body => body.StartsWith("src/a.js:99 ", StringComparison.Ordinal));
    }

    /// <summary>Three pages of others' comments, the published client's on the last; two hits of one rule, one on a line that nobody changed.</summary>
    private static async Task<PrCommentRun> TypicalAsync(string platform)
    {
        var run = await PrCommentRun.StartAsync(platform);
        foreach (var number in Enumerable.Range(1, 4))
            run.Platform.Plant($"LGTM {number}", ours: false);
        run.Platform.Plant(Published);
        run.Platform.Plant(PublishedInline, true, "src/a.js", 3);
        (run.Platform.Added["src/a.js"], run.Platform.Added["src/b.js"], run.Platform.Added["new.js"]) = ([3, 30], [1], [1, 2, 3]);
        run.Findings =
        [
            PrCommentRun.Finding(Severity.High, "H", "/workspace/src/a.js", 3),
            PrCommentRun.Finding(Severity.High, "H", "src/a.js", 30),
            PrCommentRun.Finding(Severity.Critical, "C", "new.js", 2, blocks: true, description: "d\n\n@octocat `x` <img src=x> | [l](http://evil.invalid)"),
            PrCommentRun.Finding(Severity.High, "H2", "src/a.js", 99),
            PrCommentRun.Finding(Severity.Medium, "M", "src/b.js", 1),
            PrCommentRun.Finding(Severity.High, "nowhere", null, null),
        ];
        return run;
    }
}
