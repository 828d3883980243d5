using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>Reads one half of the set.</summary>
internal static class PairReader
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="JsonException">A row has a field that none has.</exception>
    public static IReadOnlyList<ReportPair> Read(string path)
    {
        var (findings, pairs) = (new List<PairFinding>(), new List<ReportPair>());
        foreach (var row in Rows(path))
        {
            if (row.Finding is { } finding)
                findings.Add(Unpack(finding));
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

    private static PairFinding Unpack(PackedFinding packed) => new(
        packed.Scanner, packed.Rule, packed.Hashes[0], packed.Hashes[1], packed.Hashes[2], packed.Hashes[3], packed.Hashes[4],
        PackedFeatures.Unpack(packed.Features, $"{packed.Scanner} {packed.Rule}").Features);

    private static ReportPair Unpack(PackedPair packed, List<PairFinding> findings) => new(
        packed.Repository, packed.OldCommit, packed.NewCommit, packed.Distance, packed.Scanner,
        [.. packed.Old.Select(number => findings[number])],
        [.. packed.New.Select(number => findings[number])],
        [.. packed.Same.Chunk(3).Select(same => new SamePair(same[0], same[1], (Tracking)same[2]))],
        Reasons(packed.UnclearOld), Reasons(packed.UnclearNew), packed.Copies.ToHashSet());

    private static Dictionary<int, Unclear> Reasons(int[] packed) => packed.Chunk(2).ToDictionary(unclear => unclear[0], unclear => (Unclear)unclear[1]);
}
