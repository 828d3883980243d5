using System.Text.Json;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

/// <summary>The run's page is tested with the same file.</summary>
public sealed class GateHeadlineTests
{

    public static TheoryData<string> Headlines => [.. Cases().Select(one => one.GetProperty("headline").GetString()!)];

    [Theory, MemberData(nameof(Headlines))]
    public void A_verdict_is_said_like_this(string headline)
    {
        var one = Cases().Single(entry => entry.GetProperty("headline").GetString() == headline);
        var reasons = one.GetProperty("reasons").EnumerateArray()
            .Select(reason => new GateReason(Text(reason, "rule"), Text(reason, "text"), reason.GetProperty("count").GetInt32(), [])).ToList();
        var scanners = one.GetProperty("scanners").EnumerateArray()
            .Select(scanner => new GateScanner(Text(scanner, "scanner"), "", Enum.Parse<ScannerStatus>(Text(scanner, "status"), ignoreCase: true), null, Required: false)).ToList();

        Assert.Equal(headline, GateHeadline.Of(one.GetProperty("blocked").GetBoolean(), reasons, scanners));
    }

    /// <summary>What the rules really say is understood, not only what the file says.</summary>
    [Theory]
    [InlineData(true, "Blocked: 1 new high or worse, limit 0")]
    [InlineData(false, "Blocked: 1 high or worse, limit 0")]
    public void What_the_rules_say_is_understood(bool newOnly, string headline)
    {
        var verdict = GateRule.Decide(GatePolicyDocument.Of(GatePolicy.CriticalAndHigh) with { NewOnly = newOnly }, Runs.WithFindings(Runs.Finding(Severity.Critical)));

        Assert.Equal(headline, GateHeadline.Of(verdict.Blocked, verdict.Reasons, verdict.Scanners));
    }

    private static List<JsonElement> Cases() =>
        [.. JsonDocument.Parse(File.ReadAllText(Repository.Test("Gate/headlines.json"))).RootElement.EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
