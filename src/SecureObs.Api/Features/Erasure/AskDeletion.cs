using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

/// <param name="Name">The name of what is deleted, to be sure.</param>
public sealed record DeletionRequest([property: Required, StringLength(120)] string Name);

internal static class AskDeletion
{
    public static void MapAskDeletion(this IEndpointRouteBuilder deletion) => deletion
        .MapPost("/", Handle)
        .WithSummary("Close the organisation now, and delete everything of it after seven days")
        .WithDescription("Keys and invitations are unknown from then on, and members see that it is closed. An owner can take it back for seven days. Repeating it is harmless.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<TenantDeletion>, ProblemHttpResult>> Handle(
        DeletionRequest request, TenantDb db, MemberLock members, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<Ok<TenantDeletion>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            if (await TenantDeletion.ReadAsync(tx, ct) is not { } before)
                return Problems.NotFound();
            if (before.Name != request.Name)
                return Problems.NameDiffers();
            if (before.DeleteAfter is not null)
                return TypedResults.Ok(before);
            var now = clock.GetUtcNow();
            await tx.ExecuteAsync($"""
                update app.tenants set delete_asked_at = {now}, delete_after = {now + TenantDeletion.Days} where id = {tx.TenantId}
                """, ct);
            await audit.WriteAsync(tx, AuditActions.TenantDeletionAsked, tx.TenantId,
                new Dictionary<string, string?> { ["deleteAfter"] = $"{now + TenantDeletion.Days:O}" }, ct);
            return TypedResults.Ok((await TenantDeletion.ReadAsync(tx, ct))!);
        }, ct);
}
