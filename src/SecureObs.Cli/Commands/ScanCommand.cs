using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Commands;

internal static class ScanCommand
{
    private const string ContainerWorkspace = "/workspace";

    public static Command Create(Surroundings surroundings)
    {
        var run = new RunOptions();
        var workspace = new Option<string?>("--workspace")
        {
            Description = "The directory to scan. Default: /workspace in a container that has it, else the current directory.",
            HelpName = "directory",
        };
        var branch = new Option<string?>("--branch") { Description = "The scanned branch. Default: what the CI system or the checkout says." };
        var commit = new Option<string?>("--commit") { Description = "The scanned commit. Default: what the CI system or the checkout says." };
        var timeout = new Option<int>("--tool-timeout")
        {
            Description = "Seconds that one scanner may take.",
            DefaultValueFactory = _ => 15 * 60,
            HelpName = "seconds",
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 24 * 60 * 60)
                result.AddError("--tool-timeout must lie between 1 and 86400.");
        });

        var command = new Command("scan", "Run the project's active scanners and upload what they find.");
        run.AddTo(command);
        foreach (var option in new Option[] { workspace, branch, commit, timeout })
            command.Add(option);

        command.SetAction(async (arguments, ct) =>
        {
            var settings = ApiSettings.From(surroundings);
            var directory = Workspace(arguments.GetValue(workspace), surroundings);
            var revision = Revision.Of(directory, surroundings.Variable);
            revision = revision with
            {
                Branch = arguments.GetValue(branch) ?? revision.Branch,
                Commit = arguments.GetValue(commit) ?? revision.Commit,
            };

            using var api = new ApiClient(settings, surroundings.Time);
            var limit = TimeSpan.FromSeconds(arguments.GetValue(timeout));
            var runner = new ToolRunner(new ToolLocator(surroundings), directory, limit);
            return await new Scan(api, runner, run.Read(arguments), new Progress(surroundings), surroundings.Out).RunAsync(revision, ct);
        });
        return command;
    }

    private static string Workspace(string? told, Surroundings surroundings)
    {
        var inContainer = surroundings.IsSet("DOTNET_RUNNING_IN_CONTAINER") && Directory.Exists(ContainerWorkspace);
        var directory = Path.GetFullPath(told ?? (inContainer ? ContainerWorkspace : surroundings.CurrentDirectory), surroundings.CurrentDirectory);
        return Directory.Exists(directory)
            ? ScannedFiles.RealPath(Path.TrimEndingDirectorySeparator(directory))
            : throw new CommandFailure(ExitCode.Failed, $"the workspace {directory} is not a directory");
    }
}
