using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Channels;

internal static class RemoveChannel
{
    public static void MapRemoveChannel(this IEndpointRouteBuilder channels) => channels
        .MapDelete("/{channelId:guid}", Handle)
        .WithSummary("Tell a channel nothing more, and forget what it was told; repeating it is harmless");

    private static Task<NoContent> Handle(Guid channelId, TenantDb db, AuditTrail audit, CancellationToken ct) => db.TransactAsync(async tx =>
    {
        var name = await tx.FirstAsync<string>($"""
            select name from app.notification_channels where tenant_id = {tx.TenantId} and id = {channelId} and kind < {ChannelKinds.Digest} for update
            """, ct);
        if (name is not null && await ChannelRemoval.RunAsync(tx, channelId, ct) == 1)
            await audit.WriteAsync(tx, AuditActions.ChannelRemoved, channelId, new Dictionary<string, string?> { ["name"] = name }, ct);
        return TypedResults.NoContent();
    }, ct);
}
