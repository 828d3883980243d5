using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Channels;

internal static class ListChannels
{
    private sealed record Row(
        Guid Id, string Name, short Kind, string Place, Guid? ProjectId, string? ProjectName, short Events, DateTime? PausedAt, bool GivenUp,
        DateTime CreatedAt, Guid CreatedBy, DateTime? DeliveredAt, DateTime? FailedAt, string? Failure, long Waiting)
    {
        public ChannelItem Item(ActorNames names) => new(
            Id, Name, (ChannelKind)Kind, Place, ProjectId, ProjectName, NotificationKinds.Of(Events),
            PausedAt is not null ? ChannelState.Paused : GivenUp ? ChannelState.Failing : ChannelState.Active,
            CreatedAt, names[CreatedBy] ?? "A former member", DeliveredAt, FailedAt is { } at ? new(at, Failure ?? "") : null, Waiting);
    }

    public static void MapListChannels(this IEndpointRouteBuilder channels) => channels
        .MapGet("/", Handle)
        .WithSummary("Whom the organisation tells of what happens, oldest channel first")
        .WithDescription("Addresses are not shown: they let whoever has them write there.");

    private static async Task<Ok<ChannelList>> Handle(TenantDb db, MailSettings mail, CancellationToken ct) =>
        TypedResults.Ok(new ChannelList(await db.ReadAsync(tx => ItemsAsync(tx, ct), ct), mail.IsOn));

    private static async Task<List<ChannelItem>> ItemsAsync(TenantTransaction tx, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<Row>($"""
            select c.id, c.name, c.kind, c.place, c.project_id, p.name as project_name, c.events, c.paused_at, c.given_up, c.created_at, c.created_by,
                c.delivered_at, c.failed_at, c.failure,
                (select count(*) from app.notification_waiting w where w.tenant_id = {tx.TenantId} and w.channel_id = c.id)
                    + (select count(*) from app.notification_deliveries d where d.tenant_id = {tx.TenantId} and d.channel_id = c.id and d.state = 1) as waiting
            from app.notification_channels c
            left join app.projects p on p.tenant_id = {tx.TenantId} and p.id = c.project_id
            where c.tenant_id = {tx.TenantId} and c.kind < {ChannelKinds.Digest}
            order by c.id
            limit {Sql.Rows(CreateChannel.Most)}
            """, ct);
        var names = await ActorNames.OfAsync(tx, rows.Select(row => (Guid?)row.CreatedBy), ct);
        return [.. rows.Select(row => row.Item(names))];
    }
}
