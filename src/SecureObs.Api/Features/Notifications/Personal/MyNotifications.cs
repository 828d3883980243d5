using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Notifications.Personal;

/// <summary>Stored as its number.</summary>
[JsonConverter(typeof(WordConverter<DigestFrequency>))]
public enum DigestFrequency : short
{
    [JsonStringEnumMemberName("off")] Off = 0,
    /// <summary>At 6:00 UTC.</summary>
    [JsonStringEnumMemberName("daily")] Daily = 2,
    /// <summary>On Mondays at 6:00 UTC.</summary>
    [JsonStringEnumMemberName("weekly")] Weekly = 3,
}

/// <param name="Mail">Whether this installation sends mail.</param>
/// <param name="Address">The address with which the member signed in; null when that is none, and then no mail can be sent.</param>
/// <param name="ProjectIds">Null: all projects.</param>
/// <param name="LastFailure">Why the last digest did not leave, when it did not.</param>
public sealed record MyNotifications(
    bool Mail, string? Address, DigestFrequency Frequency, IReadOnlyList<NotificationKind> Events, IReadOnlyList<Guid>? ProjectIds,
    DateTime? LastDeliveredAt, ChannelFailure? LastFailure);

/// <param name="ProjectIds">At most 200; null: all projects.</param>
public sealed record MyNotificationsRequest(
    DigestFrequency Frequency, [property: Required, MaxLength(20)] IReadOnlyList<NotificationKind> Events,
    [property: MaxLength(200)] IReadOnlyList<Guid>? ProjectIds);

/// <summary>A digest is a channel whose id is the actor id of its person.</summary>
internal static class DigestRows
{
    internal sealed record Row(short Frequency, short Events, string? ProjectIds, DateTime? DeliveredAt, DateTime? FailedAt, string? Failure)
    {
        public IReadOnlyList<Guid>? Projects => ProjectIds is null ? null : JsonSerializer.Deserialize<Guid[]>(ProjectIds);
    }

    /// <summary>Of a member; <c>Found</c> is false when that is no member any more, and the row null when the digest is off.</summary>
    public static async Task<(bool Found, string? Address, Row? Row)> FindAsync(TenantTransaction tx, Guid actor, CancellationToken ct)
    {
        var username = await tx.FirstAsync<string>($"""
            select p.username from app.memberships m join app.people_of_tenant() p on p.actor_id = m.actor_id
            where m.tenant_id = {tx.TenantId} and m.actor_id = {actor}
            """, ct);
        return (username is not null, username is not null && ChannelAddress.IsMail(username) ? username : null, await tx.FirstAsync<Row>($"""
            select c.frequency, c.events, case when c.project_ids is not null then array_to_json(array(
                    select o.id from app.projects o where o.tenant_id = {tx.TenantId} and o.id = any (c.project_ids) order by o.id))::text end as project_ids,
                c.delivered_at, c.failed_at, c.failure
            from app.notification_channels c
            where c.tenant_id = {tx.TenantId} and c.id = {actor} and c.kind = {ChannelKinds.Digest}
            """, ct));
    }
}
