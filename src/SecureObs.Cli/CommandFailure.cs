namespace SecureObs.Cli;

/// <summary>An expected end of the command: one line for people and the code for the pipeline.</summary>
internal sealed class CommandFailure(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
