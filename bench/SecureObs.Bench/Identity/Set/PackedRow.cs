using System.Text.Json.Serialization;

namespace SecureObs.Bench.Identity;

/// <summary>
/// A row of the file: a word, a line of code, a finding or a pair. Rows name earlier ones by their number among their
/// kind, so what many reports have in common is stored once.
/// </summary>
internal sealed record PackedRow
{
    /// <summary>The class (i, n, s, p) and the hash in eight hex digits.</summary>
    [JsonPropertyName("w")] public string? Word { get; init; }

    /// <summary>Numbers of words.</summary>
    [JsonPropertyName("l")] public int[]? Line { get; init; }

    [JsonPropertyName("f")] public PackedFinding? Finding { get; init; }

    [JsonPropertyName("pair")] public PackedPair? Pair { get; init; }
}

/// <param name="Place">Start line, end line, start column, end column.</param>
/// <param name="Hashes">Message, GitHub's line hash, fingerprint.</param>
internal sealed record PackedFinding(
    [property: JsonPropertyName("s")] string Scanner,
    [property: JsonPropertyName("r")] string Rule,
    [property: JsonPropertyName("p")] string Path,
    [property: JsonPropertyName("at")] int[] Place,
    [property: JsonPropertyName("h")] uint[] Hashes,
    [property: JsonPropertyName("b")] int[] Before,
    [property: JsonPropertyName("o")] int[] Own,
    [property: JsonPropertyName("a")] int[] After,
    [property: JsonPropertyName("y")] uint[] Symbols,
    [property: JsonPropertyName("e")] int EqualLinesBefore);

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
