namespace SecureObs.Cli;

internal static class CommandVersion
{
    public static readonly string Text = typeof(CommandVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
