using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>What people decided about a finding.</summary>
[JsonConverter(typeof(WordConverter<FindingStatus>))]
public enum FindingStatus : short
{
    [JsonStringEnumMemberName("open")] Open = 0,
    /// <summary>Known and set aside with a reason: it does not block.</summary>
    [JsonStringEnumMemberName("suppressed")] Suppressed = 1,
}

/// <summary>Why a finding is suppressed.</summary>
[JsonConverter(typeof(WordConverter<SuppressionReason>))]
public enum SuppressionReason : short
{
    [JsonStringEnumMemberName("false-positive")] FalsePositive = 1,
    [JsonStringEnumMemberName("accepted-risk")] AcceptedRisk = 2,
    [JsonStringEnumMemberName("used-in-tests")] UsedInTests = 3,
    [JsonStringEnumMemberName("other")] Other = 4,
}
