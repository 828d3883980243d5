using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <param name="Address">An https URL; of an email channel up to 20 addresses, separated by commas.</param>
/// <param name="Events">What it is told of, at least one.</param>
/// <param name="ProjectId">Absent: all projects.</param>
public sealed record CreateChannelRequest(
    [property: Required, StringLength(80), Name] string Name, ChannelKind Kind, [property: Required, StringLength(2000)] string Address,
    [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<NotificationKind> Events, Guid? ProjectId = null)
{
    /// <summary>Hides the address: a record would print it.</summary>
    public override string ToString() => $"{nameof(CreateChannelRequest)} {Kind}";
}

/// <param name="SigningKey">Of a webhook: what its messages are signed with. Shown this once.</param>
public sealed record CreatedChannel(Guid Id, string? SigningKey)
{
    /// <summary>Hides the key: a record would print it.</summary>
    public override string ToString() => $"{nameof(CreatedChannel)} {Id}";
}

internal static class CreateChannel
{
    public const int Most = 50;

    public static void MapCreateChannel(this IEndpointRouteBuilder channels) => channels
        .MapPost("/", Handle)
        .ShowsSecret()
        .WithSummary("Tell a webhook, Slack, Teams or people by e-mail of what happens; a webhook's signing key is shown this once")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedChannel>, ProblemHttpResult>> Handle(
        CreateChannelRequest request, HttpContext context, TenantDb db, MemberLock members, Caller caller, AuditTrail audit, ChannelKeys keys, MailSettings mail, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (request.Kind is ChannelKind.Email && !mail.IsOn)
            return Problems.MailOff();
        if (ChannelAddress.Read(request.Kind, request.Address) is not { Problem: null } address)
            return Problems.ChannelAddressInvalid(ChannelAddress.Read(request.Kind, request.Address).Problem!);
        var (entry, name, tenant) = (audit.NewEntry(), Names.Of(request.Name), caller.TenantId);
        var sealedAddress = address.Url is null ? null : keys.Seal(tenant, entry.Id, address.Url);
        return await db.TransactAsync<Results<Created<CreatedChannel>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } role)
                return role;
            if (request.ProjectId is { } project && await OpenProjects.AskAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (await ChannelAddress.StrangerAsync(tx, address, ct) is { } stranger)
                return Problems.ChannelAddressInvalid(stranger);
            if (await tx.FirstAsync<long>($"""
                select count(*) from app.notification_channels where tenant_id = {tx.TenantId} and kind < {ChannelKinds.Digest} and id <> {entry.Id}
                """, ct) >= Most)
                return Problems.TooManyChannels(Most);
            await tx.ExecuteAsync($"""
                insert into app.notification_channels (tenant_id, id, kind, name, place, sealed, project_id, events, created_by, created_at, next_at)
                values ({tx.TenantId}, {entry.Id}, {request.Kind}, {name}, {address.Shown}, {sealedAddress}::bytea, {request.ProjectId}::uuid,
                    {NotificationKinds.Bits(request.Events)}, {caller.ActorId}, {entry.At}, {entry.At})
                on conflict on constraint notification_channels_pk do nothing
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.ChannelCreated, entry.Id, new Dictionary<string, string?>
            {
                ["name"] = name,
                ["kind"] = WireWords<ChannelKind>.Of(request.Kind),
                ["host"] = address.Host,
                ["events"] = ChannelChanges.Words(request.Events),
                ["project"] = request.ProjectId?.ToString(),
            }, ct);
            var key = request.Kind is ChannelKind.Webhook ? keys.SigningKeyText(tenant, entry.Id, generation: 1) : null;
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/notifications/channels", new CreatedChannel(entry.Id, key));
        }, ct);
    }
}
