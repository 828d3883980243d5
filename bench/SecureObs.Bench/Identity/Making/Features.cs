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
    private const int Around = 3;
    private const int MostOwn = 20;

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
        var end = Math.Min(raw.EndLine, raw.Line + MostOwn - 1);
        return new(
            scanner, raw.Rule, found.Path, raw.Line, raw.EndLine, raw.StartColumn, raw.EndColumn, Hash(raw.Finding.Description),
            Lines(file.Between(raw.Line - Around, raw.Line - 1)), Lines(file.Between(raw.Line, end)), Lines(file.Between(raw.EndLine + 1, raw.EndLine + Around)),
            [.. new Symbols(file.Lines).Around(raw.Line).Select(Hash)],
            file.EqualLinesBefore(raw.Line), Hash(file.LineHash(raw.Line)), Hash(fingerprint));
    }

    private static IReadOnlyList<IReadOnlyList<Token>> Lines(IEnumerable<string> lines) =>
        [.. lines.Select(line => (IReadOnlyList<Token>)[.. Words.Of(line).Select(word => new Token(word.Class, Hash(word.Text)))])];

    private static uint Hash(string text) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Salt + "\0" + text)));
}
