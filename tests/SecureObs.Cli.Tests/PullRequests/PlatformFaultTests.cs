using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class PlatformFaultTests
{
    public static TheoryData<string> Platforms => [.. PrCommentRun.Names];

    [Theory, MemberData(nameof(Platforms))]
    public async Task A_token_that_may_not_comment_is_a_warning_as_on_the_pull_request_of_a_fork(string platform)
    {
        await using var run = await StartAsync(platform);
        run.Platform.Fault = asked => asked.Method == "POST" && !asked.Path.EndsWith("FileDiffs", StringComparison.Ordinal) ? Answer(403, "Resource not accessible by integration") : null;

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Matches("^warning: not commented, the token may not: .* answered 403 to POST .*Resource not accessible", result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("github", 404, "it is not there, or the token may not see it"), InlineData("gitlab", 404, "it is not there"), InlineData("azuredevops", 404, "it is not there")]
    [InlineData("github", 401, "does not know the token"), InlineData("gitlab", 401, "does not know the token"), InlineData("azuredevops", 203, "does not know the token")]
    [InlineData("github", 302, "a redirect, which is not followed"), InlineData("gitlab", 302, "a redirect"), InlineData("azuredevops", 302, "a redirect")]
    [InlineData("github", 500, "answered 500"), InlineData("gitlab", 200, "does not understand"), InlineData("azuredevops", 500, "answered 500")]
    public async Task Another_answer_is_an_error_in_one_line(string platform, int status, string message)
    {
        await using var run = await StartAsync(platform);
        run.Platform.Fault = asked => asked.Path == "/signin" ? null : status == 302 ? Results.Redirect("/signin") : Results.Content("<html>", "text/html", statusCode: status);

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain(run.Platform.Requests, asked => asked.Path == "/signin");
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task A_limit_of_rate_is_waited_for_and_nothing_is_written_twice(string platform)
    {
        await using var run = await StartAsync(platform);
        var refused = 0;
        run.Platform.Fault = asked => refused++ % 2 == 0 ? new Told(429, "Too many", ("Retry-After", "7")) : null;

        var result = await run.RunAsync();

        Assert.Equal("", result.Error);
        Assert.All(run.Time.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(7), wait));
        Assert.Equal(run.Platform.Requests.Count, 2 * run.Time.Waits.Count);
        Assert.Equal(2, run.Platform.Standing.Count());
        Approved.Match(run.Platform.Recorded, platform);
    }

    [Theory]
    [InlineData("You have exceeded a secondary rate limit.", "", "", 60)]
    [InlineData("You have exceeded a secondary rate limit.", "Retry-After", "12", 12)]
    [InlineData("API rate limit exceeded", "x-ratelimit-reset", "+90", 90)]
    public async Task A_limit_of_GitHub_is_no_missing_right(string said, string header, string value, int seconds)
    {
        await using var run = await StartAsync("github");
        var refused = false;
        var reset = value.StartsWith('+') ? $"{DateTimeOffset.UtcNow.AddSeconds(90).ToUnixTimeSeconds()}" : value;
        run.Platform.Fault = asked =>
        {
            if (refused || asked.Method != "POST")
                return null;
            refused = true;
            return header.Length == 0 ? Answer(403, said) : new Told(403, said, (header, reset), ("x-ratelimit-remaining", "0"));
        };

        var result = await run.RunAsync();

        Assert.Equal("", result.Error);
        Assert.InRange(Assert.Single(run.Time.Waits).TotalSeconds, seconds - 5, seconds + 1);
        Assert.Equal(2, run.Platform.Standing.Count());
    }

    [Fact]
    public async Task A_limit_that_does_not_end_ends_with_2()
    {
        await using var run = await StartAsync("github");
        run.Platform.Fault = _ => new Told(429, "no", ("Retry-After", "7"));
        Assert.Equal(ExitCode.Failed, (await run.RunAsync()).ExitCode);
        Assert.Equal(4, run.Platform.Requests.Count);

        run.Platform.Fault = _ => new Told(403, "no", ("Retry-After", "86400"));
        var late = await run.RunAsync();
        Assert.Equal(ExitCode.Failed, late.ExitCode);
        Assert.Contains("limits the rate of requests: try again later", late.Error, StringComparison.Ordinal);
        Assert.Equal(5, run.Platform.Requests.Count);
    }

    [Fact]
    public async Task What_may_have_been_written_is_not_written_again()
    {
        await using var run = await StartAsync("github");
        run.Platform.Fault = asked => asked.Method == "POST" ? Answer(502, "no") : null;

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("warning: comments on lines could not be made", result.Out, StringComparison.Ordinal);
        Assert.Equal(["repos/acme/shop/pulls/7/reviews", "repos/acme/shop/issues/7/comments"], run.Platform.Writes.Select(write => write.Path));
    }

    [Fact]
    public async Task What_only_reads_is_tried_again()
    {
        await using var run = await StartAsync("gitlab");
        var tries = 0;
        run.Platform.Fault = asked => asked.Path == "user" && tries++ < 3 ? Answer(503, "no") : null;

        Assert.Equal(ExitCode.Fine, (await run.RunAsync()).ExitCode);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], run.Time.Waits);
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_asked_for()
    {
        await using var run = await StartAsync("github");
        await using var elsewhere = await StartAsync("github");
        run.Platform.Fault = asked => asked.Path.EndsWith("/comments", StringComparison.Ordinal)
            ? new Told(200, "[]", ("Link", $"<{elsewhere.Platform.Url}/{asked.Path}?page=2>; rel=\"next\"")) : null;

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("names a next page on another host", result.Error, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Platform.Requests);
    }

    [Theory, MemberData(nameof(Platforms))]
    public async Task Neither_token_nor_key_stands_anywhere_it_does_not_belong(string platform)
    {
        await using var run = await StartAsync(platform);
        run.Variables["SECUREOBS_DEBUG"] = "1";
        var fine = await run.RunAsync();
        run.Platform.Fault = asked => Answer(400, $"cannot read {asked.Authorization} {PrCommentRun.Token}");
        var failed = await run.RunAsync();

        Assert.Equal((ExitCode.Fine, ExitCode.Failed), (fine.ExitCode, failed.ExitCode));
        foreach (var text in (string[])[fine.Out, fine.Error, failed.Out, failed.Error, run.Platform.Recorded, .. run.Api.Requests.Select(seen => seen.Path + seen.Query + seen.Body + seen.Key), .. run.Platform.Requests.Select(asked => asked.Body + asked.ApiKey)])
        {
            Assert.DoesNotContain(PrCommentRun.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain(run.Platform.Token.Split(' ')[^1], text, StringComparison.Ordinal);
        }
        Assert.All(run.Platform.Requests, asked => Assert.Null(asked.ApiKey));
        Assert.DoesNotContain(Infrastructure.Cli.Key, run.Platform.Recorded + fine + failed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409), InlineData(500)]
    public async Task Without_a_verdict_nothing_is_commented(int status)
    {
        await using var run = await StartAsync("github");
        run.GateStatus = status;

        Assert.Equal(ExitCode.Failed, (await run.RunAsync()).ExitCode);
        Assert.Empty(run.Platform.Requests);
    }

    [Fact]
    public async Task Without_the_findings_the_verdict_is_said_and_comments_on_lines_stay()
    {
        await using var run = await StartAsync("github");
        await run.RunAsync();
        run.FindingsStatus = 500;

        Assert.Equal(ExitCode.Fine, (await run.RunAsync()).ExitCode);
        Assert.Contains(run.Platform.Standing, body => body.StartsWith("a.js:3 ", StringComparison.Ordinal));
        Assert.Contains(run.Platform.Standing, body => body.Contains("The findings could not be read: see the log.", StringComparison.Ordinal));
    }

    private static async Task<PrCommentRun> StartAsync(string platform)
    {
        var run = await PrCommentRun.StartAsync(platform);
        run.Platform.Added["a.js"] = [3];
        run.Findings = [PrCommentRun.Finding(Severity.High, "H", "a.js", 3, blocks: true)];
        return run;
    }

    private static IResult Answer(int status, string said) => Results.Json(new { message = said }, statusCode: status);

    private sealed class Told(int status, string said, params (string Name, string Value)[] headers) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            foreach (var (name, value) in headers)
                http.Response.Headers[name] = value;
            return (status == 200 ? Results.Content(said, "application/json") : Answer(status, said)).ExecuteAsync(http);
        }
    }
}
