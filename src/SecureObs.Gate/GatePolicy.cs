using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>The published three policies: which open findings of a run block its pipeline.</summary>
[JsonConverter(typeof(WordConverter<GatePolicy>))]
public enum GatePolicy : short
{
    [JsonStringEnumMemberName("never")] Never = 0,
    [JsonStringEnumMemberName("critical")] Critical = 1,
    [JsonStringEnumMemberName("critical-and-high")] CriticalAndHigh = 2,
}
