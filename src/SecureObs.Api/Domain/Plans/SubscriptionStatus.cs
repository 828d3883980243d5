using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain.Plans;

/// <summary>Where a subscription stands, in Stripe's words; stored as its number.</summary>
[JsonConverter(typeof(WordConverter<SubscriptionStatus>))]
public enum SubscriptionStatus : short
{
    [JsonStringEnumMemberName("trialing")] Trialing = 1,
    [JsonStringEnumMemberName("active")] Active = 2,
    /// <summary>A payment failed, and Stripe tries again: the plan holds meanwhile.</summary>
    [JsonStringEnumMemberName("past_due")] PastDue = 3,
    [JsonStringEnumMemberName("canceled")] Canceled = 4,
    [JsonStringEnumMemberName("unpaid")] Unpaid = 5,
    /// <summary>The first payment is not made yet.</summary>
    [JsonStringEnumMemberName("incomplete")] Incomplete = 6,
    [JsonStringEnumMemberName("incomplete_expired")] IncompleteExpired = 7,
    [JsonStringEnumMemberName("paused")] Paused = 8,
}
