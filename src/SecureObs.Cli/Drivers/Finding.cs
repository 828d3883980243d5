using System.Text.Json.Serialization;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Drivers;

/// <summary>One finding, ready to leave the machine: there is no way to make one whose secrets are not masked.</summary>
internal sealed record Finding
{
    private const int LongestSnippet = 4096;
    private const int LongestRead = 65_536;
    private const int MostLines = 20;

    private Finding() { }

    public required string RuleId { get; init; }
    public required Severity Severity { get; init; }
    public required string Description { get; init; }
    public string? FilePath => File?.Path;
    public int? StartLine { get; init; }
    /// <summary>1-based; null when the tool tells none.</summary>
    public int? StartColumn { get; init; }
    public int? EndLine { get; init; }
    public string? Snippet { get; private init; }
    public IReadOnlyList<string>? CweIds { get; init; }
    public string? Fingerprint { get; init; }
    /// <summary>An id of the tool's own that depends on no line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StableId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? OwaspCategories { get; init; }

    /// <summary>The vulnerable dependency, e.g. <c>pkg:npm/lodash@4.17.20</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PackageUrl { get; init; }

    /// <summary>What is known of the dependency, e.g. <c>GHSA-29mw-wpgm-hmr9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Advisory { get; init; }

    /// <summary>Other names of the advisory, e.g. <c>CVE-2020-28500</c>; never the advisory itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The resource of infrastructure code, e.g. <c>aws_s3_bucket.logs</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceAddress { get; init; }

    [JsonIgnore]
    public ScannedFile? File { get; private init; }

    /// <summary>By what it is known again, packed; null when its file cannot be read, or without a key.</summary>
    [JsonIgnore]
    public byte[]? Features { get; init; }

    /// <summary>The comment in the code that asks to have it ignored, secrets masked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IgnoredInSource { get; init; }

    /// <summary>The secret in clear, to be hashed when the finding is sent. It never leaves the process.</summary>
    [JsonIgnore]
    public SecretString? Secret { get; private init; }

    /// <summary>It is a secret and nothing else: the code around it is not looked at.</summary>
    [JsonIgnore]
    public bool IsSecret { get; private init; }

    /// <summary>A finding in code.</summary>
    /// <param name="file">Where; a file outside the workspace loses its snippet.</param>
    public static Finding InCode(
        string scanner, string ruleId, Severity severity, string? description, ScannedFile? file, string? snippet)
    {
        var secretRule = SecretMask.IsSecretRule(scanner, ruleId);
        return new()
        {
            RuleId = ruleId,
            Severity = severity,
            Description = SecretMask.Text(Cut(description ?? "", LongestRead), secretRule),
            File = file,
            Snippet = snippet is null || file is { MayBeShown: false } ? null : Cut(SecretMask.Text(Lines(snippet), secretRule), LongestSnippet),
            Secret = file is { MayBeShown: false } ? null : FoundSecret.InCode(scanner, ruleId, description, snippet is null ? null : Lines(snippet)),
        };
    }

    /// <summary>A secret that was found; the snippet is its match.</summary>
    public static Finding OfSecret(string ruleId, string? description, ScannedFile? file, string? match, string? secret)
    {
        var known = match is null || string.IsNullOrEmpty(secret) || secret.StartsWith("-----BEGIN ", StringComparison.Ordinal)
            ? match
            : match.Replace(secret, SecretMask.Secret(secret), StringComparison.Ordinal);
        return new()
        {
            RuleId = ruleId,
            IsSecret = true,
            Severity = Severity.Critical,
            Description = SecretMask.Text(Cut(description ?? "", LongestRead)),
            File = file,
            Snippet = known is null || file is { MayBeShown: false } ? null : Cut(SecretMask.Match(Cut(known, LongestRead)), LongestSnippet),
            Secret = file is { MayBeShown: false } ? null : string.IsNullOrEmpty(secret) ? FoundSecret.InMatch(match) : new(secret),
        };
    }

    private static string Lines(string snippet) =>
        string.Join('\n', Cut(snippet, LongestRead).TrimEnd().Split('\n').Take(MostLines).Select(line => line.TrimEnd('\r')));

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
