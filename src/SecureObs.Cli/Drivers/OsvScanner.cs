using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Formats;

namespace SecureObs.Cli.Drivers;

/// <summary>Vulnerable dependencies from lock files. docs/scanners/osv-scanner.md</summary>
internal sealed class OsvScanner : IScannerDriver
{
    private const string Settings = "osv-scanner.toml";
    private const int NoPackages = 128;

    public string Key => "osv-scanner";
    public string Program => "osv-scanner";
    public string InstallHint => "OSV-Scanner 1.7 or newer from https://github.com/google/osv-scanner/releases";
    public string SendsToThirdParties => "names and versions of the dependencies, and commits of git directories, to api.osv.dev. No code";
    public SupportedVersions Supported { get; } = new("1.7", "3.0");

    // A configuration of ours: otherwise osv-scanner.toml of the scanned repository could ignore what it likes.
    // No call analysis: it would build the scanned code.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "scan", "--recursive", "--no-ignore", "--no-call-analysis=all",
        "--config", Path.Combine(plan.PrivateDirectory, Settings),
        "--format", "json", "--output", plan.ReportPath,
        plan.Workspace,
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "" },
    };

    // 0: clean, 1: vulnerabilities. 127 and others: OSV-Scanner failing.
    public bool Completed(int exitCode) => exitCode is 0 or 1;

    public string? NothingToScan(int exitCode) => exitCode == NoPackages ? "no lock file and no other list of dependencies was found" : null;

    public ParsedReport Parse(Stream report, ScannedFiles files) => ToolReport.Read(new OsvFormat(), report, files, "results");
}
