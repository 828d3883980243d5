namespace SecureObs.Cli;

/// <summary>Contract with every customer pipeline: a value is added, never reused.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    /// <summary>The key is missing or refused, or the project is not one of its tenant.</summary>
    public const int Refused = 1;
    /// <summary>The API answered with an error or not at all, or the command was used wrongly.</summary>
    public const int Failed = 2;
    public const int GateBlocked = 3;
    /// <summary>The audit trail is not as it was sealed, or a verdict of the gate is not genuine or of something else.</summary>
    public const int Tampered = 4;
}
