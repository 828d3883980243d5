using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <param name="ProjectId">Null: all projects.</param>
public sealed record ChangeChannelRequest(
    [property: Required, StringLength(80), Name] string Name,
    [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<NotificationKind> Events, Guid? ProjectId, bool Paused);

internal static class ChangeChannel
{
    private sealed record Row(string Name, short Events, Guid? ProjectId, DateTime? PausedAt);

    public static void MapChangeChannel(this IEndpointRouteBuilder channels) => channels
        .MapPut("/{channelId:guid}", Handle)
        .WithSummary("Change what a channel is told of, or pause it")
        .WithDescription("Another address is another channel. What waits when a channel is paused is given up; it stays listed and can be sent again.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid channelId, ChangeChannelRequest request, TenantDb db, AuditTrail audit, CancellationToken ct)
    {
        var (entry, name, events) = (audit.NewEntry(), Names.Of(request.Name), NotificationKinds.Bits(request.Events));
        return db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var before = await tx.FirstAsync<Row>($"""
                select name, events, project_id, paused_at from app.notification_channels
                where tenant_id = {tx.TenantId} and id = {channelId} and kind < {ChannelKinds.Digest} for update
                """, ct);
            if (before is null)
                return Problems.NotFound();
            if (request.ProjectId is { } project && project != before.ProjectId && await OpenProjects.AskAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (before.Name == name && before.Events == events && before.ProjectId == request.ProjectId && (before.PausedAt is not null) == request.Paused)
                return TypedResults.NoContent();
            await tx.ExecuteAsync($"""
                update app.notification_channels set name = {name}, events = {events}, project_id = {request.ProjectId}::uuid,
                    paused_at = case when {request.Paused} then coalesce(paused_at, {entry.At}) end
                where tenant_id = {tx.TenantId} and id = {channelId}
                """, ct);
            if (request.Paused && before.PausedAt is null)
                await ChannelChanges.DropWaitingAsync(tx, channelId, "the channel was paused", ct);
            await audit.WriteAsync(tx, entry, AuditActions.ChannelChanged, channelId, new Dictionary<string, string?>
            {
                ["name"] = name,
                ["nameBefore"] = before.Name == name ? null : before.Name,
                ["events"] = ChannelChanges.Words(request.Events),
                ["eventsBefore"] = before.Events == events ? null : ChannelChanges.Words(NotificationKinds.Of(before.Events)),
                ["project"] = request.ProjectId?.ToString(),
                ["projectBefore"] = before.ProjectId == request.ProjectId ? null : before.ProjectId?.ToString(),
                ["paused"] = request.Paused ? "true" : null,
            }, ct);
            return TypedResults.NoContent();
        }, ct);
    }
}
