namespace SecureObs.Cli;

/// <summary>What the command takes from the process it runs in, so that a test can give it other ones.</summary>
internal sealed record Surroundings(
    Func<string, string?> Variable, string CurrentDirectory, TextWriter Out, TextWriter Error, bool IsTerminal, TimeProvider Time)
{
    public static Surroundings OfProcess() => new(
        Environment.GetEnvironmentVariable, Environment.CurrentDirectory, Console.Out, Console.Error,
        IsTerminal: !Console.IsOutputRedirected, TimeProvider.System);

    /// <summary>Whether to draw moving progress: only for a person who looks, never in a CI log.</summary>
    public bool IsLive => IsTerminal && !IsSet("CI") && !IsSet("NO_COLOR") && !IsSet("TF_BUILD") && Variable("TERM") != "dumb";

    public bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Variable(variable));
}
