namespace SecureObs.Bench.Removals;

/// <summary>What keeps a verdict of the gate from being a lie.</summary>
internal static class GateRemovals
{
    private const string Decide = "SecureObs.Api/Features/Gates/DecideRun.cs";
    private const string Verification = "SecureObs.Cli/Commands/GateVerification.cs";

    public static Removal[] All { get; } =
    [
        new("a run that is open gets no verdict", Decide, "if (run.Input.ClosedAt is null)", "if (run.Input.Run == Guid.Empty)", "VerdictTests CommandGateTests"),
        new("a verdict is about a run of the project that was named", Decide, "$\"r.project_id = {project} and r.id = {runId}\"", "$\"r.id = {runId}\"", "VerdictTests"),
        new("so is one that is named by its pipeline", Decide, "r.project_id = {project} and r.pipeline_run_id", "r.pipeline_run_id", "VerdictTests"),
        new("calling a finding resolved lets nothing pass", "SecureObs.Gate/FindingRules.cs", "or GateStatus.InReview or GateStatus.Resolved", "or GateStatus.InReview", "VerdictTests"),
        new("required scanners block", "SecureObs.Gate/GateRule.cs", ".Concat(ScannerRules.Fired(policy, input))", "", "CommandGateTests VerdictTests"),
        new("a policy is changed from its newest version alone", "SecureObs.Api/Features/Gates/PolicyDocument.cs",
            "if (current.Version != request.BaseVersion)", "if (current.Version < 0)", "GatePolicyTests"),
        new("a verdict is signed by the installation", Verification, "if (!envelope.Verify(keys))", "if (envelope.Payload.Length == 0)", "CommandGateTests"),
        new("a verdict of another project verifies nothing", Verification, "statement.Project != expected.Project", "expected.Project == Guid.Empty", "CommandGateTests"),
        new("a verdict of another commit verifies nothing", Verification, "&& statement.Commit != commit", "&& commit.Length == 0", "CommandGateTests"),
    ];
}
