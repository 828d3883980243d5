using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Drivers;

public sealed class PlanTests
{
    private static ScanPlan Plan(string tool) => new(tool, "/work space", "/private/report.json", "/private");

    [Theory]
    [InlineData("bandit"), InlineData("checkov"), InlineData("devskim"), InlineData("gitleaks"), InlineData("osv-scanner")]
    [InlineData("semgrep"), InlineData("trivy")]
    public void The_command_line_is_this(string key)
    {
        var plan = AllDrivers.ByKey[key].Plan(Plan("/bin/tool"));

        var environment = string.Concat(AllDrivers.ByKey[key].Environment.Select(variable => $"{variable.Key}={variable.Value ?? "(none)"}\n"));
        Approved.Match(environment + string.Join('\n', plan.Arguments) + "\n" + string.Concat(plan.Files.Select(file => $"\n{file.Key}:\n{file.Value}")), key);
    }

    [Fact]
    public void Secretlint_gets_rules_of_ours()
    {
        var plan = new Secretlint().Plan(Plan(Repository.Path("tools/secretlint/node_modules/.bin/secretlint")));

        var files = string.Concat(plan.Files.Select(file => $"\n{file.Key}:\n{file.Value}"));
        Approved.Match(string.Join('\n', plan.Arguments) + "\n" + files.Replace(Repository.Path("tools"), "/tools", StringComparison.Ordinal));
        Assert.DoesNotContain(Repository.Path(""), plan.Settings!, StringComparison.Ordinal);
    }

    [Fact]
    public void Secretlint_without_its_rules_beside_it_is_not_installed() => Assert.StartsWith("not installed: ",
        Assert.Throws<CommandFailure>(() => new Secretlint().Plan(Plan("/nowhere/secretlint"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ESLint_without_the_plugin_beside_it_is_not_installed() => Assert.StartsWith("not installed: ",
        Assert.Throws<CommandFailure>(() => new EslintSecurity().Plan(Plan("/nowhere/eslint"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("bandit", 0, true), InlineData("bandit", 1, true), InlineData("bandit", 2, false)]
    [InlineData("devskim", 0, true), InlineData("devskim", 1, false), InlineData("devskim", 254, false)]
    [InlineData("eslint-security", 0, true), InlineData("eslint-security", 1, true), InlineData("eslint-security", 2, false)]
    [InlineData("gitleaks", 0, true), InlineData("gitleaks", 1, false)]
    [InlineData("checkov", 0, true), InlineData("checkov", 1, false), InlineData("checkov", 2, false)]
    [InlineData("osv-scanner", 0, true), InlineData("osv-scanner", 1, true), InlineData("osv-scanner", 127, false)]
    [InlineData("secretlint", 0, true), InlineData("secretlint", 1, false), InlineData("secretlint", 2, false)]
    [InlineData("semgrep", 0, true), InlineData("semgrep", 1, false), InlineData("semgrep", 7, false)]
    [InlineData("trivy", 0, true), InlineData("trivy", 1, false)]
    public void Only_these_exit_codes_are_answers(string key, int exitCode, bool completed) =>
        Assert.Equal(completed, AllDrivers.ByKey[key].Completed(exitCode));

    [Theory]
    [InlineData(null, "p/default"), InlineData("p/ci", "p/ci"), InlineData("r/python.lang", "r/python.lang"), InlineData("/", "/")]
    public void Semgrep_takes_the_rules_that_the_project_chose(string? config, string rules) =>
        Assert.Equal(rules, new Semgrep().Plan(WithConfig(config, "/work space")).Arguments[2]);

    [Theory]
    [InlineData("auto"), InlineData("rules"), InlineData("../rules"), InlineData("https://rules.invalid/x"), InlineData("--config=x"), InlineData("/nowhere/rules")]
    public void Semgrep_takes_no_rules_that_a_pull_request_could_change_and_none_that_tell_of_the_repository(string config) =>
        Assert.Throws<CommandFailure>(() => new Semgrep().Plan(WithConfig(config, "/work space")));

    [Fact]
    public void Semgrep_takes_no_rules_out_of_the_workspace()
    {
        using var workspace = new Workspace();

        Assert.Throws<CommandFailure>(() => new Semgrep().Plan(WithConfig(workspace.Write("rules/a.yml", "rules: []"), workspace.Path)));
    }

    [Theory]
    [InlineData("1.6.2", true), InlineData("1.7", true), InlineData("1.10.1", true), InlineData("1.6.1", false), InlineData("1.6", false), InlineData("2.0.0", false), InlineData("x", false)]
    public void Versions_are_compared_as_numbers(string version, bool supported) => Assert.Equal(supported, new Bandit().Supported.Contains(version));

    private static ScanPlan WithConfig(string? config, string workspace) => new("semgrep", workspace, "/private/report.json", "/private")
    {
        Options = config is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["config"] = config },
    };
}
