using SecureObs.Audit;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

/// <summary>Verdicts as the API answers and signs them.</summary>
internal static class Verdicts
{
    public static readonly string Commit = new('a', 40);

    public static GateAnswer Answer(bool blocked = false) => new()
    {
        VerdictId = Guid.Parse("01936f2a-0000-7000-8000-0000000000cc"),
        RunId = Runs.Of().Run,
        Blocked = blocked,
        DecidedAt = Runs.Now,
        PolicyVersion = 0,
        PolicyDigest = GateDigest.Of(GatePolicyDocument.Of(GatePolicy.CriticalAndHigh)),
        Digest = GateDigest.Of(Runs.Of()),
        Reasons = blocked ? [new("block", "2 findings of severity HIGH or worse: none is allowed", 2, [])] : [],
        Open = new(0, 0, 0, 0, 0, 0),
        Scanners = [new("bandit", "", ScannerStatus.Completed, null, Required: false)],
        Envelope = "{}",
    };

    public static GateStatement Statement(bool blocked = false) => new()
    {
        Tenant = Guid.Parse("01936f2a-0000-7000-8000-00000000000a"),
        Project = Runs.Of().Project,
        Run = Runs.Of().Run,
        PipelineRunId = "gha-7 \"ünï\"",
        Branch = "main",
        Commit = Commit,
        Verdict = Answer().VerdictId,
        Blocked = blocked,
        PolicyVersion = 3,
        PolicyDigest = Answer().PolicyDigest,
        FindingSetDigest = Answer().Digest,
        DecidedAt = Runs.Now,
        Open = new(blocked ? 1 : 0, 0, 2, 0, 0, 0),
        Rules = blocked ? ["thresholds[0]"] : [],
    };

    public static string Sign(SigningKey key, GateStatement statement) =>
        DsseEnvelope.Sign(key, GateStatement.PayloadType, statement.ToPayload()).ToJson() + "\n";
}
