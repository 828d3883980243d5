using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Importing;

/// <summary>
/// Knows the findings that a report has twice, and gives those that are left their fingerprints. It remembers hashes
/// alone, so that a report may be larger than memory.
/// </summary>
internal sealed class FindingMerge
{
    private readonly HashSet<UInt128> seen = [];
    private readonly Dictionary<UInt128, int> ids = [];
    private readonly Fingerprints fingerprints = new();

    /// <returns>Null of a finding that says nothing that an earlier one did not say.</returns>
    public Finding? Take(Finding finding)
    {
        // The same secret twice in a line is one: it has to be changed once.
        var column = finding.Secret is null ? finding.StartColumn : null;
        if (!seen.Add(Hash(finding.RuleId, finding.Severity.ToString(), finding.FilePath, Number(finding.StartLine), Number(finding.EndLine), Number(column),
            finding.Description, finding.Snippet, finding.Secret?.Reveal(), finding.PackageUrl, finding.Advisory, finding.ResourceAddress)))
            return null;
        return fingerprints.Complete(finding.StableId is { } id ? finding with { StableId = Counted(finding, id) } : finding);
    }

    // An id is one finding's for the API; tools that hash code give equal lines the same.
    private string Counted(Finding finding, string id)
    {
        var key = Hash(finding.RuleId, finding.FilePath, id);
        var nth = ids[key] = ids.GetValueOrDefault(key) + 1;
        return nth == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{nth}");
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static UInt128 Hash(params IEnumerable<string?> parts) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
