using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Tests.Running;

public sealed class RulesDigestTests
{
    [Theory]
    [InlineData("bandit")]
    [InlineData("devskim")]
    [InlineData("gitleaks")]
    [InlineData("checkov"), InlineData("osv-scanner"), InlineData("semgrep"), InlineData("trivy")]
    public void It_is_the_same_on_every_machine_and_another_with_another_version(string key)
    {
        var (here, there) = (new ScanPlan("/usr/bin/tool", "/home/me/code", "/tmp/a/report.json", "/tmp/a"), new ScanPlan("/opt/tool", "/workspace", "/tmp/b/report.json", "/tmp/b"));

        Assert.Equal(Digest(key, "1.2.3", here), Digest(key, "1.2.3", there));
        Assert.NotEqual(Digest(key, "1.2.3", here), Digest(key, "1.2.4", here));
        Assert.Null(Digest(key, null, here));
    }

    [Fact]
    public void Other_settings_are_other_rules()
    {
        var plan = new ScanPlan("tool", "/w", "/p/r", "/p");
        ToolInvocation Settings(string text) => new(["-x"]) { Files = new Dictionary<string, string> { ["settings"] = text } };

        Assert.NotEqual(RulesDigest.Of("k", "1", plan, Settings("a")), RulesDigest.Of("k", "1", plan, Settings("b")));
        Assert.NotEqual(RulesDigest.Of("k", "1", plan, new(["-x"])), RulesDigest.Of("k", "1", plan, new(["-y"])));
    }

    private static string? Digest(string key, string? version, ScanPlan plan) => RulesDigest.Of(key, version, plan, AllDrivers.ByKey[key].Plan(plan));
}
