using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Invitations;

/// <summary>An invitation as lists show it: enough to recognise it, nothing to use it by.</summary>
/// <param name="Prefix">How its token begins.</param>
/// <param name="AcceptedBy">Who joined by it; null while nobody did.</param>
public sealed record InvitationItem(
    Guid Id, RoleName Role, string? Note, string Prefix, DateTime CreatedAt, string CreatedBy, DateTime ExpiresAt,
    DateTime? RevokedAt, DateTime? AcceptedAt, string? AcceptedBy, InvitationState State);

[JsonConverter(typeof(WordConverter<InvitationState>))]
public enum InvitationState
{
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("accepted")] Accepted,
    [JsonStringEnumMemberName("revoked")] Revoked,
    [JsonStringEnumMemberName("expired")] Expired,
}

internal static class ListInvitations
{
    private const string FormerMember = "A former member";

    private sealed record Row(
        Guid Id, short Role, string? Note, string PublicPart, DateTime CreatedAt, string? CreatedBy, DateTime ExpiresAt,
        DateTime? RevokedAt, DateTime? AcceptedAt, string? AcceptedBy)
    {
        public InvitationItem Item(DateTime now) => new(
            Id, (RoleName)Role, Note, InvitationSecret.Marker + PublicPart, CreatedAt, CreatedBy ?? FormerMember, ExpiresAt,
            RevokedAt, AcceptedAt, AcceptedAt is null ? null : AcceptedBy ?? FormerMember,
            AcceptedAt is not null ? InvitationState.Accepted
                : RevokedAt is not null ? InvitationState.Revoked
                : ExpiresAt <= now ? InvitationState.Expired
                : InvitationState.Open);
    }

    public static void MapListInvitations(this IEndpointRouteBuilder invitations) => invitations
        .MapGet("/", Handle)
        .WithSummary("Invitations, newest first; accepted, revoked and expired ones stay listed")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<InvitationItem>>, ProblemHttpResult>> Handle(
        string? after, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and i.id < {last}";
        }
        var rows = await db.ReadAsync(tx => tx.QueryAsync<Row>($"""
            select i.id, i.role, i.note, i.public_part, i.created_at, c.name as created_by, i.expires_at,
                i.revoked_at, i.accepted_at, a.name as accepted_by
            from app.invitations i
            left join app.people_of_tenant() c on c.actor_id = i.created_by
            left join app.people_of_tenant() a on a.actor_id = i.accepted_by
            where i.tenant_id = {tx.TenantId} {start}
            order by i.id desc
            limit {Sql.Rows(Pages.Size + 1)}
            """, ct), ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item(now))], Pages.Size, item => Cursor.Write(item.Id)));
    }
}
