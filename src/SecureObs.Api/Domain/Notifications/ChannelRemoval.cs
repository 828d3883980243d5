using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Notifications;

/// <summary>Removes a channel, which is also the digest of a member who leaves.</summary>
internal static class ChannelRemoval
{
    /// <summary>With all that it was told.</summary>
    public static async Task<int> RunAsync(TenantTransaction tx, Guid channel, CancellationToken ct)
    {
        // First, so that nothing more is noted for it meanwhile.
        await tx.ExecuteAsync($"select id from app.notification_channels where tenant_id = {tx.TenantId} and id = {channel} for update", ct);
        await tx.ExecuteAsync($"delete from app.notification_waiting where tenant_id = {tx.TenantId} and channel_id = {channel}", ct);
        await tx.ExecuteAsync($"delete from app.notification_deliveries where tenant_id = {tx.TenantId} and channel_id = {channel}", ct);
        return await tx.ExecuteAsync($"delete from app.notification_channels where tenant_id = {tx.TenantId} and id = {channel}", ct);
    }
}
