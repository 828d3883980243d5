using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

internal static class AskArchive
{
    public static void MapAskArchive(this IEndpointRouteBuilder archives) => archives
        .MapPost("/", Handle)
        .WithSummary("Write an archive of everything that the organisation has; a job does it")
        .WithDescription("One at a time. It is kept for seven days; an older one goes when a new one is asked for.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Accepted<Archive>, ProblemHttpResult>> Handle(
        TenantDb db, MemberLock members, Caller caller, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return db.TransactAsync<Results<Accepted<Archive>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            foreach (var other in await Archive.ListAsync(tx, ct))
            {
                if (other.Id == id)   // of an attempt whose answer got lost
                    return TypedResults.Accepted((string?)null, other);
                if (other is { FinishedAt: null, HasFailed: false })
                    return Problems.ArchiveInWork();
                await Archive.RemoveAsync(tx, other.Id, ct);
            }
            await tx.ExecuteAsync($"""
                insert into app.archives (tenant_id, id, asked_by, asked_at, expires_at)
                values ({tx.TenantId}, {id}, {caller.ActorId}, {now}, {now + Archive.Kept})
                """, ct);
            await audit.WriteAsync(tx, AuditActions.ArchiveAsked, id, new Dictionary<string, string?>(), ct);
            return TypedResults.Accepted((string?)null, (await Archive.FindAsync(tx, id, ct))!);
        }, ct);
    }
}
