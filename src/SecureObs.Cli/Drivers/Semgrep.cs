using System.Text.RegularExpressions;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Formats;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Drivers;

/// <summary>Many languages, by patterns of syntax. docs/scanners/semgrep.md</summary>
internal sealed partial class Semgrep : IScannerDriver
{
    private const string DefaultRules = "p/default";

    public string Key => "semgrep";
    public string Program => "semgrep";
    public string InstallHint => "pip install semgrep";
    public string SendsToThirdParties => "no code and no metrics. It asks semgrep.dev for the rules, unless they are a directory of yours";
    public SupportedVersions Supported { get; } = new("1.38", "2.0");

    // Also without the options below: `semgrep --version` would ask semgrep.dev for a newer one. A login would add rules.
    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["SEMGREP_SEND_METRICS"] = "off",
        ["SEMGREP_ENABLE_VERSION_CHECK"] = "0",
        ["SEMGREP_APP_TOKEN"] = null,
        ["SEMGREP_RULES"] = null,
    };

    // --disable-nosem, --no-git-ignore: the scanned repository has no say in what is found.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "scan", "--config", Rules(plan),
        "--json", "--output", plan.ReportPath,
        "--metrics", "off", "--disable-version-check", "--oss-only",
        "--disable-nosem", "--no-git-ignore", "--quiet",
        "--exclude", ".git", "--exclude", "node_modules",
        plan.Workspace,
    ])
    {
        // Older versions read it from the working directory; without it they leave tests out.
        Files = new Dictionary<string, string> { [".semgrepignore"] = ".git/\nnode_modules/\n" },
    };

    // Findings do not change the exit code unless asked with --error.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files)
    {
        var read = ToolReport.Read(new SemgrepFormat(), report, files, "results");
        return ToolReport.Count(new ReportSource(report), "errors[]") is > 0 and var errors
            ? read with { Warning = $"{errors} files or rules could not be read in full" } : read;
    }

    /// <summary>A pack of the registry, or a place outside the workspace: a pull request must not change the rules it is judged by.</summary>
    private static string Rules(ScanPlan plan)
    {
        var told = plan.Options.GetValueOrDefault("config")?.Trim();
        if (string.IsNullOrEmpty(told) || Pack().IsMatch(told))
            return string.IsNullOrEmpty(told) ? DefaultRules : told;
        if (told is "auto")
            throw new CommandFailure(ExitCode.Fine, "its config \"auto\" sends the repository's address to semgrep.dev: name packs or a directory");
        if (!Path.IsPathFullyQualified(told) || new ScannedFiles(plan.Workspace).Locate(told) is { IsInside: true } || !Path.Exists(told))
            throw new CommandFailure(ExitCode.Fine, "its config is neither a pack such as p/default nor a directory or file outside the workspace");
        return told;
    }

    [GeneratedRegex(@"^[pr]/[\w.-]{1,200}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pack();
}
