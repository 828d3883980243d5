using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Archives;

/// <param name="Path">Of this installation. Whoever has it fetches the archive: give it to nobody.</param>
public sealed record ArchiveLink(string Path, DateTime ExpiresAt);

internal static class LinkArchive
{
    public static void MapLinkArchive(this IEndpointRouteBuilder archives) => archives
        .MapPost("/{archiveId:guid}/link", Handle)
        .ShowsSecret()
        .WithSummary("An address under which the archive is fetched for an hour, also in pieces")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ArchiveLink>, ProblemHttpResult>> Handle(
        Guid archiveId, TenantDb db, ArchiveLinks links, AuditTrail audit, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return db.TransactAsync<Results<Ok<ArchiveLink>, ProblemHttpResult>>(async tx =>
        {
            if (await Archive.FindAsync(tx, archiveId, ct) is not { } archive)
                return Problems.NotFound();
            if (archive.FinishedAt is null)
                return Problems.ArchiveUnfinished();
            await audit.WriteAsync(tx, AuditActions.ArchiveLinked, archiveId, new Dictionary<string, string?>(), ct);
            var (token, end) = links.Make(tx.TenantId, archiveId);
            return TypedResults.Ok(new ArchiveLink($"/api/archives/{token}", end.UtcDateTime));
        }, ct);
    }
}
