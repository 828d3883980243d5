using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Running;

/// <summary>Finds tools: SECUREOBS_TOOL_&lt;KEY&gt; (e.g. SECUREOBS_TOOL_ESLINT_SECURITY) wins, then PATH.</summary>
internal sealed class ToolLocator(Surroundings surroundings)
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    /// <summary>The absolute path of the tool; null when it is not installed.</summary>
    public string? Find(IScannerDriver driver) => Find(driver.Key, driver.Program);

    /// <param name="key">As a scanner's: small letters and hyphens.</param>
    /// <param name="program">The name of the file.</param>
    public string? Find(string key, string program)
    {
        var variable = "SECUREOBS_TOOL_" + key.ToUpperInvariant().Replace('-', '_');
        if (surroundings.IsSet(variable))
        {
            var told = Path.GetFullPath(surroundings.Variable(variable)!.Trim(), surroundings.CurrentDirectory);
            return IsProgram(told) ? told : null;
        }
        // A relative entry such as "." would start whatever the scanned repository put there.
        return (surroundings.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(directory => Extensions.Select(extension => Path.Combine(directory, program + extension)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path) && (OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
