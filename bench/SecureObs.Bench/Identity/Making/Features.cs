using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Bench.Identity.Labelling;
using SecureObs.Cli.Drivers;
using SecureObs.Identity;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Makes findings of the set: here code becomes hashes.</summary>
internal static class Features
{
    private const string Salt = "SecureObs identity pairs 1";
    private const int MostOwn = 20;
    private static readonly CodeReader Reader = new(Long);

    /// <summary>The findings of one report, whole: which of several equal ones a finding is depends on the others.</summary>
    public static IReadOnlyList<PairFinding> Of(string scanner, IReadOnlyList<Found> report)
    {
        var sent = Fingerprints.Complete([.. report.Select(found => Finding.InCode(
            scanner, found.Raw.Rule, found.Raw.Finding.Severity, found.Raw.Finding.Description, new(found.Path, IsInside: true), found.Raw.Finding.Snippet) with
        {
            StartLine = found.Raw.Finding.StartLine,
        })]);
        return [.. report.Zip(sent, (found, finding) => Of(scanner, found, finding.Fingerprint!))];
    }

    private static PairFinding Of(string scanner, Found found, string fingerprint)
    {
        var (raw, file) = (found.Raw, found.File);
        return new(
            scanner, raw.Rule, Hash(raw.Finding.Description), Hash(Bare(file.Between(raw.Line, raw.Line))),
            Hash(Bare(file.Between(raw.Line, Math.Min(raw.EndLine, raw.Line + MostOwn - 1)))), Hash(file.LineHash(raw.Line)), Hash(fingerprint),
            Reader.Read($"{scanner} {raw.Rule}", found.Path, raw.StartColumn, file.Excerpt(raw.Line, raw.EndLine) ?? throw new InvalidOperationException($"{found.Path} has no line {raw.Line}")));
    }

    private static string Bare(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => string.Concat(line.Where(sign => !char.IsWhiteSpace(sign)))));

    private static uint Hash(string text) => (uint)(Long(text) >> 32);

    private static ulong Long(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Salt + "\0" + text)));
}
