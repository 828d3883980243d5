using SecureObs.Audit;
using SecureObs.Gate;

namespace SecureObs.Cli.Commands;

/// <summary>What a signed verdict must be about. Without a commit, any run of the project will do.</summary>
/// <param name="Commit">In full and in lower case.</param>
internal sealed record ExpectedVerdict(Guid Project, string? Commit);

/// <summary>Whether a file is a verdict that the installation signed, about what is expected, and what it says.</summary>
internal static class GateVerification
{
    /// <returns>0 passed, 3 blocked, 4 not genuine or of something else; and one line for people.</returns>
    public static (int ExitCode, string Line) Run(ReadOnlyMemory<byte> file, PublicKeys keys, ExpectedVerdict expected)
    {
        try
        {
            var envelope = DsseEnvelope.Parse(file);
            if (!keys.Contains(envelope.KeyId))
                return Not($"it is signed with the key {envelope.KeyId}, which is not one of the keys given");
            if (!envelope.Verify(keys))
                return Not("its signature is not one of this verdict: something was changed");
            if (envelope.PayloadType != GateStatement.PayloadType)
                return Not("what is signed is no statement");
            return Judge(GateStatement.Parse(envelope.Payload), expected);
        }
        catch (FormatException unreadable)
        {
            return Not(unreadable.Message);
        }

        static (int, string) Not(string why) => (ExitCode.Tampered, $"NOT VERIFIED: {why}");
    }

    private static (int, string) Judge(GateStatement statement, ExpectedVerdict expected)
    {
        if (statement.Project != expected.Project)
            return (ExitCode.Tampered, $"NOT VERIFIED: it is a verdict about the project {statement.Project}");
        if (expected.Commit is { } commit && statement.Commit != commit)
            return (ExitCode.Tampered, $"NOT VERIFIED: it is a verdict about {(statement.Commit is { } other ? $"the commit {other}" : "a run whose commit is not known")}");

        var about = $"run {statement.PipelineRunId}, {(statement.Commit is { } of ? $"commit {of}" : "commit not known")}"
            + $"{(expected.Commit is null ? " (not compared)" : "")}, policy version {statement.PolicyVersion}, decided {AuditTime.Text(statement.DecidedAt)}";
        return statement.Blocked
            ? (ExitCode.GateBlocked, $"Verified: BLOCKED by {string.Join(", ", statement.Rules)}; {about}")
            : (ExitCode.Fine, $"Verified: passed; {about}");
    }
}
