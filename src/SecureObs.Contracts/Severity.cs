using System.Text.Json.Serialization;

namespace SecureObs.Contracts;

/// <summary>
/// How bad a finding is, in one scale for every tool. The number is stored and sorts: a higher one is worse.
/// How the words of each tool map to it stands in docs/severities.md and in <see cref="Severities"/>.
/// </summary>
[JsonConverter(typeof(WordConverter<Severity>))]
public enum Severity : short
{
    /// <summary>The tool named none, or a word that is not in the table. Never blocks.</summary>
    [JsonStringEnumMemberName("UNKNOWN")] Unknown = 0,
    [JsonStringEnumMemberName("INFO")] Info = 1,
    [JsonStringEnumMemberName("LOW")] Low = 2,
    [JsonStringEnumMemberName("MEDIUM")] Medium = 3,
    [JsonStringEnumMemberName("HIGH")] High = 4,
    [JsonStringEnumMemberName("CRITICAL")] Critical = 5,
}
