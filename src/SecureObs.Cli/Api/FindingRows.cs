using SecureObs.Cli.Drivers;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Api;

/// <summary>Findings in the words of the API: those of Gitleaks have an endpoint of their own.</summary>
/// <param name="Hasher">Hashes found secrets; null when the server has no key for that yet.</param>
/// <param name="Snippets">Whether code goes along.</param>
internal sealed record FindingRows(string Scanner, string ProjectId, string PipelineRunId, SecretHasher? Hasher = null, bool Snippets = true)
{
    /// <summary>What of the project was scanned; null for all of it.</summary>
    public string? Target { get; init; }

    private static readonly string Image = $"secureobs-cli {CommandVersion.Text}";

    private bool IsGitleaks => Scanner == "gitleaks";

    public string Path => IsGitleaks ? "findings/bulk-gitleaks" : "findings/bulk-universal";

    public object Row(Finding finding) => IsGitleaks ? Leak(finding) : Universal(finding);

    private string? Hash(Finding finding) => finding.Secret is { } secret ? Hasher?.HashText(secret.Reveal()) : null;

    private UniversalFinding Universal(Finding finding) => new()
    {
        Scanner = Scanner,
        RuleId = finding.RuleId,
        FilePath = finding.FilePath,
        CodeSnippet = Snippets ? finding.Snippet : null,
        Severity = finding.Severity.Word(),
        Description = finding.Description,
        CweIds = finding.CweIds,
        OwaspCategories = finding.OwaspCategories,
        PackageUrl = finding.PackageUrl,
        Advisory = finding.Advisory,
        Aliases = finding.Aliases,
        ResourceAddress = finding.ResourceAddress,
        StartLine = finding.StartLine,
        EndLine = finding.EndLine,
        ProjectId = ProjectId,
        PipelineRunId = PipelineRunId,
        Fingerprint = finding.Fingerprint,
        // Code that can be read tells more: an id that counts equal lines changes when one of them goes.
        StableId = finding.Features is null ? finding.StableId : null,
        SecretHash = Hash(finding),
        ScannerImageVersion = Image,
        Features = finding.Features is { } features ? Convert.ToBase64String(features) : null,
        IgnoredInSource = finding.IgnoredInSource,
        Target = Target,
    };

    private GitleaksFinding Leak(Finding finding) => new()
    {
        RuleId = finding.RuleId,
        Description = finding.Description,
        File = finding.FilePath,
        StartLine = finding.StartLine,
        EndLine = finding.EndLine,
        Fingerprint = finding.Fingerprint,
        Match = Snippets ? finding.Snippet : null,
        SecretHash = Hash(finding),
        ProjectId = ProjectId,
        PipelineRunId = PipelineRunId,
        ScannerImageVersion = Image,
        IgnoredInSource = finding.IgnoredInSource,
        Target = Target,
    };
}
