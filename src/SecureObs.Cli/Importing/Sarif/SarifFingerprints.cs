using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>
/// The tool's own id of a result (3.27.16, 3.27.17). SARIF leaves open what fingerprints are made of: lines, commits and mail addresses are among
/// them. So only those are taken that are known to be made of code.
/// </summary>
internal static class SarifFingerprints
{
    // CodeQL and GitHub's upload; Semgrep; Flawfinder; Snyk Code. Without the version that follows a slash.
    private static readonly string[] OfCode = ["primaryLocationLineHash", "matchBasedId", "contextHash", "contextRegionHash", "identity"];

    public static string? StableId(JsonElement result) =>
        Known(result.At("fingerprints")) ?? Known(result.At("partialFingerprints"));

    private static string? Known(JsonElement fingerprints)
    {
        foreach (var name in OfCode)
        {
            foreach (var each in fingerprints.Members())
            {
                // Semgrep writes "requires login" where it tells none.
                if (each.Name.Split('/')[0] == name && each.Value.Text() is { Length: <= 256 } value && !value.Contains(' ', StringComparison.Ordinal))
                    return $"{each.Name}={value}";
            }
        }
        return null;
    }
}
