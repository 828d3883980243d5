namespace SecureObs.Cli;

/// <summary>An expected end of the command: one line for people and the code for the pipeline.</summary>
internal sealed class CommandFailure(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The API's code for what is wrong (docs/errors.md), e.g. <c>run-open</c>; null when it named none.</summary>
    public string? Code { get; init; }

    /// <summary>The API could not be reached, or something else answered in its place: another time it may go well.</summary>
    public bool IsAway { get; init; }
}
