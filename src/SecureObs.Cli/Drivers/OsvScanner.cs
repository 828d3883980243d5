using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Vulnerable dependencies from lock files. docs/scanners/osv-scanner.md</summary>
internal sealed partial class OsvScanner : IScannerDriver
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

    public ParsedReport Parse(Stream report, ScannedFiles files) => new(
    [
        .. Report.Read(report, OsvScannerJson.Default.OsvReport).Results.SelectMany(source => source.Packages.SelectMany(package =>
            (package.Vulnerabilities ?? []).Select(vulnerability => Read(source.Source, package, vulnerability, files)))),
    ]);

    private Finding Read(OsvSource? source, OsvPackage package, OsvVulnerability vulnerability, ScannedFiles files)
    {
        // A group holds vulnerabilities that are one and the same under several names.
        var group = package.Groups?.FirstOrDefault(group => group.Ids.Contains(vulnerability.Id));
        var (name, version) = (package.Package.Name, package.Package.Version);
        var said = $"{name} {version}: {vulnerability.Summary ?? vulnerability.Id}\n\n{vulnerability.Details}".TrimEnd();
        return Finding.InCode(Key, vulnerability.Id, SeverityOf(package, vulnerability, group), said, files.Locate(source?.Path), null) with
        {
            PackageUrl = PackageUrls.Of(package.Package.Ecosystem, name, version),
            Advisory = vulnerability.Id,
            Aliases = new[] { vulnerability.Aliases, group?.Ids, group?.Aliases }.SelectMany(names => names ?? [])
                .Where(other => other != vulnerability.Id).Distinct().ToArray() is { Length: > 0 } aliases ? aliases : null,
            CweIds = vulnerability.Own?.CweIds is { Length: > 0 } cwes ? cwes : null,
        };
    }

    // The score of CVSS by its own scale (first.org/cvss, "Qualitative Severity Rating Scale"), else the worst word that sources have for it.
    private static Severity SeverityOf(OsvPackage package, OsvVulnerability vulnerability, OsvGroup? group) =>
        double.TryParse(group?.Score, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            ? score switch { >= 9 => Severity.Critical, >= 7 => Severity.High, >= 4 => Severity.Medium, > 0 => Severity.Low, _ => Severity.Info }
            : (package.Vulnerabilities ?? []).Where(other => other == vulnerability || group?.Ids.Contains(other.Id) is true)
                .Max(other => Severities.Parse(other.Own?.Severity));

    internal sealed record OsvReport([property: JsonPropertyName("results")] OsvResult[] Results);

    internal sealed record OsvResult(
        [property: JsonPropertyName("packages")] OsvPackage[] Packages,
        [property: JsonPropertyName("source")] OsvSource? Source = null);

    internal sealed record OsvSource([property: JsonPropertyName("path")] string? Path = null);

    internal sealed record OsvPackage(
        [property: JsonPropertyName("package")] OsvName Package,
        [property: JsonPropertyName("vulnerabilities")] OsvVulnerability[]? Vulnerabilities = null,
        [property: JsonPropertyName("groups")] OsvGroup[]? Groups = null);

    internal sealed record OsvName(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("version")] string? Version = null,
        [property: JsonPropertyName("ecosystem")] string Ecosystem = "");

    internal sealed record OsvVulnerability(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("aliases")] string[]? Aliases = null,
        [property: JsonPropertyName("summary")] string? Summary = null,
        [property: JsonPropertyName("details")] string? Details = null,
        [property: JsonPropertyName("database_specific")] JsonElement? Specific = null)
    {
        /// <summary>What GitHub's advisories say beside the format; other sources write other things there.</summary>
        public OsvOwn? Own => Specific is { ValueKind: JsonValueKind.Object } own ? new(own) : null;
    }

    internal sealed class OsvOwn(JsonElement own)
    {
        public string? Severity => own.TryGetProperty("severity", out var word) && word.ValueKind is JsonValueKind.String ? word.GetString() : null;

        public string[]? CweIds => own.TryGetProperty("cwe_ids", out var ids) && ids.ValueKind is JsonValueKind.Array
            ? [.. ids.EnumerateArray().Where(id => id.ValueKind is JsonValueKind.String).Select(id => id.GetString()!)] : null;
    }

    internal sealed record OsvGroup(
        [property: JsonPropertyName("ids")] string[] Ids,
        [property: JsonPropertyName("aliases")] string[]? Aliases = null,
        [property: JsonPropertyName("max_severity")] string? Score = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(OsvReport))]
    private sealed partial class OsvScannerJson : JsonSerializerContext;
}
