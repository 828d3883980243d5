using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Tests.Gate;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Commands;

public sealed class GateTests
{
    private static RunFinding Finding(Severity severity, string rule, bool blocks = false, string? path = "src/a.js", int? line = 3) => new()
    {
        Id = Guid.Empty,
        Severity = severity,
        RuleId = rule,
        Scanner = "devskim",
        FilePath = path,
        StartLine = line,
        EndLine = line,
        Description = "Bad",
        IsBlocking = blocks,
    };

    [Fact]
    public async Task A_blocked_run_ends_with_3_and_says_why()
    {
        var result = await GateAsync(true, [Finding(Severity.Low, "L"), Finding(Severity.High, "H", true), Finding(Severity.Critical, "C", true)]);

        Assert.Equal(ExitCode.GateBlocked, result.ExitCode);
        Assert.Equal(
            """
            CRITICAL C src/a.js:3
            HIGH     H src/a.js:3
            Open findings: 1 CRITICAL, 1 HIGH, 1 LOW
            2 findings of severity HIGH or worse: none is allowed (block)
            Blocked: 2 high or worse, limit 0
            Gate: BLOCKED

            """, result.Out);
    }

    [Theory]
    [InlineData(true, "Blocked: 2 high or worse, limit 0"), InlineData(false, "Passed")]
    public async Task The_last_lines_are_the_answer_of_the_run_s_page_and_its_address(bool blocked, string answer)
    {
        var (tenant, project) = (Guid.NewGuid(), Guid.NewGuid());
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(blocked)) : null;

        var result = await Infrastructure.Cli.Against(api).RunAsync("gate", "--project-id", $"{project}", "--tenant-id", $"{tenant}", "--pipeline-run-id", "r1");

        Assert.EndsWith($"\n{answer}\nSee {api.Url.TrimEnd('/')[..^"/api".Length]}/tenants/{tenant}/projects/{project}/runs/{Verdicts.Answer().RunId}\nGate: {(blocked ? "BLOCKED" : "passed")}\n", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://secureobs.example/api/", true), InlineData("https://user:secret@secureobs.example/api/", true)]
    [InlineData("https://secureobs.example/api/v2/", false)]
    public void The_page_is_beside_the_API_and_its_address_has_no_password(string api, bool known)
    {
        var run = new PipelineRun("01936f2a-0000-7000-8000-0000000000aa", "r1", "01936f2a-0000-7000-8000-00000000000a");

        Assert.Equal(
            known ? "https://secureobs.example/tenants/01936f2a-0000-7000-8000-00000000000a/projects/01936f2a-0000-7000-8000-0000000000aa/runs/00000000-0000-0000-0000-000000000000" : null,
            RunPage.Of(new(api), run, Guid.Empty));
        Assert.Null(RunPage.Of(new(api), run with { TenantId = "t1" }, Guid.Empty));
    }

    [Theory]
    [InlineData("0", 1, ""), InlineData("12", 4, "5 5 2"), InlineData("3", 2, "3")]
    public async Task An_open_run_is_waited_for_as_long_as_asked(string seconds, int asked, string waits)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => Problem("run-open");
        var cli = Infrastructure.Cli.Against(api);

        var result = await cli.RunAsync(["gate", .. Infrastructure.Cli.Run, "--wait", seconds]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(asked, api.Requests.Count);
        Assert.Equal(waits, string.Join(' ', cli.Time.Waits.Select(wait => wait.TotalSeconds)));
    }

    [Fact]
    public async Task A_run_that_closes_in_time_is_decided_and_one_that_never_began_is_not_waited_for()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => api.Requests.Count < 3 ? Problem("run-open") : null;
        Assert.Equal(ExitCode.Fine, (await Infrastructure.Cli.Against(api).RunAsync(["gate", .. Infrastructure.Cli.Run, "--wait", "60"])).ExitCode);

        api.Requests.Clear();
        api.Answer = _ => Problem("run-unknown");
        Assert.Equal(ExitCode.Failed, (await Infrastructure.Cli.Against(api).RunAsync(["gate", .. Infrastructure.Cli.Run, "--wait", "60"])).ExitCode);
        Assert.Single(api.Requests);
    }

    private static IResult Problem(string code) =>
        Results.Json(new { type = "https://docs.secureobs.com/errors#" + code, title = "Conflict" }, statusCode: 409, contentType: "application/problem+json");

    [Fact]
    public async Task At_most_20_findings_are_listed()
    {
        var result = await GateAsync(true, [.. Enumerable.Range(0, 25).Select(i => Finding(Severity.High, $"R{i}", true))]);

        Assert.Equal(20, result.Out.Split('\n').Count(line => line.StartsWith("HIGH ", StringComparison.Ordinal)));
        Assert.Contains("and 5 more that block", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, ExitCode.GateBlocked), InlineData(false, ExitCode.Fine)]
    public async Task The_decision_stands_when_its_reasons_cannot_be_read(bool blocked, int exitCode)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(blocked)) : Results.StatusCode(500);

        Assert.Equal(exitCode, (await Infrastructure.Cli.Against(api).RunAsync(["gate", .. Infrastructure.Cli.Run])).ExitCode);
    }

    [Fact]
    public async Task What_stands_on_the_command_line_is_encoded()
    {
        await using var api = await ApiStandIn.StartAsync();

        await Infrastructure.Cli.Against(api).RunAsync("gate", "--project-id", "a b&c", "--tenant-id", "t", "--pipeline-run-id", "x&projectId=zz#f");

        Assert.Equal(
            ["pipelineRunId=x%26projectId%3Dzz%23f", "projectId=a%20b%26c&pipelineRunId=x%26projectId%3Dzz%23f"],
            api.Requests.Select(seen => seen.Query));
        Assert.Equal("/api/projects/a%20b%26c/gate", api.Requests.First().Path);
    }

    [Fact]
    public async Task A_scanner_that_found_nothing_out_is_named_also_when_the_run_passes()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => !seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? null : Results.Json(Verdicts.Answer() with
        {
            Scanners =
            [
                new("bandit", "", ScannerStatus.Failed, "killed\n##vso[x]", Required: false),
                new("devskim", "", ScannerStatus.Reported, null, Required: false),
                new("gitleaks", "", ScannerStatus.Completed, null, Required: true),
                new("trivy", "", ScannerStatus.Skipped, "not installed", Required: false),
            ],
        });

        var result = await Infrastructure.Cli.Against(api).RunAsync(["gate", .. Infrastructure.Cli.Run]);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal(
            """
            No open findings in this run.
            bandit FAILED: killed # #vso[x] (no clean result, and this policy does not require it)
            devskim did not say that it was done (no clean result, and this policy does not require it)
            trivy SKIPPED: not installed (no clean result, and this policy does not require it)
            Incomplete: bandit failed, and trivy did not run
            Gate: passed

            """, result.Out);
    }

    [Theory]
    [InlineData(true, ExitCode.GateBlocked), InlineData(false, ExitCode.Fine)]
    public async Task The_signed_verdict_is_written_passed_or_blocked(bool blocked, int exitCode)
    {
        using var workspace = new Workspace();
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(blocked)) : null;
        var cli = new Infrastructure.Cli { Directory = workspace.Path, Variables = { ["SECUREOBS_API_URL"] = api.Url } };

        Assert.Equal(exitCode, (await cli.RunAsync(["gate", .. Infrastructure.Cli.Run, "--attest", "gate.json"])).ExitCode);
        Assert.Equal(Verdicts.Answer(blocked).Envelope + "\n", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "gate.json"), TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Failed, (await cli.RunAsync(["gate", .. Infrastructure.Cli.Run, "--attest", "nowhere/gate.json"])).ExitCode);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "::error file=src/a.js,line=3,endLine=3,title=CRITICAL C::Bad")]
    [InlineData("TF_BUILD", "##vso[task.logissue type=error;sourcepath=src/a.js;linenumber=3;code=C;]Bad")]
    public async Task The_CI_system_shows_the_findings_beside_the_code(string variable, string line)
    {
        var result = await GateAsync(true, [Finding(Severity.Critical, "C", true)], variable);

        Assert.Contains(line, result.Out.Split('\n'));
    }

    [Fact]
    public void A_name_never_becomes_a_command_of_the_CI_system()
    {
        var hostile = Finding(Severity.High, "R,x=1::y;z]\n::stop", path: "a,line=9::b\r\n##vso[x;y]%.js") with { Description = "d\n::error::e ##vso[task.setvariable]" };

        Assert.Equal(
            "::warning file=a%2Cline=9%3A%3Ab%0D%0A##vso[x;y]%25.js,line=3,endLine=3,title=HIGH R%2Cx=1%3A%3Ay;z]%0A%3A%3Astop::d ::error::e # #vso[task.setvariable]",
            Annotations.GitHub(hostile));
        Assert.Equal(
            "##vso[task.logissue type=warning;sourcepath=a,line=9::b%0D%0A##vso[x%3By%5D%AZP25.js;linenumber=3;code=R,x=1::y%3Bz%5D%0A::stop;]d ::error::e # #vso[task.setvariable]",
            Annotations.AzureDevOps(hostile));
    }

    private static async Task<CliResult> GateAsync(bool blocked, RunFinding[] findings, string? variable = null)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(blocked)) : Results.Json(findings);
        var cli = Infrastructure.Cli.Against(api);
        if (variable is not null)
            cli.Variables[variable] = "true";
        return await cli.RunAsync(["gate", .. Infrastructure.Cli.Run]);
    }
}
