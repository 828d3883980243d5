using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>
/// Where a finding stands: what scans see, what people said of it, and what is laid over both. The database derives it
/// (findings.status); only what a date ends is left to the reader, see <see cref="FindingState"/>.
/// </summary>
[JsonConverter(typeof(WordConverter<FindingStatus>))]
public enum FindingStatus : short
{
    [JsonStringEnumMemberName("open")] Open = 0,
    /// <summary>Somebody looks at it. It still blocks.</summary>
    [JsonStringEnumMemberName("in-review")] InReview = 1,
    /// <summary>A complete scan does not see it any more, or a person said so and no scan since has seen it.</summary>
    [JsonStringEnumMemberName("resolved")] Resolved = 2,
    /// <summary>Suppressed: it is no weakness.</summary>
    [JsonStringEnumMemberName("false-positive")] FalsePositive = 3,
    /// <summary>Suppressed: it is one, and somebody bears it.</summary>
    [JsonStringEnumMemberName("risk-accepted")] RiskAccepted = 4,
    /// <summary>Suppressed: it is one without a price, as in tests.</summary>
    [JsonStringEnumMemberName("wont-fix")] WontFix = 5,
}
