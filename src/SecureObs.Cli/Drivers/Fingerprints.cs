using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Cli.Drivers;

/// <summary>
/// Gives findings whose tool names no identity one of their own: rule, path, the code without white space, and which of
/// several equal ones it is. It holds no line number, so a finding stays itself when code above it grows, and two on one
/// line, as minified code has them, stay two.
/// </summary>
internal sealed partial class Fingerprints
{
    // Of what was seen a hash: a report may have more findings than fit into memory.
    private readonly Dictionary<UInt128, int> seen = [];

    public static IReadOnlyList<Finding> Complete(IReadOnlyList<Finding> findings) => [.. findings.Select(new Fingerprints().Complete)];

    /// <summary>The findings of one report, one after the other.</summary>
    public Finding Complete(Finding finding)
    {
        if (finding.Fingerprint is not null)
            return finding;
        var place = string.Join('\0', finding.RuleId, finding.FilePath, Content(finding));
        var key = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
        var nth = seen[key] = seen.GetValueOrDefault(key) + 1;
        return finding with { Fingerprint = Hash(string.Create(CultureInfo.InvariantCulture, $"{place}\0{nth}")) };
    }

    /// <summary>A dependency is its package. Without code, e.g. for a file as a whole, what is said and where has to do.</summary>
    private static string Content(Finding finding) => finding switch
    {
        { PackageUrl: { } package } => package,
        { Snippet: { } snippet } => WhiteSpace().Replace(snippet, ""),
        _ => string.Create(CultureInfo.InvariantCulture, $"{finding.StartLine} {finding.Description}"),
    };

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
