using System.Text.Json.Serialization;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Notifications.Deliveries;

/// <summary>Stored as its number.</summary>
[JsonConverter(typeof(WordConverter<DeliveryState>))]
public enum DeliveryState : short
{
    [JsonStringEnumMemberName("waiting")] Waiting = 1,
    [JsonStringEnumMemberName("delivered")] Delivered = 2,
    [JsonStringEnumMemberName("given-up")] GivenUp = 3,
}

/// <param name="Id">Also what the receiver gets as <c>webhook-id</c>.</param>
/// <param name="ProjectId">Null when it tells of several, or of none.</param>
/// <param name="RunId">Null when it tells of several, or of none.</param>
/// <param name="LastStatus">The HTTP status of the last answer; null when there was none.</param>
public sealed record DeliveryItem(
    Guid Id, IReadOnlyList<NotificationKind> Events, Guid? ProjectId, string? ProjectName, Guid? RunId, DateTime CreatedAt, DeliveryState State, int Attempts,
    int? LastStatus, string? LastReason, DateTime? NextAttemptAt, DateTime? DeliveredAt);
