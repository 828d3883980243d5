using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

/// <summary>The gate once more, slow and plain: for each rule, each finding is asked on its own.</summary>
internal static class GateModel
{
    public static (List<string> Rules, HashSet<Guid> Findings) Of(GatePolicyDocument policy, GateInput input)
    {
        var (rules, blocking) = (new List<string>(), new HashSet<Guid>());
        var seen = new Dictionary<Guid, (string Scanner, GateFinding Finding, bool NewEverywhere)>();
        foreach (var result in input.Results)
        {
            foreach (var finding in result.Findings)
                seen[finding.Id] = (result.Scanner, finding, finding.IsNew && (!seen.TryGetValue(finding.Id, out var before) || before.NewEverywhere));
        }

        Ask("", null, policy.Block, policy.Thresholds);
        foreach (var (scanner, own) in policy.Scanners ?? new Dictionary<string, ScannerGatePolicy>())
        {
            if (own.Block is not null || own.Thresholds is not null)
                Ask($"scanners.{scanner}.", scanner, own.Block, own.Thresholds);
        }
        foreach (var scanner in policy.RequiredScanners ?? [])
        {
            var (done, other) = (false, false);
            foreach (var result in input.Results.Where(result => result.Scanner == scanner))
            {
                done |= result.Status == ScannerStatus.Completed;
                other |= result.Status != ScannerStatus.Completed;
            }
            if (!done || other)
                rules.Add($"requiredScanners.{scanner}");
        }
        return (rules, blocking);

        void Ask(string place, string? only, GatePolicy? block, IReadOnlyList<GateThreshold>? thresholds)
        {
            if (block == GatePolicy.Critical)
                Count(place + "block", only, 0, severity => severity == Severity.Critical);
            if (block == GatePolicy.CriticalAndHigh)
                Count(place + "block", only, 0, severity => severity is Severity.Critical or Severity.High);
            foreach (var (threshold, at) in (thresholds ?? []).Select((threshold, at) => (threshold, at)))
                Count($"{place}thresholds[{at}]", only, threshold.MoreThan, severity => severity == threshold.Severity || (!threshold.Exactly && (short)severity > (short)threshold.Severity));
        }

        void Count(string rule, string? only, int allowed, Func<Severity, bool> counts)
        {
            var counted = new List<Guid>();
            foreach (var (scanner, finding, isNew) in seen.Values)
            {
                var own = policy.Scanners != null && policy.Scanners.TryGetValue(scanner, out var found) ? found : new ScannerGatePolicy();
                var hasOwn = own.Block is not null || own.Thresholds is not null;
                if (only is null ? hasOwn : only != scanner)
                    continue;
                if (!counts(finding.Severity) || finding.Status is not (GateStatus.Open or GateStatus.InReview or GateStatus.Resolved))
                    continue;
                if ((own.NewOnly ?? policy.NewOnly) && !isNew)
                    continue;
                if ((own.GraceUntilDue ?? policy.GraceUntilDue) && finding.DueAt is { } due && due > input.DecidedAt)
                    continue;
                if ((own.AcceptSourceIgnores ?? policy.AcceptSourceIgnores) && finding.IgnoredInSource)
                    continue;
                counted.Add(finding.Id);
            }
            if (counted.Count <= allowed)
                return;
            rules.Add(rule);
            blocking.UnionWith(counted);
        }
    }
}
