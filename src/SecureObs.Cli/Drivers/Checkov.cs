using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Formats;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Drivers;

/// <summary>Infrastructure as code. docs/scanners/checkov.md</summary>
internal sealed class Checkov : IScannerDriver
{
    private const string Settings = "checkov.yaml";

    public string Key => "checkov";
    public string Program => "checkov";
    public string InstallHint => "pip install checkov";
    public string SendsToThirdParties => "nothing. Terraform modules of other places are not downloaded";
    public SupportedVersions Supported { get; } = new("3.0", "4.0");

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["CKV_SKIP_PACKAGE_UPDATE_CHECK"] = "true",
        ["BC_API_KEY"] = null,
        ["PRISMA_API_URL"] = null,
    };

    /// <summary>Checkov writes into a directory, under a name of its own.</summary>
    public string ReportName => "results_json.json";

    // `--directory=`, in one word: given in two, Checkov reads .checkov.yaml of that directory, which can name Python code to run.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "--directory=" + plan.Workspace,
        "--config-file", Path.Combine(plan.PrivateDirectory, Settings),
        "--output", "json", "--output-file-path", plan.PrivateDirectory,
        "--quiet", "--soft-fail", "--skip-download", "--download-external-modules", "false",
        "--skip-framework", "sca_package", "sca_image",
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "skip-path: [node_modules, .terraform]\n" },
    };

    // Findings exit 0 as asked with --soft-fail.
    public bool Completed(int exitCode) => exitCode == 0;

    // One object, a list of them when several kinds of files are there, or bare counts when there is nothing.
    public ParsedReport Parse(Stream report, ScannedFiles files)
    {
        var read = ToolReport.Read(new CheckovFormat(), report, files, "results.failed_checks", "[].results.failed_checks", "passed");
        return ToolReport.Count(new ReportSource(report), "results.parsing_errors[]", "[].results.parsing_errors[]") is > 0 and var unread
            ? read with { Warning = $"{unread} files could not be parsed" } : read;
    }
}
