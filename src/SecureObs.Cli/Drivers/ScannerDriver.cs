namespace SecureObs.Cli.Drivers;

/// <summary>
/// What we know about one tool: how to ask it, when it answered, and how to read the answer.
/// A driver starts nothing itself, so it is tested with a recorded report and no tool installed.
/// </summary>
internal interface IScannerDriver
{
    /// <summary>The scanner's key in the catalogue. Never changes once released.</summary>
    string Key { get; }

    /// <summary>The command that is looked for on PATH.</summary>
    string Program { get; }

    /// <summary>How to get the tool, for the row of a scan that misses it.</summary>
    string InstallHint { get; }

    /// <summary>What the tool sends to anybody but the SecureObs API.</summary>
    string SendsToThirdParties { get; }

    /// <summary>A tool of another version is not run: its findings might be missed or misread.</summary>
    SupportedVersions Supported { get; }

    /// <summary>What the tool gets in its environment, also when it is asked for its version; null takes a variable away.</summary>
    IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>();

    /// <summary>The report's name, for tools that choose it themselves.</summary>
    string ReportName => "report.json";

    /// <summary>How to ask for the findings of a directory.</summary>
    /// <exception cref="CommandFailure">Something that the tool needs is not there.</exception>
    ToolInvocation Plan(ScanPlan plan);

    /// <summary>Whether the tool did its job. Many exit non-zero because they found something.</summary>
    bool Completed(int exitCode);

    /// <summary>Why there is no report, when the tool ended well because nothing of its kind is there; else null.</summary>
    string? NothingToScan(int exitCode) => null;

    /// <summary>Reads the tool's report. Secrets are masked in what it returns.</summary>
    /// <exception cref="UnreadableReportException">The report is not what the tool writes: never read as no findings.</exception>
    ParsedReport Parse(Stream report, ScannedFiles files);
}

/// <summary>The places of one scan, absolute.</summary>
/// <param name="Tool">The tool that was found.</param>
/// <param name="Workspace">The directory to scan.</param>
/// <param name="ReportPath">Where the tool shall write its report.</param>
/// <param name="PrivateDirectory">An empty directory of this scan alone, gone after it.</param>
internal sealed record ScanPlan(string Tool, string Workspace, string ReportPath, string PrivateDirectory)
{
    /// <summary>What the project asks of the tool, from its settings at the API; the repository has no say.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>One start of a tool.</summary>
internal sealed record ToolInvocation(IReadOnlyList<string> Arguments)
{
    /// <summary>Where the tool starts; the private directory unless the tool insists on another.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Files of ours that the tool reads, by name in the private directory.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The tool's settings in words that are the same on every machine; null when the arguments and files are.</summary>
    public string? Settings { get; init; }
}

/// <param name="Findings">In the order of the report.</param>
/// <param name="Warning">What the tool could not look at, in one line.</param>
internal sealed record ParsedReport(IReadOnlyList<Finding> Findings, string? Warning = null);

internal sealed class UnreadableReportException(string message, Exception? cause = null) : Exception(message, cause);
