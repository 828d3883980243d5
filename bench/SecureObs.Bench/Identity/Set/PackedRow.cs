using System.Text.Json.Serialization;

namespace SecureObs.Bench.Identity;

/// <summary>A row of the file: a finding or a pair. A pair names findings by their number, so what many reports have in common is stored once.</summary>
internal sealed record PackedRow
{
    [JsonPropertyName("f")] public PackedFinding? Finding { get; init; }

    [JsonPropertyName("pair")] public PackedPair? Pair { get; init; }
}

/// <param name="Hashes">Message, first line, lines, GitHub's line hash, fingerprint.</param>
/// <param name="Features">As they travel in the product, in base 64.</param>
internal sealed record PackedFinding(
    [property: JsonPropertyName("s")] string Scanner,
    [property: JsonPropertyName("r")] string Rule,
    [property: JsonPropertyName("p")] string Path,
    [property: JsonPropertyName("h")] uint[] Hashes,
    [property: JsonPropertyName("b")] byte[] Features);

/// <param name="Same">Old, new and how, one after the other.</param>
/// <param name="UnclearOld">Position and reason, one after the other; so is <paramref name="UnclearNew"/>.</param>
internal sealed record PackedPair(
    [property: JsonPropertyName("repository")] string Repository,
    [property: JsonPropertyName("from")] string OldCommit,
    [property: JsonPropertyName("to")] string NewCommit,
    [property: JsonPropertyName("distance")] int Distance,
    [property: JsonPropertyName("scanner")] string Scanner,
    [property: JsonPropertyName("old")] int[] Old,
    [property: JsonPropertyName("new")] int[] New,
    [property: JsonPropertyName("same")] int[] Same,
    [property: JsonPropertyName("unclearOld")] int[] UnclearOld,
    [property: JsonPropertyName("unclearNew")] int[] UnclearNew,
    [property: JsonPropertyName("copies")] int[] Copies);
