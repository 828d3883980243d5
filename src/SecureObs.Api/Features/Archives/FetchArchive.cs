using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Archives;

internal static class FetchArchive
{
    private sealed record Row(long Bytes, byte[] Sha256, DateTime FinishedAt);

    public static void MapFetchArchive(this IEndpointRouteBuilder app) => app
        .MapGet("/api/archives/{token}", Handle)
        .AllowAnonymous()
        .Streams()
        .WithTags("Archives")
        .WithSummary("The archive of a link, whole or in pieces (Range)")
        .Produces<Stream>(StatusCodes.Status200OK, "application/zip")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        string token, ArchiveLinks links, TenantTransactions transactions, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (links.Read(token) is not var (tenant, id))
            return Problems.NotFound();
        // A closed organisation gives nothing out, whatever link there is.
        var row = await transactions.ReadAsync(tenant, async tx =>
            await tx.FirstAsync<Guid>($"select id from app.tenants where id = {tx.TenantId} and delete_after is null", ct) == tenant
                ? await tx.FirstAsync<Row>($"""
                    select a.bytes, a.sha256, a.finished_at from app.archives a
                    where a.tenant_id = {tx.TenantId} and a.id = {id} and a.finished_at is not null
                    """, ct)
                : null, ct);
        return row is null
            ? Problems.NotFound()
            : TypedResults.Stream(
                new PartReader(transactions, tenant, id, row.Bytes), "application/zip", $"secureobs-{row.FinishedAt:yyyyMMdd}.zip",
                lastModified: row.FinishedAt, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(row.Sha256)}\""), enableRangeProcessing: true);
    }
}
