using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Invitations;

[CarriesKey]
public sealed record InvitationTokenRequest([property: Required, StringLength(200)] string Token)
{
    /// <summary>Hides the token: a record would print it.</summary>
    public override string ToString() => nameof(InvitationTokenRequest);
}

/// <summary>Where an invitation leads, before one accepts it.</summary>
/// <param name="AlreadyMember">Whether the caller is a member: then there is nothing to accept.</param>
public sealed record InvitationPreview(string TenantName, RoleName Role, DateTime ExpiresAt, bool AlreadyMember);

internal static class PreviewInvitation
{
    private sealed record Row(string Name, short Role, DateTime ExpiresAt, bool AlreadyMember);

    public static void MapPreviewInvitation(this IEndpointRouteBuilder invited) => invited
        .MapPost("/preview", Handle)
        .WithSummary("Where an invitation leads; one that is unknown, used, revoked or expired is not found")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<InvitationPreview>, ProblemHttpResult>> Handle(
        InvitationTokenRequest request, HttpContext context, ClaimsPrincipal user, InvitationEntry entry, TenantDb db, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await entry.EnterAsync(user, request.Token, ct) is not { } entered)
            return Problems.NotFound();
        var row = await db.ReadAsync(tx => tx.FirstAsync<Row>($"""
            select t.name, i.role, i.expires_at,
                exists (select from app.memberships m where m.tenant_id = {tx.TenantId} and m.person_id = {entered.Person}) as already_member
            from app.invitations i join app.tenants t on t.id = {tx.TenantId}
            where i.tenant_id = {tx.TenantId} and i.id = {entered.Invitation}
            """, ct), ct);
        return row is null
            ? Problems.NotFound()
            : TypedResults.Ok(new InvitationPreview(row.Name, (RoleName)row.Role, row.ExpiresAt, row.AlreadyMember));
    }
}
