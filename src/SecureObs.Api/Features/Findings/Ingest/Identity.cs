using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>By what a finding is looked for when it arrives. docs/identity.md has the ladder.</summary>
/// <param name="fingerprint">32 bytes: the strongest. One of them known is the same finding.</param>
/// <param name="weaker">The others, the strongest first; enumerated once.</param>
/// <param name="kins">16 bytes each: what says the same, wherever it stands. The first is its own.</param>
internal sealed class IdentityKeys(byte[] fingerprint, IEnumerable<byte[]> weaker, IEnumerable<byte[]> kins, Rung exact, Rung near)
{
    /// <summary>Its own: the strongest one.</summary>
    public byte[] Fingerprint => fingerprint;

    /// <summary>The fingerprint as text, to look it up by.</summary>
    public string Key => field ??= Convert.ToHexString(Fingerprint);

    /// <summary>All that it has; made when they are asked for, as most rows are known by the first.</summary>
    public IReadOnlyList<byte[]> Fingerprints => field ??= [fingerprint, .. weaker];

    public IReadOnlyList<byte[]> Kins => field ??= [.. kins];

    public byte[] Kin => Kins[0];

    /// <summary>The rung of a known fingerprint.</summary>
    public Rung Exact => exact;

    /// <summary>The rung of a kin.</summary>
    public Rung Near => near;
}

/// <summary>
/// Makes the keys of findings, and tells whether their content differs. All are hashes of length-prefixed parts, so that
/// no two lists of parts give the same bytes.
/// </summary>
internal static class Identity
{
    private const string Version = "1";

    /// <param name="rules">The rule and its other names; the first is the one that the finding came with.</param>
    public static IdentityKeys Keys(IncomingFinding finding, IReadOnlyList<string> rules)
    {
        var near = finding switch
        {
            { PackageUrl: not null } => Rung.Package,
            { ResourceAddress: not null } => Rung.Resource,
            { SecretHash: not null } => Rung.Secret,
            _ => Rung.NearestLine,
        };
        var exact = finding.StableId is not null ? Rung.ToolId : near is Rung.NearestLine ? Rung.Content : near;
        // The strongest of every name before the next weaker one of any.
        var fingerprints = rules.Count == 1 ? Fingerprints(finding, rules[0]) : rules.SelectMany(rule => Fingerprints(finding, rule).Select((bytes, strength) => (bytes, strength)))
            .OrderBy(each => each.strength).Select(each => each.bytes);
        var all = fingerprints.GetEnumerator();
        all.MoveNext();
        return new(all.Current, Rest(all), rules.Select(rule => Kin(finding, rule)), exact, near);
    }

    private static IEnumerable<byte[]> Rest(IEnumerator<byte[]> begun)
    {
        while (begun.MoveNext())
            yield return begun.Current;
    }

    /// <summary>16 bytes over everything that a later report may change without making it another finding.</summary>
    public static byte[] Content(IncomingFinding finding)
    {
        List<string?> parts =
        [
            finding.Severity.ToString(), Number(finding.StartLine), Number(finding.EndLine), finding.Description, finding.Snippet,
            string.Join('\n', finding.Cwe), string.Join('\n', finding.Owasp),
        ];
        // No parts of what has none: what was stored before there were such is still the same.
        Add(parts, "secret", finding.SecretHash is { } secret ? Convert.ToHexString(secret) : null);
        Add(parts, "features", finding.Features is { } features ? Convert.ToHexString(SHA256.HashData(features)) : null);
        Add(parts, "ignored", finding.IgnoredInSource);
        Add(parts, "package", finding.PackageUrl);
        Add(parts, "advisory", finding.Advisory);
        Add(parts, "resource", finding.ResourceAddress);
        return Hash([.. parts])[..16];
    }

    private static void Add(List<string?> parts, string name, string? value)
    {
        if (value is not null)
            parts.AddRange(name == "secret" ? [value] : [name, value]);
    }

    private static IEnumerable<byte[]> Fingerprints(IncomingFinding finding, string rule)
    {
        if (finding.StableId is { } id)
            yield return Hash("2", finding.Scanner, rule, "tool", finding.FilePath, id);
        if (finding.PackageUrl is { } package)
            yield return Hash("2", finding.Scanner, "package", package, finding.Advisory ?? rule, finding.FilePath);
        if (finding.ResourceAddress is { } address)
            yield return Hash("2", finding.Scanner, rule, "resource", address, finding.FilePath, Number(finding.StartLine));
        if (finding.CodeContent is { } code)
            yield return Hash("2", finding.Scanner, rule, "code", finding.FilePath, code.ToString("x16", null), Number(finding.Ordinal));
        // The client's own: it may hold line numbers, so it is good for telling repetitions, and for nothing else.
        if (finding.ClientFingerprint is { } client)
            yield return Hash(Version, finding.Scanner, rule, finding.FilePath, "client", client);
        else
        {
            // What is said tells two of one rule apart that stand on one line.
            yield return Hash("2", finding.Scanner, rule, finding.FilePath, "place", Number(finding.StartLine), Number(finding.EndLine), finding.Snippet, finding.Description);
            // As it was made before; nothing new is stored under it.
            yield return Hash(Version, finding.Scanner, rule, finding.FilePath, "place", Number(finding.StartLine), Number(finding.EndLine),
                finding.Snippet, finding.StartLine is null ? finding.Description : null);
        }
    }

    private static byte[] Kin(IncomingFinding finding, string rule) => (finding switch
    {
        { PackageUrl: { } package } => Hash("kin", finding.Scanner, "package", WithoutVersion(package), finding.Advisory ?? rule),
        { ResourceAddress: { } address } => Hash("kin", finding.Scanner, rule, "resource", address),
        { SecretHash: { } secret } => Hash("kin", finding.Scanner, rule, "secret", Convert.ToHexString(secret)),
        { Snippet: { } snippet } => Hash("kin", finding.Scanner, rule, "text", Plain(snippet)),
        _ => Hash("kin", finding.Scanner, rule, "said", Plain(finding.Description ?? "")),
    })[..16];

    /// <summary>pkg:type/namespace/name@version?qualifiers#subpath: the name is what stays. (github.com/package-url/purl-spec)</summary>
    private static string WithoutVersion(string package)
    {
        var end = package.IndexOfAny(['?', '#']);
        var name = end < 0 ? package : package[..end];
        var at = name.LastIndexOf('@');
        return at > name.LastIndexOf('/') ? name[..at] : name;
    }

    /// <summary>Without white space and numbers: some tools write line numbers into the code.</summary>
    private static string Plain(string text)
    {
        var kept = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var sign in text)
            if (!char.IsWhiteSpace(sign) && !char.IsAsciiDigit(sign))
                kept[length++] = sign;
        var plain = new string(kept, 0, length);
        ArrayPool<char>.Shared.Return(kept);
        return plain;
    }

    private static string? Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>SHA-256.</summary>
    private static byte[] Hash(params ReadOnlySpan<string?> parts)
    {
        var most = 0;
        foreach (var part in parts)
            most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part?.Length ?? 0);
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var end = 0;
            foreach (var part in parts)
            {
                var length = part is null ? 0 : Encoding.UTF8.GetBytes(part, bytes.AsSpan(end + sizeof(int)));
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(end), part is null ? -1 : length);
                end += sizeof(int) + length;
            }
            return SHA256.HashData(bytes.AsSpan(0, end));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
