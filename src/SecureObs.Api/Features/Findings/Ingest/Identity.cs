using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>
/// By what a finding is the same finding again, and by what its content differs. Both are hashes of length-prefixed
/// parts, so that no two lists of parts give the same bytes.
/// </summary>
internal static class Identity
{
    private const string Version = "1";

    /// <summary>
    /// 32 bytes: scanner, rule and path, and then the client's fingerprint, or else the lines and the code. A finding
    /// without a line is told apart by what it says.
    /// </summary>
    public static byte[] Fingerprint(IncomingFinding finding) => finding.ClientFingerprint is { } client
        ? Hash(Version, finding.Scanner, finding.RuleId, finding.FilePath, "client", client)
        : Hash(Version, finding.Scanner, finding.RuleId, finding.FilePath, "place", Number(finding.StartLine), Number(finding.EndLine),
            finding.Snippet, finding.StartLine is null ? finding.Description : null);

    /// <summary>16 bytes over everything that a later report may change without making it another finding.</summary>
    public static byte[] Content(IncomingFinding finding)
    {
        List<string?> parts =
        [
            finding.Severity.ToString(), Number(finding.StartLine), Number(finding.EndLine), finding.Description, finding.Snippet,
            string.Join('\n', finding.Cwe), string.Join('\n', finding.Owasp),
        ];
        // Not a part of what has none: what was stored before there were hashes is still the same.
        if (finding.SecretHash is { } secret)
            parts.Add(Convert.ToHexString(secret));
        return Hash([.. parts])[..16];
    }

    private static string? Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Hash(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}
