using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

internal static class RemoveArchive
{
    public static void MapRemoveArchive(this IEndpointRouteBuilder archives) => archives
        .MapDelete("/{archiveId:guid}", Handle)
        .WithSummary("Remove an archive, also one that is being written; links to it end")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(Guid archiveId, TenantDb db, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (await Archive.FindAsync(tx, archiveId, ct) is null)
                return Problems.NotFound();
            await Archive.RemoveAsync(tx, archiveId, ct);
            await audit.WriteAsync(tx, AuditActions.ArchiveRemoved, archiveId, new Dictionary<string, string?>(), ct);
            return TypedResults.NoContent();
        }, ct);
}
