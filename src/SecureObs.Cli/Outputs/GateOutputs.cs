using System.CommandLine;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Outputs;

/// <summary>Where else a verdict is written, as the options of <c>gate</c> say.</summary>
internal sealed class GateOutputs
{
    private readonly Option<string> summary = new("--summary") { Description = "auto: show the verdict on the page of the job, where the CI system has one; none: do not.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string?> codeQuality = new("--code-quality") { Description = "Write the findings to this file as a Code Quality report of GitLab.", HelpName = "file" };
    private readonly Option<string?> junit = new("--junit") { Description = "Write the verdict and the findings to this file as a JUnit report.", HelpName = "file" };

    public void AddTo(Command command)
    {
        summary.AcceptOnlyFromAmong("auto", "none");
        command.Add(summary);
        command.Add(codeQuality);
        command.Add(junit);
    }

    /// <param name="findings">Null when they could not be read: then no report is written, since an empty one would look clean.</param>
    /// <returns>False when a file that was asked for is not there.</returns>
    /// <exception cref="CommandFailure">A file cannot be written.</exception>
    public bool Write(ParseResult arguments, Surroundings surroundings, GateAnswer answer, IReadOnlyList<RunFinding>? findings, string? page)
    {
        var (quality, report) = (arguments.GetValue(codeQuality), arguments.GetValue(junit));
        if (arguments.GetValue(summary) == "auto")
            Show(surroundings, GateMarkdown.Of(answer, findings, [], page));
        try
        {
            if (findings is null)
                return quality is null && report is null;
            To(quality, surroundings, stream => CodeQuality.Write(stream, findings));
            To(report, surroundings, stream => JUnit.Write(stream, answer, findings));
            return true;
        }
        catch (Exception unwritable) when (IsUnwritable(unwritable))
        {
            throw new CommandFailure(ExitCode.Failed, $"a report cannot be written: {unwritable.Message}", unwritable);
        }
    }

    /// <summary>Nobody asked for it by name, and a container often does not reach the file: no reason to fail.</summary>
    private static void Show(Surroundings surroundings, string markdown)
    {
        try
        {
            JobSummary.Write(surroundings, markdown);
        }
        catch (Exception unwritable) when (IsUnwritable(unwritable))
        {
            surroundings.Error.WriteLine("warning: " + OneLine.Of($"no summary on the page of the job: {unwritable.Message}", 500));
        }
    }

    private static bool IsUnwritable(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException;

    private static void To(string? file, Surroundings surroundings, Action<Stream> write)
    {
        if (file is null)
            return;
        using var stream = File.Create(Path.Combine(surroundings.CurrentDirectory, file));
        write(stream);
    }
}
