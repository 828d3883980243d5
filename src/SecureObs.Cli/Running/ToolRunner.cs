using System.Diagnostics;
using System.Text.RegularExpressions;
using SecureObs.Cli.Code;
using SecureObs.Cli.Drivers;
using SecureObs.Masking;

namespace SecureObs.Cli.Running;

/// <summary>How a tool ended: with findings, also none, or with the reason why it found nothing out.</summary>
internal sealed record ToolOutcome(ParsedReport? Report, string? Failure, string? Version, TimeSpan Duration, string? RulesDigest = null)
{
    /// <summary>Whether the tool did not begin.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Null when it did not begin or was killed.</summary>
    public int? ExitCode { get; init; }
}

/// <summary>Runs one tool over a workspace and reads its report. What goes wrong with the tool is an outcome.</summary>
internal sealed partial class ToolRunner(ToolLocator locator, string workspace, TimeSpan timeout)
{
    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(30);

    /// <param name="hasher">Makes features of code; null without a key.</param>
    /// <param name="options">What the project asks of the tool.</param>
    public async Task<ToolOutcome> RunAsync(
        IScannerDriver driver, SecretHasher? hasher, IReadOnlyDictionary<string, string>? options, CancellationToken ct)
    {
        var (started, version, exit) = (Stopwatch.GetTimestamp(), (string?)null, (ToolExit?)null);
        try
        {
            var tool = locator.Find(driver) ?? throw new CommandFailure(ExitCode.Fine, $"not installed: {driver.InstallHint}");
            using var place = new PrivateDirectory();
            version = await VersionAsync(driver, tool, place.Path, ct);
            if (version is not null && !driver.Supported.Contains(version))
                throw new CommandFailure(ExitCode.Fine, $"version {version} is not supported, but {driver.Supported}: {driver.InstallHint}");
            var plan = new ScanPlan(tool, workspace, place.CreateFile(driver.ReportName), place.Path) { Options = options ?? new Dictionary<string, string>() };
            var invocation = driver.Plan(plan);
            exit = await StartAsync(driver, plan, invocation, place, ct);
            var report = Read(driver, plan, exit, hasher);
            return new(report, null, version, Stopwatch.GetElapsedTime(started), RulesDigest.Of(driver.Key, version, plan, invocation)) { ExitCode = exit.ExitCode };
        }
        catch (Exception failed) when (failed is CommandFailure or UnreadableReportException or IOException or UnauthorizedAccessException)
        {
            return new(null, OneLine.Of(failed.Message, 500), version, Stopwatch.GetElapsedTime(started)) { IsSkipped = exit is null, ExitCode = exit?.ExitCode };
        }
    }

    private Task<ToolExit> StartAsync(IScannerDriver driver, ScanPlan plan, ToolInvocation invocation, PrivateDirectory place, CancellationToken ct)
    {
        foreach (var (name, content) in invocation.Files)
            place.CreateFile(name, content);
        return ToolProcess.RunAsync(plan.Tool, invocation.Arguments, invocation.WorkingDirectory ?? place.Path, driver.Environment, timeout, ct);
    }

    private ParsedReport Read(IScannerDriver driver, ScanPlan plan, ToolExit exit, SecretHasher? hasher)
    {
        if (exit.ExitCode is null)
            throw new CommandFailure(ExitCode.Fine, $"killed: it took longer than {timeout.TotalSeconds:0} seconds");
        if (driver.NothingToScan(exit.ExitCode.Value) is { } nothing)
            return new([], nothing);
        if (!driver.Completed(exit.ExitCode.Value))
            throw new CommandFailure(ExitCode.Fine, $"ended with exit code {exit.ExitCode}{Complaint(exit.Errors)}");

        // The file was made empty before the tool ran: still empty means that the tool wrote nothing.
        if (new FileInfo(plan.ReportPath) is not { Exists: true, Length: > 0 })
            throw new UnreadableReportException("it wrote no report");
        using var report = File.OpenRead(plan.ReportPath);
        var files = new ScannedFiles(workspace);
        var parsed = driver.Parse(report, files);
        return parsed with { Findings = new SourceFacts(driver.Key, files, hasher).Complete(Fingerprints.Complete(parsed.Findings)) };
    }

    /// <summary>What the tool says of itself; null when it says nothing.</summary>
    /// <exception cref="CommandFailure">The tool cannot be started.</exception>
    public static async Task<string?> VersionAsync(IScannerDriver driver, string tool, string directory, CancellationToken ct)
    {
        var exit = await ToolProcess.RunAsync(tool, ["--version"], directory, driver.Environment, VersionTimeout, ct);
        return Number().Match(exit.Output + "\n" + exit.Errors) is { Success: true } number ? number.Value : null;
    }

    // The last line says most. It may quote code of the repository, and goes into CI logs.
    private static string Complaint(string errors)
    {
        var last = SecretMask.Text(errors).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return last is null ? "" : ": " + OneLine.Of(last, 200);
    }

    [GeneratedRegex(@"[0-9]{1,5}\.[0-9]{1,5}(?:\.[0-9]{1,5})?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
