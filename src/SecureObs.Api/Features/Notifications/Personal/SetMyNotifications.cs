using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Notifications.Personal;

internal static class SetMyNotifications
{
    public static void MapSetMyNotifications(this IEndpointRouteBuilder mine) => mine
        .MapPut("/", Handle)
        .WithSummary("Get a digest by e-mail, or none")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        MyNotificationsRequest request, TenantDb db, Caller caller, MemberLock members, AuditTrail audit, MailSettings mail, CancellationToken ct)
    {
        var entry = audit.NewEntry();
        Guid[]? projects = request.ProjectIds is null ? null : [.. request.ProjectIds.Distinct()];
        return db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // Who leaves meanwhile must not leave a digest behind.
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Member) is { } role)
                return role;
            var isOff = request.Frequency is DigestFrequency.Off || request.Events.Count == 0;
            if (!isOff && !mail.IsOn)
                return Problems.MailOff();
            if (!isOff && (await DigestRows.FindAsync(tx, caller.ActorId, ct)).Address is null)
                return Problems.OwnAddressMissing();
            if (projects is not null && await tx.FirstAsync<long>($"select count(*) from app.projects where tenant_id = {tx.TenantId} and id = any ({projects})", ct) != projects.Length)
                return Problems.NotFound();
            var changed = isOff
                ? await ChannelRemoval.RunAsync(tx, caller.ActorId, ct)
                : await StoreAsync(tx, request, projects, caller.ActorId, entry.At, ct);
            if (changed == 1)
                await audit.WriteAsync(tx, entry, AuditActions.DigestChanged, caller.ActorId, new Dictionary<string, string?>
                {
                    ["frequency"] = WireWords<DigestFrequency>.Of(isOff ? DigestFrequency.Off : request.Frequency),
                    ["events"] = isOff ? null : ChannelChanges.Words(request.Events),
                }, ct);
            return TypedResults.NoContent();
        }, ct);
    }

    private static Task<int> StoreAsync(TenantTransaction tx, MyNotificationsRequest request, Guid[]? projects, Guid actor, DateTimeOffset now, CancellationToken ct) =>
        tx.ExecuteAsync($"""
            insert into app.notification_channels as c (tenant_id, id, kind, name, project_ids, events, frequency, created_by, created_at, next_at)
            values ({tx.TenantId}, {actor}, {ChannelKinds.Digest}, 'Digest', {projects}::uuid[], {NotificationKinds.Bits(request.Events)}, {request.Frequency}, {actor}, {now}, {now})
            on conflict on constraint notification_channels_pk do update set
                project_ids = excluded.project_ids, events = excluded.events, frequency = excluded.frequency
            where (c.project_ids, c.events, c.frequency) is distinct from (excluded.project_ids, excluded.events, excluded.frequency)
            """, ct);
}
