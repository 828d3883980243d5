using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Formats;

namespace SecureObs.Cli.Drivers;

/// <summary>Vulnerable dependencies, misconfiguration, secrets and licences of a directory. docs/scanners/trivy.md</summary>
internal sealed class Trivy : IScannerDriver
{
    private const string Settings = "trivy.yaml";
    private const string Ignores = "trivyignore";
    private const string SecretSettings = "trivy-secret.yaml";

    public string Key => "trivy";
    public string Program => "trivy";
    public string InstallHint => "Trivy 0.50 or newer from https://github.com/aquasecurity/trivy/releases";
    public string SendsToThirdParties => "nothing of the workspace. It downloads its databases and checks from container registries";
    public SupportedVersions Supported { get; } = new("0.50", "1.0");

    // Older versions do not know these, and pass over them.
    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["TRIVY_DISABLE_TELEMETRY"] = "true",
        ["TRIVY_SKIP_VERSION_CHECK"] = "true",
    };

    // Settings of ours in every place where Trivy looks for some, so that those of the scanned repository are not obeyed.
    // --offline-scan: otherwise dependencies of a pom.xml are asked of Maven's repository.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "filesystem", "--scanners", "vuln,misconfig,secret,license",
        "--format", "json", "--output", plan.ReportPath,
        "--config", Path.Combine(plan.PrivateDirectory, Settings),
        "--ignorefile", Path.Combine(plan.PrivateDirectory, Ignores),
        "--secret-config", Path.Combine(plan.PrivateDirectory, SecretSettings),
        "--offline-scan", "--quiet", "--no-progress", "--exit-code", "0", "--timeout", "24h",
        plan.Workspace,
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "{}\n", [Ignores] = "", [SecretSettings] = "{}\n" },
    };

    // Findings exit 0 as asked above.
    public bool Completed(int exitCode) => exitCode == 0;

    // Without findings there are no results either.
    public ParsedReport Parse(Stream report, ScannedFiles files) => ToolReport.Read(new TrivyFormat(), report, files, "SchemaVersion");
}
