using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <param name="Address">What may be shown of it: the host, or who gets mail.</param>
/// <param name="ProjectId">Null: all projects.</param>
/// <param name="LastFailure">The last attempt that failed; older than <c>lastDeliveredAt</c> when it is over.</param>
/// <param name="Waiting">How many events and messages wait to be sent.</param>
public sealed record ChannelItem(
    Guid Id, string Name, ChannelKind Kind, string Address, Guid? ProjectId, string? ProjectName, IReadOnlyList<NotificationKind> Events, ChannelState State,
    DateTime CreatedAt, string CreatedBy, DateTime? LastDeliveredAt, ChannelFailure? LastFailure, long Waiting);

public sealed record ChannelFailure(DateTime At, string Reason);

/// <param name="Items">All: an organisation has at most 50.</param>
/// <param name="Mail">Whether this installation sends mail: without, a channel of kind email is refused.</param>
public sealed record ChannelList(IReadOnlyList<ChannelItem> Items, bool Mail) : IPage
{
    int IPage.Count => Items.Count;
}
