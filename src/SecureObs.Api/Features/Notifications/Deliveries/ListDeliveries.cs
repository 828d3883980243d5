using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Deliveries;

internal static class ListDeliveries
{
    private sealed record Row(
        Guid Id, short Events, Guid? ProjectId, string? ProjectName, Guid? RunId, DateTime CreatedAt, short State, int Attempts, int? LastStatus, string? LastReason,
        DateTime? NextAt, DateTime? DeliveredAt)
    {
        public DeliveryItem Item => new(
            Id, NotificationKinds.Of(Events), ProjectId, ProjectName, RunId, CreatedAt, (DeliveryState)State, Attempts, LastStatus, LastReason, NextAt, DeliveredAt);
    }

    public static void MapListDeliveries(this IEndpointRouteBuilder channels) => channels
        .MapGet("/{channelId:guid}/deliveries", Handle)
        .WithSummary("What a channel was told in the last 30 days, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<DeliveryItem>>, ProblemHttpResult>> Handle(Guid channelId, string? after, TenantDb db, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and d.id < {last}";
        }
        var rows = await db.ReadAsync<List<Row>?>(async tx => await tx.FirstAsync<bool>($"""
            select true from app.notification_channels where tenant_id = {tx.TenantId} and id = {channelId} and kind < {ChannelKinds.Digest}
            """, ct)
            ? await tx.QueryAsync<Row>($"""
                select d.id, d.events, p.id as project_id, p.name as project_name, d.run_id, d.created_at, d.state, d.attempts, d.last_status, d.last_reason,
                    d.next_at, d.delivered_at
                from app.notification_deliveries d
                left join app.projects p on p.tenant_id = {tx.TenantId} and cardinality(d.project_ids) = 1 and p.id = d.project_ids[1]
                where d.tenant_id = {tx.TenantId} and d.channel_id = {channelId} {start}
                order by d.id desc
                limit {Sql.Rows(Pages.Size + 1)}
                """, ct)
            : null, ct);
        return rows is null ? Problems.NotFound() : TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item)], Pages.Size, item => Cursor.Write(item.Id)));
    }
}
