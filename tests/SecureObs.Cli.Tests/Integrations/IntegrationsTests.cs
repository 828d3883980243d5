using System.Diagnostics;
using System.Text.RegularExpressions;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Integrations;

public sealed partial class IntegrationsTests
{
    /// <summary>Writes down its name, its arguments and, in the place of the command itself, which tokens it can see.</summary>
    private const string StandIn = """
        #!/bin/bash
        seen=()
        if [ PROGRAM = secureobs ]; then for name in GH_TOKEN SYSTEM_ACCESSTOKEN GITLAB_TOKEN; do [ -z "${!name:-}" ] || seen+=("$name"); done; fi
        printf '%s\0' PROGRAM "$@" "${seen[@]}" >> "LOG"
        printf '\1\0' >> "LOG"
        for argument; do if [ "$argument" = gate ]; then exit GATE; fi; done
        """;

    public static TheoryData<string> Yaml => [.. Shells.YamlFiles];

    public static TheoryData<string, string> Hostile
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in (string[])["github/action.yml", "azure-devops/secureobs.yml", "gitlab/secureobs.yml", "jenkins/Jenkinsfile", "pre-commit/secureobs-pre-push"])
                foreach (var value in (string[])["$(touch pwned)", "`touch pwned`", "; touch pwned", "\"; touch pwned; \"", "'; touch pwned; '", "a\ntouch pwned", "--help", "*", "a b", "$HOME ${IFS}", "\\", "-v /:/host", "&& touch pwned #", "%s"])
                    data.Add(file, value);
            return data;
        }
    }

    [Theory, MemberData(nameof(Yaml))]
    public void Nothing_is_put_into_a_script_before_the_shell_reads_it(string file)
    {
        var scripts = Shells.OfYaml(file);

        if (file != "github/secureobs.yml" && !file.StartsWith("pre-commit", StringComparison.Ordinal))
            Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.DoesNotMatch(Interpolation(), script));
    }

    [Fact]
    public void The_Jenkinsfile_lets_Groovy_put_nothing_into_a_script()
    {
        Assert.NotEmpty(Shells.OfJenkins());
        var outside = string.Concat(Shells.Read("jenkins/Jenkinsfile").Split("'''").Where((_, at) => at % 2 == 0));
        Assert.DoesNotMatch("(sh|bat|powershell)[ (]*\"|\"\"\"", outside);
    }

    [Theory]
    [InlineData("echo ${{ inputs.project-id }}"), InlineData("x $[[ inputs.a ]]"), InlineData("x $(projectId)"), InlineData("x $(System.AccessToken)"), InlineData("x $[variables.a]")]
    public void The_rule_finds_what_it_looks_for(string script) => Assert.Matches(Interpolation(), script);

    /// <summary>The parts run with a stand-in that writes down what it got: every value arrives whole, and as nothing else.</summary>
    [Theory, MemberData(nameof(Hostile))]
    public void A_value_with_the_signs_of_a_shell_stays_data(string file, string value)
    {
        using var workspace = new Workspace();

        var (code, calls) = Run(workspace, file, value);

        Assert.Equal(0, code);
        Assert.False(File.Exists(Path.Combine(workspace.Path, "pwned")));
        Assert.Contains(calls, call => call.Contains("scan"));
        Assert.Contains(calls, call => call.Contains("gate"));
        Assert.All(calls, call => Assert.Contains($"--project-id={value}", call));
        Assert.All(calls, call => Assert.Contains($"--tenant-id={value}", call));
        Assert.All(calls.Where(call => call[0] == "docker"), call => Assert.Equal(value, call[Array.IndexOf(call, "--") + 1]));
        Assert.DoesNotContain(calls.SelectMany(call => call), argument => argument.Contains("key-of-a-test", StringComparison.Ordinal) || argument.Contains("token-of-a-test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("github/action.yml", "FAIL_ON_BLOCKING", "false"), InlineData("azure-devops/secureobs.yml", "FAIL_ON_BLOCKING", "False"), InlineData("gitlab/secureobs.yml", "FAIL_ON_BLOCKING", "false")]
    public void A_blocked_gate_fails_the_job_unless_it_must_not(string file, string variable, string off)
    {
        using var workspace = new Workspace();

        Assert.Equal(3, Run(workspace, file, "x", gate: 3).Code);
        Assert.Equal(0, Run(workspace, file, "x", gate: 3, (variable, off)).Code);
    }

    [Theory]
    [InlineData("github/action.yml", "GH_TOKEN"), InlineData("azure-devops/secureobs.yml", "SYSTEM_ACCESSTOKEN"), InlineData("gitlab/secureobs.yml", "GITLAB_TOKEN")]
    public void Only_the_comment_gets_the_token_of_the_platform(string file, string token)
    {
        using var workspace = new Workspace();

        foreach (var call in Run(workspace, file, "x").Calls.Where(call => call.Contains("scan") || call.Contains("pr-comment")))
            Assert.Equal(call.Contains("pr-comment"), call.Contains(token));
    }

    private static (int Code, List<string[]> Calls) Run(Workspace workspace, string file, string value, int gate = 0, params (string Name, string Value)[] more)
    {
        var script = file switch
        {
            "jenkins/Jenkinsfile" => string.Join('\n', Shells.OfJenkins()),
            "pre-commit/secureobs-pre-push" => Shells.Read(file),
            _ => string.Join('\n', Shells.OfYaml(file)),
        };
        var log = Path.Combine(workspace.Path, "calls");
        File.Delete(log);
        foreach (var program in (string[])["docker", "secureobs"])
            Executable(workspace, $"bin/{program}", StandIn.Replace("PROGRAM", program, StringComparison.Ordinal).Replace("LOG", log, StringComparison.Ordinal).Replace("GATE", $"{gate}", StringComparison.Ordinal));
        var start = new ProcessStartInfo("bash", ["-eo", "pipefail", workspace.Write("script", script)]) { WorkingDirectory = workspace.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Path.Combine(workspace.Path, "bin") + ":" + start.Environment["PATH"];
        foreach (var name in (string[])["PROJECT_ID", "TENANT_ID", "IMAGE", "SECUREOBS_API_URL", "SECUREOBS_PROJECT_ID", "SECUREOBS_TENANT_ID", "BRANCH_NAME", "GIT_COMMIT", "PRE_COMMIT_TO_REF"])
            start.Environment[name] = value;
        foreach (var name in (string[])["GITHUB_WORKSPACE", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "BUILD_SOURCESDIRECTORY", "AGENT_TEMPDIRECTORY", "BUILD_BUILDID", "SYSTEM_JOBATTEMPT", "CI_PIPELINE_ID", "CI_JOB_ID", "CI_PROJECT_DIR", "WORKSPACE", "BUILD_TAG"])
            start.Environment[name] = "ci";
        start.Environment["SECUREOBS_API_KEY"] = "key-of-a-test";
        foreach (var name in (string[])["GH_TOKEN", "SYSTEM_ACCESSTOKEN", "GITLAB_TOKEN"])
            start.Environment[name] = "token-of-a-test";
        start.Environment["FAIL_ON_BLOCKING"] = file.StartsWith("azure", StringComparison.Ordinal) ? "True" : "true";
        foreach (var (name, setting) in more)
            start.Environment[name] = setting;
        using var shell = Process.Start(start)!;
        shell.StandardOutput.ReadToEnd();
        shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return (shell.ExitCode, [.. File.ReadAllText(log).Split("\u0001\0", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\0')[..^1])]);
    }

    private static void Executable(Workspace workspace, string name, string text)
    {
        var file = workspace.Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // What GitHub, GitLab and Azure Pipelines replace in a text before anybody runs it.
    [GeneratedRegex(@"\$\{\{|\$\[|\$\([\w.\-]+\)")]
    private static partial Regex Interpolation();
}
