using System.CommandLine;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Commands;

/// <summary>What was scanned: the directory, what it is of the project, the branch, the commit.</summary>
internal sealed class PlaceOptions
{
    private const string ContainerWorkspace = "/workspace";
    private const int LongestTarget = 256;

    private readonly Option<string?> workspace;
    private readonly Option<string?> target = new("--target")
    {
        Description = "What of the project was scanned, when its jobs scan several things: results of one never close findings of another. Default: the project as a whole.",
        HelpName = "name",
    };
    private readonly Option<string?> branch = new("--branch") { Description = "The scanned branch. Default: what the CI system or the checkout says." };
    private readonly Option<string?> commit = new("--commit") { Description = "The scanned commit. Default: what the CI system or the checkout says." };

    /// <param name="directory">What the directory is for, e.g. <c>The directory to scan.</c></param>
    public PlaceOptions(string directory)
    {
        workspace = new("--workspace")
        {
            Description = $"{directory} Default: {ContainerWorkspace} in a container that has it, else the current directory.",
            HelpName = "directory",
        };
        target.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } named && (string.IsNullOrWhiteSpace(named) || named.Trim().Length > LongestTarget || named.Any(char.IsControl)))
                result.AddError($"--target must be a name of 1 to {LongestTarget} characters in one line.");
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in new[] { workspace, target, branch, commit })
            command.Add(option);
    }

    /// <returns>Null for the project as a whole.</returns>
    public string? Target(ParseResult arguments) => arguments.GetValue(target)?.Trim();

    /// <returns>The directory, absolute and with links followed.</returns>
    /// <exception cref="CommandFailure">It is none.</exception>
    public string Workspace(ParseResult arguments, Surroundings surroundings)
    {
        var inContainer = surroundings.IsSet("DOTNET_RUNNING_IN_CONTAINER") && Directory.Exists(ContainerWorkspace);
        var directory = Path.GetFullPath(arguments.GetValue(workspace) ?? (inContainer ? ContainerWorkspace : surroundings.CurrentDirectory), surroundings.CurrentDirectory);
        return Directory.Exists(directory)
            ? ScannedFiles.RealPath(Path.TrimEndingDirectorySeparator(directory))
            : throw new CommandFailure(ExitCode.Failed, $"the workspace {directory} is not a directory");
    }

    public Revision Revision(ParseResult arguments, string directory, Surroundings surroundings)
    {
        var found = Running.Revision.Of(directory, surroundings.Variable);
        return found with { Branch = arguments.GetValue(branch) ?? found.Branch, Commit = arguments.GetValue(commit) ?? found.Commit };
    }
}
