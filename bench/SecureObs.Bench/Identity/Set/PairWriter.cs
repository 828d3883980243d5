using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace SecureObs.Bench.Identity;

/// <summary>Writes one half of the set: what is equal once, and nothing that is not in <see cref="PairFinding"/>.</summary>
internal sealed class PairWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly Dictionary<string, int> words = [];
    private readonly Dictionary<string, int> lines = [];
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
            finding.Scanner, finding.Rule, finding.Path,
            [finding.StartLine, finding.EndLine, finding.StartColumn, finding.EndColumn],
            [finding.Message, finding.LineHash, finding.Fingerprint],
            [.. finding.Before.Select(Number)], [.. finding.Own.Select(Number)], [.. finding.After.Select(Number)],
            [.. finding.Symbols], finding.EqualLinesBefore);
        return Number(findings, JsonSerializer.Serialize(packed, PairReader.Json), new() { Finding = packed });
    }

    private int Number(IReadOnlyList<Token> line)
    {
        int[] packed = [.. line.Select(Number)];
        return Number(lines, string.Join(' ', packed), new() { Line = packed });
    }

    private int Number(Token token)
    {
        var word = string.Create(CultureInfo.InvariantCulture, $"{PairReader.ClassMarks[(int)token.Class]}{token.Hash:x8}");
        return Number(words, word, new() { Word = word });
    }

    private int Number(Dictionary<string, int> numbers, string key, PackedRow row)
    {
        if (numbers.TryGetValue(key, out var known))
            return known;
        Write(row);
        return numbers[key] = numbers.Count;
    }

    private void Write(PackedRow row) => writer.Write(JsonSerializer.Serialize(row, PairReader.Json) + "\n");

    public void Dispose() => writer.Dispose();
}
