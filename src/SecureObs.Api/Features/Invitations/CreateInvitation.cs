using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Invitations;

/// <param name="Role">What the new member will be; only an owner invites owners.</param>
/// <param name="ExpiresInDays">1 to 30; 7 when not given.</param>
/// <param name="Note">For whom, in one's own words. It recognises nobody: whoever has the link may use it.</param>
public sealed record CreateInvitationRequest(
    RoleName Role, [property: Range(1, 30)] int? ExpiresInDays = null, [property: StringLength(200), Name] string? Note = null);

/// <param name="Token">Shown this once; afterwards only its hash exists. A link carries it behind '#', where no server sees it: /invite#TOKEN.</param>
public sealed record CreatedInvitation(Guid Id, RoleName Role, string Token, DateTime ExpiresAt)
{
    /// <summary>Hides the token: a record would print it.</summary>
    public override string ToString() => $"{nameof(CreatedInvitation)} {Id}";
}

internal static class CreateInvitation
{
    private const int Days = 7;

    public static void MapCreateInvitation(this IEndpointRouteBuilder invitations) => invitations
        .MapPost("/", Handle)
        .ShowsSecret()
        .WithSummary("Invite somebody by a link that works once; the answer is the only time that its token is shown")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status402PaymentRequired);

    private static async Task<Results<Created<CreatedInvitation>, ProblemHttpResult>> Handle(
        CreateInvitationRequest request, HttpContext context, TenantDb db, InvitationIssue issue, TimeProvider clock, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (id, secret, now) = (Guid.CreateVersion7(), InvitationSecret.Generate(), clock.GetUtcNow());
        var expires = now.AddDays(request.ExpiresInDays ?? Days);
        return await db.TransactAsync<Results<Created<CreatedInvitation>, ProblemHttpResult>>(async tx =>
            await issue.StoreAsync(tx, id, secret, request, now, expires, ct) is { } refusal
                ? refusal
                : TypedResults.Created($"/api/tenants/{tx.TenantId}/invitations/{id}",
                    new CreatedInvitation(id, request.Role, secret.Reveal(), expires.UtcDateTime)), ct);
    }
}

/// <summary>Stores a new invitation, of which the database learns the hash alone.</summary>
internal sealed class InvitationIssue(Caller caller, MemberLock members, PlanLimits limits, AuditTrail audit)
{
    /// <returns>Why not, or null. A repeated attempt with the same id changes nothing.</returns>
    public async Task<ProblemHttpResult?> StoreAsync(
        TenantTransaction tx, Guid id, InvitationSecret secret, CreateInvitationRequest request, DateTimeOffset now, DateTimeOffset expires, CancellationToken ct)
    {
        var role = await members.TakeAndAskAsync(tx, ct);
        if (MemberLock.Refusal(role, TenantRole.Admin) is { } refusal)
            return refusal;
        if (request.Role is RoleName.Owner && role is not TenantRole.Owner)
            return Problems.OwnerNeeded();
        if (await limits.OneMoreMemberAsync(tx, ct) is { } full)
            return full;
        var note = request.Note is null ? null : Names.Of(request.Note);
        var inserted = await tx.ExecuteAsync($"""
            insert into app.invitations (tenant_id, id, public_part, secret_hash, role, note, created_by, created_at, expires_at)
            values ({tx.TenantId}, {id}, {secret.PublicPart}, {secret.Hash()}, {request.Role}, {note}::text, {caller.ActorId}, {now}, {expires})
            on conflict on constraint invitations_pk do nothing
            """, ct);
        if (inserted == 1)
            await audit.WriteAsync(tx, AuditActions.InvitationCreated, id, new Dictionary<string, string?>
            {
                ["role"] = WireWords<RoleName>.Of(request.Role),
                ["expires"] = expires.UtcDateTime.ToString("O"),
            }, ct);
        return null;
    }
}
