namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>A channel as it is written to.</summary>
internal sealed record DueChannel(
    Guid Id, short Kind, string Place, byte[]? Sealed, int Generation, DateTime? RotatedAt, DateTime? FailingSince, bool GivenUp);

/// <summary>How an attempt ended.</summary>
/// <param name="Reason">Null when it arrived. For the owner of the channel: never an address.</param>
internal sealed record Outcome(int? Status, string? Reason)
{
    public bool IsDelivered => Reason is null;
}
