using System.Diagnostics;
using SecureObs.Local.Running;

namespace SecureObs.Local.Start;

/// <summary>dotnet, node and npm, quiet and without telling anybody.</summary>
internal static class Tool
{
    private static readonly (string Name, string Value)[] Quiet =
    [
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_NOLOGO", "1"),
        ("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1"),
        ("npm_config_audit", "false"),
        ("npm_config_fund", "false"),
        ("npm_config_update_notifier", "false"),
        ("NO_COLOR", "1"),
    ];

    public static ProcessStartInfo Command(string directory, string file, params IEnumerable<string> arguments)
    {
        var command = Child.Command(file, arguments);
        command.WorkingDirectory = directory;
        foreach (var (name, value) in Quiet)
            command.Environment[name] = value;
        return command;
    }

    /// <exception cref="LocalProblem">It failed; the end of its output is the reason.</exception>
    public static async Task<ChildResult> RunAsync(
        string directory, string[] command, string whatToDo, CancellationToken ct)
    {
        var result = await Child.RunAsync(Command(directory, command[0], command[1..]), ct);
        return result.Succeeded
            ? result
            : throw new LocalProblem($"'{string.Join(' ', command)}' failed in {directory}:\n{result.Tail()}", whatToDo);
    }
}
