using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Sarif;

namespace SecureObs.Cli.Drivers;

/// <summary>Many languages, by patterns. docs/scanners/devskim.md</summary>
internal sealed class DevSkim : IScannerDriver
{
    public string Key => "devskim";
    public string Program => "devskim";
    public string InstallHint => "dotnet tool install --global Microsoft.CST.DevSkim.CLI";
    public string SendsToThirdParties => "nothing";
    public SupportedVersions Supported { get; } = new("1.0", "2.0");

    // -d: comments in the scanned code do not silence a rule.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "analyze",
        "-I", plan.Workspace,
        "-O", plan.ReportPath,
        "-f", "sarif",
        "-g", "**/.git/**,**/node_modules/**,**/bin/**,**/obj/**",
        "-d", "-x", "Error",
    ]);

    // Findings do not change the exit code unless asked with -E.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files) => ToolReport.Read(new SarifFormat(), report, files, "runs[].results");
}
