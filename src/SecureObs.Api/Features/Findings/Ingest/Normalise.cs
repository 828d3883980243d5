using SecureObs.Api.Platform.Database;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>What every kind of row goes through.</summary>
internal static class Normalise
{
    public const int RuleLength = 256;
    public const int PathLength = 1024;
    public const int DescriptionLength = 16_000;
    public const int SnippetLength = 4_096;
    public const int FingerprintLength = 512;
    public const int VersionLength = 100;
    public const int PackageUrlLength = 1024;
    public const int IgnoredLength = 200;
    private const int SnippetLines = 20;

    private static readonly string[] Mounts = ["/workspace/", "workspace/", "./"];

    /// <summary>The path as the repository has it: published clients scan a mount at /workspace.</summary>
    public static string? Path(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;
        var relative = path.Replace('\\', '/');
        foreach (var mount in Mounts)
        {
            if (relative.StartsWith(mount, StringComparison.Ordinal) && relative.Length > mount.Length)
                return relative[mount.Length..];
        }
        return relative;
    }

    /// <summary>At most 20 lines, secrets masked.</summary>
    public static string? Snippet(string? snippet, bool secretRule)
    {
        if (string.IsNullOrWhiteSpace(snippet))
            return null;
        return SecretMask.Text(snippet.AsSpan().Count('\n') < SnippetLines ? snippet : string.Join('\n', snippet.Split('\n')[..SnippetLines]), secretRule);
    }

    public static string? Description(string? description, bool secretRule) =>
        string.IsNullOrWhiteSpace(description) ? null : SecretMask.Text(description, secretRule);

    /// <summary>The name that most databases share: a CVE before others, and of several the first in order.</summary>
    public static string? Advisory(string? advisory, string[] aliases) => advisory is null && aliases.Length == 0 ? null : aliases.Append(advisory)
        .Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => StoredText.Line(name!, RuleLength))
        .OrderBy(name => name.StartsWith("CVE-", StringComparison.Ordinal) ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal)
        .FirstOrDefault();
}
