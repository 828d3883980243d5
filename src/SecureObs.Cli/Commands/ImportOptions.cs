using System.CommandLine;
using SecureObs.Cli.Importing;

namespace SecureObs.Cli.Commands;

/// <summary>How reports are read. <c>import</c> and <c>scan --report</c> have them.</summary>
internal sealed class ImportOptions
{
    private readonly Option<string?> format = new("--format") { Description = "The format of the reports. Default: what stands in them.", HelpName = "format" };
    private readonly Option<string?> root = new("--root") { Description = "The directory in which the tool ran, when it was not the workspace: cut from the paths of the reports.", HelpName = "directory" };
    private readonly Option<bool> allowRejected = new("--allow-rejected") { Description = "End with code 0, and count results as complete, although entries were rejected." };

    public ImportOptions()
    {
        format.AcceptOnlyFromAmong([.. ReportFormats.All.Select(each => each.Name)]);
        Tool.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } key && !ToolKeys.IsKey(key))
                result.AddError($"{Tool.Name} must be the key of a scanner: lower case, digits and hyphens, at most {ToolKeys.Longest}.");
        });
    }

    public Option<string?> Tool { get; } = new("--tool") { Description = "The scanner's key. Default: the tool that the report names.", HelpName = "key" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Tool, format, root, allowRejected })
            command.Add(option);
    }

    /// <exception cref="CommandFailure">A report is not there, or of no known format.</exception>
    public ReportImport Read(ParseResult arguments, IReadOnlyList<string> reports, string workspace, string currentDirectory)
    {
        var files = new ReportPaths(workspace, arguments.GetValue(root));
        var context = new ReadingContext(files, arguments.GetValue(Tool));
        return new([.. reports.Select(report => new ReportReader(report, Path.Combine(currentDirectory, report), arguments.GetValue(format), context))],
            files, arguments.GetValue(allowRejected));
    }

    /// <summary>The exit code of what was read.</summary>
    public int ExitCodeOf(ParseResult arguments, ReportImport import) =>
        import.Rejected > 0 && !arguments.GetValue(allowRejected) ? ExitCode.Failed : ExitCode.Fine;
}
