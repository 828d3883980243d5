using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

public sealed class GateRuleTests
{
    private static GatePolicyDocument Policy(string members) => GateJson.Policy($$"""{"format":1{{(members == "" ? "" : "," + members)}}}""");

    private static string Rules(GatePolicyDocument policy, GateInput input)
    {
        var verdict = GateRule.Decide(policy, input);
        Assert.Equal(verdict.Blocked, verdict.Reasons.Count > 0);
        return string.Join(' ', verdict.Reasons.Select(reason => reason.Rule));
    }

    [Theory]
    [InlineData(GatePolicy.Never, Severity.Critical, "")]
    [InlineData(GatePolicy.Critical, Severity.Critical, "block")]
    [InlineData(GatePolicy.Critical, Severity.High, "")]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.Critical, "block")]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.High, "block")]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.Medium, "")]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.Unknown, "")]
    public void The_published_three_mean_what_they_always_meant(GatePolicy policy, Severity severity, string rules) =>
        Assert.Equal(rules, Rules(GatePolicyDocument.Of(policy), Runs.WithFindings(Runs.Finding(severity))));

    [Theory]
    [InlineData("""{"severity":"MEDIUM","moreThan":2}""", Severity.Medium, 2, "")]
    [InlineData("""{"severity":"MEDIUM","moreThan":2}""", Severity.Medium, 3, "thresholds[0]")]
    [InlineData("""{"severity":"MEDIUM","moreThan":2}""", Severity.Critical, 3, "thresholds[0]")]
    [InlineData("""{"severity":"MEDIUM","moreThan":2}""", Severity.Low, 9, "")]
    [InlineData("""{"severity":"MEDIUM","exactly":true}""", Severity.Critical, 9, "")]
    [InlineData("""{"severity":"MEDIUM","exactly":true}""", Severity.Medium, 1, "thresholds[0]")]
    [InlineData("""{"severity":"INFO"}""", Severity.Unknown, 9, "")]
    [InlineData("""{"severity":"UNKNOWN"}""", Severity.Unknown, 1, "thresholds[0]")]
    [InlineData("""{"severity":"UNKNOWN"}""", Severity.Low, 1, "thresholds[0]")]
    [InlineData("""{"severity":"UNKNOWN","exactly":true}""", Severity.Critical, 1, "")]
    public void A_threshold_blocks_from_one_more_than_it_allows(string threshold, Severity severity, int count, string rules) =>
        Assert.Equal(rules, Rules(Policy($"\"thresholds\":[{threshold}]"), Runs.WithFindings(Runs.Many(severity, count))));

    [Theory]
    [InlineData(GateStatus.Open, "block"), InlineData(GateStatus.InReview, "block")]
    [InlineData(GateStatus.Resolved, "block"), InlineData(GateStatus.FalsePositive, ""), InlineData(GateStatus.RiskAccepted, ""), InlineData(GateStatus.WontFix, "")]
    public void What_people_put_aside_does_not_block_and_what_they_look_at_or_call_resolved_does(GateStatus status, string rules) =>
        Assert.Equal(rules, Rules(Policy("\"block\":\"critical\""), Runs.WithFindings(Runs.Finding(Severity.Critical, status))));

    [Theory]
    [InlineData("", false, "block"), InlineData("\"newOnly\":true", false, ""), InlineData("\"newOnly\":true", true, "block")]
    [InlineData("\"newOnly\":true,\"scanners\":{\"bandit\":{\"newOnly\":false}}", false, "block")]
    public void New_only_lets_pass_what_the_default_branch_has(string members, bool isNew, string rules) =>
        Assert.Equal(rules, Rules(Policy("\"block\":\"critical\"" + (members == "" ? "" : "," + members)), Runs.WithFindings(Runs.Finding(Severity.Critical, isNew: isNew))));

    [Theory]
    [InlineData("", 1, "block"), InlineData(",\"graceUntilDue\":true", 1, ""), InlineData(",\"graceUntilDue\":true", 0, "block"), InlineData(",\"graceUntilDue\":true", -1, "block")]
    [InlineData(",\"graceUntilDue\":true", null, "block")]
    public void Grace_ends_when_the_date_has_come_and_is_none_without_a_date(string members, int? dueInDays, string rules) =>
        Assert.Equal(rules, Rules(Policy("\"block\":\"critical\"" + members), Runs.WithFindings(Runs.Finding(Severity.Critical, dueAt: dueInDays is { } days ? Runs.Now.AddDays(days) : null))));

    [Theory]
    [InlineData("", "block"), InlineData(",\"acceptSourceIgnores\":true", "")]
    public void What_the_source_says_to_ignore_blocks_unless_the_policy_accepts_it(string members, string rules) =>
        Assert.Equal(rules, Rules(Policy("\"block\":\"critical\"" + members), Runs.WithFindings(Runs.Finding(Severity.Critical, ignored: true))));

    [Fact]
    public void A_scanner_with_rules_of_its_own_is_counted_by_these_alone()
    {
        var policy = Policy("""
            "block":"critical-and-high","scanners":{"gitleaks":{"thresholds":[{"severity":"LOW"}]},"devskim":{"block":"never"},"bandit":{"newOnly":true}}
            """);

        Assert.Equal("", Rules(policy, Runs.Of(Runs.Result("devskim", Runs.Finding(Severity.Critical)))));
        Assert.Equal("scanners.gitleaks.thresholds[0]", Rules(policy, Runs.Of(Runs.Result("gitleaks", Runs.Finding(Severity.Critical)))));
        Assert.Equal("block", Rules(policy, Runs.Of(Runs.Result("bandit", Runs.Finding(Severity.High)))));
        Assert.Equal("", Rules(policy, Runs.Of(Runs.Result("bandit", Runs.Finding(Severity.High, isNew: false)))));
        Assert.Equal("block", Rules(policy, Runs.Of(Runs.Result("semgrep", Runs.Finding(Severity.High, isNew: false)))));
    }

    [Fact]
    public void A_required_scanner_needs_a_whole_look_and_no_other()
    {
        var policy = Policy("\"requiredScanners\":[\"bandit\"]");
        var done = Runs.Result("bandit");
        var failed = done with { Status = ScannerStatus.Failed, Message = "ended with exit code 139", Target = "api" };

        Assert.Equal("", Rules(policy, Runs.Of(done)));
        Assert.Equal("bandit is required and did not run", Text(Runs.Of(Runs.Result("gitleaks"))));
        Assert.Equal("bandit is required and failed with api: ended with exit code 139", Text(Runs.Of(failed)));
        Assert.Equal("bandit is required and failed with api: ended with exit code 139", Text(Runs.Of(done, failed)));
        Assert.Equal("bandit is required and was skipped: not installed", Text(Runs.Of(done with { Status = ScannerStatus.Skipped, Message = "not installed" })));
        Assert.Equal("bandit is required and did not say that it was done", Text(Runs.Of(done with { Status = ScannerStatus.Reported })));

        string Text(GateInput input) => Assert.Single(GateRule.Decide(policy, input).Reasons).Text;
    }

    [Fact]
    public void Without_the_requirement_a_failure_does_not_block_and_is_told()
    {
        var failed = Runs.Result("bandit") with { Status = ScannerStatus.Failed, Message = "killed" };

        var verdict = GateRule.Decide(Policy("\"requiredScanners\":[\"gitleaks\"]"), Runs.Of(failed, Runs.Result("gitleaks")));

        Assert.False(verdict.Blocked);
        Assert.Equal(new GateScanner("bandit", "", ScannerStatus.Failed, "killed", Required: false), verdict.Scanners[0]);
    }

    [Fact]
    public void A_reason_names_the_worst_twenty_and_counts_all()
    {
        var input = Runs.Of(Runs.Result("bandit", [.. Runs.Many(Severity.High, 30), .. Runs.Many(Severity.Critical, 5, from: 100)]));

        var reason = Assert.Single(GateRule.Decide(Policy("\"block\":\"critical-and-high\""), input).Reasons);

        Assert.Equal(("35 findings of severity HIGH or worse: none is allowed", 35), (reason.Text, reason.Count));
        Assert.Equal([.. Runs.Many(Severity.Critical, 5, from: 100).Concat(Runs.Many(Severity.High, 15)).Select(finding => finding.Id)], reason.Findings);
        Assert.Equal(35, GateRule.Blocking(Policy("\"block\":\"critical-and-high\""), input).Count);
    }

    [Fact]
    public void A_finding_of_two_targets_counts_once_and_is_new_only_if_it_is_in_both()
    {
        var (known, fresh) = (Runs.Finding(Severity.High, isNew: false), Runs.Finding(Severity.High));
        var input = Runs.Of(Runs.Result("trivy", fresh) with { Target = "a" }, Runs.Result("trivy", known) with { Target = "b" });

        Assert.Equal(1, Assert.Single(GateRule.Decide(Policy("\"block\":\"critical-and-high\""), input).Reasons).Count);
        Assert.False(GateRule.Decide(Policy("\"block\":\"critical-and-high\",\"newOnly\":true"), input).Blocked);
    }

    [Theory]
    [InlineData("""{"format":1,"blocks":"critical"}"""), InlineData("""{"format":1,"thresholds":[{"severity":"HIGH","above":true}]}""")]
    [InlineData("""{"format":1,"scanners":{"bandit":{"required":true}}}"""), InlineData("""{"block":"critical"}"""), InlineData("""{"format":1,"block":1}""")]
    [InlineData("""{"format":1,"newOnly":null}"""), InlineData("""{"format":1,"block":"never","block":"critical"}"""), InlineData("null"), InlineData("[]")]
    public void A_member_that_no_policy_has_is_refused(string json) => Assert.Throws<System.Text.Json.JsonException>(() => GateJson.Policy(json));

    [Theory]
    [InlineData("""{"format":2}""", "'format'"), InlineData("""{"format":1,"thresholds":[{"severity":"HIGH","moreThan":-1}]}""", "'moreThan'")]
    [InlineData("""{"format":1,"requiredScanners":["bandit","bandit"]}""", "once"), InlineData("""{"format":1,"requiredScanners":[" "]}""", "by their key")]
    [InlineData("""{"format":1,"requiredScanners":[null]}""", "by their key"), InlineData("""{"format":1,"thresholds":[null]}""", "'thresholds'")]
    [InlineData("""{"format":1,"scanners":{"a":null}}""", "an object"), InlineData("""{"format":1,"scanners":{"a":{"thresholds":[{"severity":"LOW","moreThan":-1}]}}}""", "'moreThan'")]
    public void A_policy_that_makes_no_sense_is_told_why(string json, string words) =>
        Assert.Contains(words, PolicyCheck.Fault(GateJson.Policy(json)), StringComparison.Ordinal);

    [Fact]
    public void The_digest_changes_with_whatever_the_gate_looks_at()
    {
        var finding = Runs.Finding(Severity.High, dueAt: Runs.Now.AddDays(1));
        var input = Runs.Of(Runs.Result("bandit", finding));
        GateInput With(GateFinding other) => Runs.Of(Runs.Result("bandit", other));
        GateInput[] others =
        [
            input with { Commit = null }, input with { Branch = "main" }, input with { IsDefaultBranch = true }, input with { ClosedAt = null },
            input with { DecidedAt = Runs.Now.AddDays(2) },
            Runs.Of(), Runs.Of(input.Results[0] with { Status = ScannerStatus.Failed }), Runs.Of(input.Results[0] with { Message = "m" }),
            Runs.Of(input.Results[0] with { Target = "t" }), Runs.Of(input.Results[0] with { Scanner = "s" }), Runs.Of(input.Results[0], Runs.Result("gitleaks")),
            With(finding with { Status = GateStatus.WontFix }), With(finding with { Severity = Severity.Low }), With(finding with { IsNew = false }),
            With(finding with { DueAt = null }), With(finding with { IgnoredInSource = true }), With(finding with { Rule = "x" }),
            With(finding with { Fingerprint = new string('0', 64) }), With(finding with { Id = Guid.Empty }),
        ];

        Assert.Equal(others.Length + 1, others.Append(input).Select(GateDigest.Of).Distinct().Count());
        Assert.Equal(GateDigest.Of(input), GateDigest.Of(input with { DecidedAt = Runs.Now.AddHours(1) }));
    }
}
