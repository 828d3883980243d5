using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <summary>What several changes of a channel share.</summary>
internal static class ChannelChanges
{
    public static string Words(IEnumerable<NotificationKind> events) =>
        string.Join(", ", events.Distinct().Order().Select(WireWords<NotificationKind>.Of));

    /// <summary>What waits is not told any more: messages stay listed, and can be sent again.</summary>
    public static async Task DropWaitingAsync(TenantTransaction tx, Guid channel, string reason, CancellationToken ct)
    {
        await tx.ExecuteAsync($"delete from app.notification_waiting where tenant_id = {tx.TenantId} and channel_id = {channel}", ct);
        await tx.ExecuteAsync($"""
            update app.notification_deliveries set state = 3, next_at = null, last_reason = {reason}
            where tenant_id = {tx.TenantId} and channel_id = {channel} and state = 1
            """, ct);
    }
}
