using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Drivers;

public sealed class PlanTests
{
    private static ScanPlan Plan(string tool) => new(tool, "/work space", "/private/report.json", "/private");

    [Theory]
    [InlineData("bandit"), InlineData("devskim"), InlineData("gitleaks")]
    public void The_command_line_is_this(string key)
    {
        var plan = AllDrivers.ByKey[key].Plan(Plan("/bin/tool"));

        Approved.Match(string.Join('\n', plan.Arguments) + "\n" + string.Concat(plan.Files.Select(file => $"\n{file.Key}:\n{file.Value}")), key);
    }

    [Fact]
    public void ESLint_without_the_plugin_beside_it_is_not_installed() => Assert.StartsWith("not installed: ",
        Assert.Throws<CommandFailure>(() => new EslintSecurity().Plan(Plan("/nowhere/eslint"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("bandit", 0, true), InlineData("bandit", 1, true), InlineData("bandit", 2, false)]
    [InlineData("devskim", 0, true), InlineData("devskim", 1, false), InlineData("devskim", 254, false)]
    [InlineData("eslint-security", 0, true), InlineData("eslint-security", 1, true), InlineData("eslint-security", 2, false)]
    [InlineData("gitleaks", 0, true), InlineData("gitleaks", 1, false)]
    public void Only_these_exit_codes_are_answers(string key, int exitCode, bool completed) =>
        Assert.Equal(completed, AllDrivers.ByKey[key].Completed(exitCode));
}
