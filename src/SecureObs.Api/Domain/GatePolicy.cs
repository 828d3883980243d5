using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>Which open findings of a run block its pipeline.</summary>
[JsonConverter(typeof(WordConverter<GatePolicy>))]
public enum GatePolicy : short
{
    [JsonStringEnumMemberName("never")] Never = 0,
    [JsonStringEnumMemberName("critical")] Critical = 1,
    [JsonStringEnumMemberName("critical-and-high")] CriticalAndHigh = 2,
}

/// <summary>The gate's rule, in one place for the verdict, for annotations and for the dashboard.</summary>
internal static class GateDecision
{
    /// <summary>Whether an open finding of this severity blocks. Suppressed findings are not asked about.</summary>
    public static bool Blocks(GatePolicy policy, Severity severity) => policy switch
    {
        GatePolicy.Critical => severity >= Severity.Critical,
        GatePolicy.CriticalAndHigh => severity >= Severity.High,
        _ => false,
    };
}
