using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

/// <summary>Runs and findings as the gate gets them.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static GateInput Of(params GateResult[] results) => new()
    {
        Project = Guid.Parse("01936f2a-0000-7000-8000-0000000000aa"),
        Run = Guid.Parse("01936f2a-0000-7000-8000-0000000000bb"),
        Branch = "feature",
        IsDefaultBranch = false,
        Commit = new string('a', 40),
        StartedAt = Now.AddMinutes(-5),
        ClosedAt = Now.AddMinutes(-1),
        DecidedAt = Now,
        Results = results,
    };

    public static GateInput WithFindings(params GateFinding[] findings) => Of(Result("bandit", findings));

    public static GateResult Result(string scanner, params GateFinding[] findings) => new() { Scanner = scanner, Target = "", Status = ScannerStatus.Completed, Findings = findings };

    public static GateFinding Finding(Severity severity, GateStatus status = GateStatus.Open, bool isNew = true, DateTimeOffset? dueAt = null, bool ignored = false, int number = 1) => new()
    {
        Id = Guid.Parse($"01936f2a-0000-7000-8000-{number:x12}"),
        Fingerprint = number.ToString("x64", null),
        Rule = $"R{number}",
        Severity = severity,
        Status = status,
        IsNew = isNew,
        DueAt = dueAt,
        IgnoredInSource = ignored,
    };

    public static GateFinding[] Many(Severity severity, int count, int from = 1) =>
        [.. Enumerable.Range(from, count).Select(number => Finding(severity, number: number))];
}
