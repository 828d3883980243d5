using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Gate;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Cli.Tests.PullRequests;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Outputs;

public sealed class GateOutputsTests : IDisposable
{
    private readonly Workspace workspace = new();

    private static readonly RunFinding[] Findings =
    [
        PrCommentRun.Finding(Severity.Low, "B, blocks", "src/a b.js", 7, blocks: true, description: "<b> & \"q\" ]]> \u0001 \uFFFE `code`\n##vso[task.setvariable]x"),
        PrCommentRun.Finding(Severity.Critical, "C", "/workspace/src/a.js", 3),
        PrCommentRun.Finding(Severity.High, "H", "src/a.js", null, description: null),
        PrCommentRun.Finding(Severity.Medium, "M", null, null, description: "no file"),
        PrCommentRun.Finding(Severity.Medium, "M", null, null, description: "no file"),
        PrCommentRun.Finding(Severity.Info, "I", "src/a.js", 9),
    ];

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_code_quality_file_of_GitLab()
    {
        await GateAsync(Findings, [], "--code-quality", "q.json");

        var text = await ReadAsync("q.json");
        Approved.Match(text);
        var entries = JsonDocument.Parse(text).RootElement.EnumerateArray().ToList();
        Assert.Equal(Findings.Length, entries.Select(entry => entry.GetProperty("fingerprint").GetString()).Distinct().Count());
        Assert.All(entries, entry => Assert.Contains(entry.GetProperty("severity").GetString(), (string[])["info", "minor", "major", "critical", "blocker"]));
        Assert.All(entries, entry => Assert.True(entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() > 0));
    }

    [Fact]
    public async Task A_JUnit_file()
    {
        await GateAsync(Findings, [], "--junit", "j.xml");

        var text = await ReadAsync("j.xml");
        Approved.Match(text);
        var suite = XDocument.Parse(text).Root!.Element("testsuite")!;
        Assert.Equal((string?)suite.Attribute("tests"), $"{suite.Elements("testcase").Count()}");
        Assert.Equal((string?)suite.Attribute("failures"), $"{suite.Descendants("failure").Count()}");
    }

    [Fact]
    public async Task No_findings_are_files_too()
    {
        var result = await GateAsync([], [], "--junit", "j.xml", "--code-quality", "q.json");

        Assert.Equal(ExitCode.GateBlocked, result.ExitCode);
        Assert.Equal("[]", await ReadAsync("q.json"));
        Assert.Single(XDocument.Parse(await ReadAsync("j.xml")).Descendants("testcase"));
    }

    [Theory]
    [InlineData(true, ExitCode.GateBlocked), InlineData(false, ExitCode.Failed)]
    public async Task Without_findings_no_file_looks_clean(bool blocked, int exitCode)
    {
        var result = await GateAsync(null, [], blocked, "--junit", "j.xml", "--code-quality", "q.json");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(Directory.GetFiles(workspace.Path));
    }

    [Theory]
    [InlineData("--junit", true, ExitCode.GateBlocked), InlineData("--junit", false, ExitCode.Failed), InlineData("--code-quality", false, ExitCode.Failed)]
    public async Task A_file_that_cannot_be_written_is_said_and_does_not_unblock(string option, bool blocked, int exitCode)
    {
        var result = await GateAsync(Findings, [], blocked, option, "nowhere/file");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("error: a report cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_GitHub_shows_the_verdict_below_what_other_steps_wrote()
    {
        var file = workspace.Write("summary.md", "# tests\n");

        var result = await GateAsync(Findings, new() { ["GITHUB_STEP_SUMMARY"] = file }, "--summary", "auto");

        Assert.Equal("", result.Error);
        Approved.Match(await ReadAsync("summary.md"));
    }

    [Fact]
    public async Task A_page_that_is_out_of_reach_fails_nothing()
    {
        var result = await GateAsync([], new() { ["GITHUB_STEP_SUMMARY"] = "/nowhere/summary.md" }, false);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.StartsWith("warning: no summary on the page of the job: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_Azure_Pipelines_shows_the_verdict()
    {
        var result = await GateAsync(Findings, new() { ["TF_BUILD"] = "True", ["AGENT_TEMPDIRECTORY"] = workspace.Path });

        var file = Assert.Single(Directory.GetFiles(workspace.Path));
        Assert.Contains($"##vso[task.uploadsummary]{file}\n", result.Out, StringComparison.Ordinal);
        Assert.StartsWith("## SecureObs\n\n⛔ **Blocked**", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[task.setvariable]", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_summary_when_none_is_wanted()
    {
        var file = workspace.Write("summary.md", "");

        await GateAsync(Findings, new() { ["GITHUB_STEP_SUMMARY"] = file }, "--summary", "none");

        Assert.Equal("", await ReadAsync("summary.md"));
        Assert.Equal(ExitCode.Failed, (await GateAsync(Findings, [], "--summary", "some")).ExitCode);
    }

    private Task<CliResult> GateAsync(RunFinding[]? findings, Dictionary<string, string?> variables, params string[] options) =>
        GateAsync(findings, variables, true, options);

    private async Task<CliResult> GateAsync(RunFinding[]? findings, Dictionary<string, string?> variables, bool blocked, params string[] options)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(blocked))
            : findings is null ? Results.StatusCode(500) : Results.Json(findings);
        var cli = new Infrastructure.Cli { Directory = workspace.Path };
        foreach (var (name, value) in variables.Append(new("SECUREOBS_API_URL", api.Url)))
            cli.Variables[name] = value;
        return await cli.RunAsync(["gate", .. Infrastructure.Cli.Run, .. options]);
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(workspace.Path, file), TestContext.Current.CancellationToken);
}
