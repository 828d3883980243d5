using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("github", "GITHUB_REF", "GITHUB_EVENT_PATH"), InlineData("gitlab", "CI_MERGE_REQUEST_IID", ""), InlineData("azuredevops", "SYSTEM_PULLREQUEST_PULLREQUESTID", "")]
    [InlineData("github", "GH_TOKEN", ""), InlineData("gitlab", "GITLAB_TOKEN", ""), InlineData("azuredevops", "SYSTEM_ACCESSTOKEN", "")]
    public async Task Without_a_pull_request_or_a_token_nothing_is_asked_and_nothing_breaks(string platform, string variable, string other)
    {
        await using var run = await PrCommentRun.StartAsync(platform);
        run.Variables[variable] = run.Variables[other] = " ";

        var result = await run.RunAsync();

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.StartsWith("warning: nothing to comment: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(run.Platform.Requests);
        Assert.Empty(run.Api.Requests);
    }

    [Theory]
    [InlineData("github", "acme/shop"), InlineData("gitlab", "5"), InlineData("azuredevops", "web shop/r1")]
    public async Task Arguments_win_over_variables(string platform, string repository)
    {
        await using var run = await PrCommentRun.StartAsync(platform);
        foreach (var variable in (string[])["GITHUB_API_URL", "CI_API_V4_URL", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"])
            run.Variables[variable] = "https://elsewhere.invalid";
        run.Variables["GITHUB_REPOSITORY"] = run.Variables["CI_PROJECT_ID"] = run.Variables["SYSTEM_TEAMPROJECT"] = "else/where";
        run.Variables["GITHUB_REF"] = "refs/pull/8/merge";
        run.Variables["CI_MERGE_REQUEST_IID"] = run.Variables["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "8";

        var result = await run.RunAsync("--api-url", run.Platform.Url, "--repository", repository, "--pull-request", "7");

        Assert.Equal("", result.Error);
        Assert.Single(run.Platform.Standing);
    }

    [Theory]
    [InlineData("github", "--api-url", "http://github.example.com"), InlineData("github", "--api-url", "https://token@github.example.com"), InlineData("github", "--api-url", "github")]
    [InlineData("github", "--repository", "shop"), InlineData("github", "--repository", "../shop"), InlineData("github", "--repository", "a/b/c")]
    [InlineData("azuredevops", "--repository", "a/b/c"), InlineData("gitlab", "--pull-request", "0"), InlineData("gitlab", "--pull-request", "x")]
    [InlineData("gitlab", "--platform", "bitbucket")]
    public async Task Bad_usage_is_2(string platform, string option, string value)
    {
        await using var run = await PrCommentRun.StartAsync(platform);

        Assert.Equal(ExitCode.Failed, (await run.RunAsync(option, value)).ExitCode);
        Assert.Empty(run.Platform.Requests);
    }

    [Fact]
    public async Task A_repository_is_one_part_of_an_address_each()
    {
        await using var run = await PrCommentRun.StartAsync("github");
        run.Findings = [PrCommentRun.Finding(Severity.Low, "L", "a", 1)];

        await run.RunAsync("--repository", "a?b=c#d/e f");

        Assert.Equal("repos/a?b=c#d/e f/pulls/7", run.Platform.Requests.First().Path);
        Assert.Empty(run.Platform.Requests.First().Query);
    }
}
