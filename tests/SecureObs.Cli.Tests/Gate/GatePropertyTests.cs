using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

/// <summary>Random runs and policies against a model that is said in another way.</summary>
public sealed class GatePropertyTests
{
    private static readonly string[] Scanners = ["bandit", "gitleaks", "trivy"];
    private static readonly string[] Targets = ["", "api"];

    [Fact]
    public void The_gate_is_what_the_model_says_in_any_order()
    {
        var blocked = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var (policy, input) = (Policy(random), Input(random));

            var verdict = GateRule.Decide(policy, input);

            var (rules, findings) = GateModel.Of(policy, input);
            Assert.True(rules.Order(StringComparer.Ordinal).SequenceEqual(verdict.Reasons.Select(reason => reason.Rule).Order(StringComparer.Ordinal)), $"seed {seed}");
            Assert.True(findings.SetEquals(GateRule.Blocking(policy, input)), $"seed {seed}");
            Assert.True(findings.SetEquals(GateRule.Blocking(policy, Counted(policy, input))), $"seed {seed}");
            Assert.Equal(verdict.Blocked, GateRule.Decide(policy, Counted(policy, input)).Blocked);
            Assert.Equal(Text(verdict), Text(GateRule.Decide(policy, Shuffled(input, random))));
            Assert.Equal(Text(verdict), Text(GateRule.Decide(GateJson.Policy(GateJson.Text(policy)), GateJson.Input(GateJson.Bytes(input)))));
            blocked += verdict.Blocked ? 1 : 0;
        }
        Assert.InRange(blocked, 80, 520);   // else the runs are too alike to say anything
    }

    private static string Text(GateVerdict verdict) => System.Text.Json.JsonSerializer.Serialize(verdict);

    /// <summary>Without what no rule can count.</summary>
    private static GateInput Counted(GatePolicyDocument policy, GateInput input) => input with
    {
        Results = [.. input.Results.Select(result => result with { Findings = [.. result.Findings.Where(finding => finding.Severity >= GateRule.LeastCounted(policy))] })],
    };

    private static GateInput Shuffled(GateInput input, Random random) => input with
    {
        Results = Shuffled(input.Results.Select(result => result with { Findings = Shuffled(result.Findings, random) }), random),
    };

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return all;
    }

    private static GatePolicyDocument Policy(Random random) => new()
    {
        Format = 1,
        Block = Maybe<GatePolicy>(random, () => (GatePolicy)random.Next(3)),
        Thresholds = random.Next(2) == 0 ? null : Thresholds(random),
        NewOnly = random.Next(4) == 0,
        GraceUntilDue = random.Next(4) == 0,
        AcceptSourceIgnores = random.Next(4) == 0,
        RequiredScanners = random.Next(2) == 0 ? null : [.. Scanners.Append("checkov").Where(_ => random.Next(4) == 0)],
        Scanners = random.Next(2) == 0 ? null : Scanners.Where(_ => random.Next(2) == 0).ToDictionary(scanner => scanner, _ => new ScannerGatePolicy
        {
            Block = Maybe<GatePolicy>(random, () => (GatePolicy)random.Next(3)),
            Thresholds = random.Next(3) == 0 ? Thresholds(random) : null,
            NewOnly = Maybe<bool>(random, () => random.Next(2) == 0),
            GraceUntilDue = Maybe<bool>(random, () => random.Next(2) == 0),
            AcceptSourceIgnores = Maybe<bool>(random, () => random.Next(2) == 0),
        }),
    };

    private static GateThreshold[] Thresholds(Random random) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => new GateThreshold { Severity = (Severity)random.Next(6), Exactly = random.Next(3) == 0, MoreThan = random.Next(4) })];

    private static T? Maybe<T>(Random random, Func<T> value) where T : struct => random.Next(2) == 0 ? value() : null;

    private static GateInput Input(Random random)
    {
        var findings = Enumerable.Range(1, 12).Select(number => Runs.Finding(
            (Severity)random.Next(6), (GateStatus)(random.Next(3) == 0 ? random.Next(6) : 0), number: number,
            dueAt: random.Next(2) == 0 ? Runs.Now.AddHours(random.Next(-2, 3)) : null, ignored: random.Next(4) == 0)).ToList();
        // A finding belongs to one scanner, and some of its targets see it.
        return Runs.Of([.. from scanner in Scanners
                           from target in Targets
                           where random.Next(3) > 0
                           select new GateResult
                           {
                               Scanner = scanner,
                               Target = target,
                               Status = random.Next(3) == 0 ? (ScannerStatus)random.Next(4) : ScannerStatus.Completed,
                               Message = random.Next(3) == 0 ? "why" : null,
                               Findings = [.. findings.Where(finding => Scanners[finding.Rule.Length % 2 + finding.Id.ToString()[^1] % 2] == scanner && random.Next(2) == 0)
                                   .Select(finding => finding with { IsNew = random.Next(2) == 0 })],
                           }]);
    }
}
