using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>Reads one half of the set.</summary>
internal static class PairReader
{
    /// <summary>In the order of <see cref="TokenClass"/>.</summary>
    public const string ClassMarks = "insp";

    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="JsonException">A row has a field that none has.</exception>
    public static IReadOnlyList<ReportPair> Read(string path)
    {
        var (words, lines, findings, pairs) = (new List<Token>(), new List<IReadOnlyList<Token>>(), new List<PairFinding>(), new List<ReportPair>());
        foreach (var row in Rows(path))
        {
            if (row.Word is { } word)
                words.Add(new((TokenClass)ClassMarks.IndexOf(word[0], StringComparison.Ordinal), uint.Parse(word[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            if (row.Line is { } line)
                lines.Add([.. line.Select(number => words[number])]);
            if (row.Finding is { } finding)
                findings.Add(Unpack(finding, lines));
            if (row.Pair is { } pair)
                pairs.Add(Unpack(pair, findings));
        }
        return pairs;
    }

    public static IEnumerable<PackedRow> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<PackedRow>(line, Json)!;
    }

    private static PairFinding Unpack(PackedFinding packed, List<IReadOnlyList<Token>> lines) => new(
        packed.Scanner, packed.Rule, packed.Path, packed.Place[0], packed.Place[1], packed.Place[2], packed.Place[3], packed.Hashes[0],
        [.. packed.Before.Select(number => lines[number])],
        [.. packed.Own.Select(number => lines[number])],
        [.. packed.After.Select(number => lines[number])],
        packed.Symbols, packed.EqualLinesBefore, packed.Hashes[1], packed.Hashes[2]);

    private static ReportPair Unpack(PackedPair packed, List<PairFinding> findings) => new(
        packed.Repository, packed.OldCommit, packed.NewCommit, packed.Distance, packed.Scanner,
        [.. packed.Old.Select(number => findings[number])],
        [.. packed.New.Select(number => findings[number])],
        [.. packed.Same.Chunk(3).Select(same => new SamePair(same[0], same[1], (Tracking)same[2]))],
        Reasons(packed.UnclearOld), Reasons(packed.UnclearNew), packed.Copies.ToHashSet());

    private static Dictionary<int, Unclear> Reasons(int[] packed) => packed.Chunk(2).ToDictionary(unclear => unclear[0], unclear => (Unclear)unclear[1]);
}
