using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Deliveries;

internal static class ReplayDelivery
{
    private sealed record Row(short State, bool Paused);

    public static void MapReplayDelivery(this IEndpointRouteBuilder channels) => channels
        .MapPost("/{channelId:guid}/deliveries/{deliveryId:guid}/replay", Handle)
        .WithSummary("Send a message again that arrived or was given up")
        .WithDescription("With the same id and the same body, so that a receiver can tell. It leaves with the next minute of the channel.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Accepted, ProblemHttpResult>> Handle(Guid channelId, Guid deliveryId, TenantDb db, AuditTrail audit, CancellationToken ct)
    {
        var entry = audit.NewEntry();
        return db.TransactAsync<Results<Accepted, ProblemHttpResult>>(async tx =>
        {
            var row = await tx.FirstAsync<Row>($"""
                select d.state, c.paused_at is not null as paused
                from app.notification_deliveries d
                join app.notification_channels c on c.tenant_id = {tx.TenantId} and c.id = d.channel_id and c.kind < {ChannelKinds.Digest}
                where d.tenant_id = {tx.TenantId} and d.channel_id = {channelId} and d.id = {deliveryId} for update of d
                """, ct);
            if (row is null)
                return Problems.NotFound();
            if (row.Paused)
                return Problems.ChannelPaused();
            if (row.State == (short)DeliveryState.Waiting)
                return Problems.DeliveryWaiting();
            await tx.ExecuteAsync($"""
                update app.notification_deliveries set state = {DeliveryState.Waiting}, next_at = {entry.At}, started_at = {entry.At}, attempts = 0
                where tenant_id = {tx.TenantId} and id = {deliveryId}
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.DeliveryReplayed, channelId, new Dictionary<string, string?> { ["delivery"] = $"{deliveryId}" }, ct);
            return TypedResults.Accepted((string?)null);
        }, ct);
    }
}
