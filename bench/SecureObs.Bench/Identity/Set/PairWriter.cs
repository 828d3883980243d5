using System.IO.Compression;
using System.Text.Json;
using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>Writes one half of the set: what is equal once, and nothing that is not in <see cref="PairFinding"/>.</summary>
internal sealed class PairWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly Dictionary<string, int> findings = [];

    public PairWriter(string path) => writer = new(new GZipStream(File.Create(path), CompressionLevel.SmallestSize));

    public void Add(ReportPair pair)
    {
        int[] old = [.. pair.Old.Select(Number)], @new = [.. pair.New.Select(Number)];
        Write(new()
        {
            Pair = new(
                pair.Repository, pair.OldCommit, pair.NewCommit, pair.Distance, pair.Scanner, old, @new,
                [.. pair.Same.OrderBy(same => same.Old).SelectMany(same => new[] { same.Old, same.New, (int)same.How })],
                Reasons(pair.UnclearOld), Reasons(pair.UnclearNew), [.. pair.Copies.Order()]),
        });
    }

    private static int[] Reasons(IReadOnlyDictionary<int, Unclear> unclear) =>
        [.. unclear.OrderBy(position => position.Key).SelectMany(position => new[] { position.Key, (int)position.Value })];

    private int Number(PairFinding finding)
    {
        var packed = new PackedFinding(
            finding.Scanner, finding.Rule, finding.Path, [finding.Message, finding.FirstLine, finding.Lines, finding.LineHash, finding.Fingerprint],
            PackedFeatures.Pack(finding.Features, ordinal: 1));
        var key = JsonSerializer.Serialize(packed, PairReader.Json);
        if (findings.TryGetValue(key, out var known))
            return known;
        Write(new() { Finding = packed });
        return findings[key] = findings.Count;
    }

    private void Write(PackedRow row) => writer.Write(JsonSerializer.Serialize(row, PairReader.Json) + "\n");

    public void Dispose() => writer.Dispose();
}
