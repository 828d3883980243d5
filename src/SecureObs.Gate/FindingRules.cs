namespace SecureObs.Gate;

/// <summary>A rule about findings that blocks, and the findings that it counts.</summary>
internal sealed record FiredRule(CountRule Rule, IReadOnlyList<GateFinding> Findings);

/// <summary>Which findings count, and which rules count too many.</summary>
internal static class FindingRules
{
    public static IEnumerable<FiredRule> Fired(GatePolicyDocument policy, GateInput input)
    {
        var byScanner = input.Results.GroupBy(result => result.Scanner, StringComparer.Ordinal)
            .Select(results => (Scanner: results.Key, Own: policy.Scanners?.GetValueOrDefault(results.Key), Findings: Counted(policy, results, input.DecidedAt)))
            .OrderBy(entry => entry.Scanner, StringComparer.Ordinal).ToList();

        var ofAll = byScanner.Where(entry => entry.Own is not { HasOwnRules: true }).SelectMany(entry => entry.Findings).DistinctBy(finding => finding.Id).ToList();
        var fired = CountRule.Of("", policy.Block, policy.Thresholds, policy.NewOnly).Select(rule => new FiredRule(rule, [.. ofAll.Where(finding => rule.Counts(finding.Severity))]));
        foreach (var (scanner, own, findings) in byScanner)
        {
            if (own is { HasOwnRules: true })
                fired = fired.Concat(CountRule.Of($"scanners.{scanner}.", own.Block, own.Thresholds, own.NewOnly ?? policy.NewOnly)
                    .Select(rule => new FiredRule(rule, [.. findings.Where(finding => rule.Counts(finding.Severity))])));
        }
        return fired.Where(entry => entry.Findings.Count > entry.Rule.MoreThan);
    }

    /// <summary>
    /// Somebody who looks into a finding has not decided yet: it counts. So does what somebody called resolved, as this run has
    /// seen it: that it is gone is for the next scan to say.
    /// </summary>
    public static bool IsOpen(GateFinding finding) => finding.Status is GateStatus.Open or GateStatus.InReview or GateStatus.Resolved;

    /// <summary>The findings of one scanner that may block. One that several targets have counts once, and is new if it is in all of them.</summary>
    private static List<GateFinding> Counted(GatePolicyDocument policy, IEnumerable<GateResult> ofScanner, DateTimeOffset now)
    {
        var results = ofScanner.OrderBy(result => result.Target, StringComparer.Ordinal).ToList();
        var own = policy.Scanners?.GetValueOrDefault(results[0].Scanner);
        var newOnly = own?.NewOnly ?? policy.NewOnly;
        var grace = own?.GraceUntilDue ?? policy.GraceUntilDue;
        var ignores = own?.AcceptSourceIgnores ?? policy.AcceptSourceIgnores;
        return
        [
            .. results.SelectMany(result => result.Findings).GroupBy(finding => finding.Id)
                .Where(same => !newOnly || same.All(finding => finding.IsNew))
                .Select(same => same.First())
                .Where(finding => IsOpen(finding)
                    && !(grace && finding.DueAt > now)
                    && !(ignores && finding.IgnoredInSource)),
        ];
    }
}
