using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.LargeImports;

internal static class SendImport
{
    /// <summary>After decompression.</summary>
    public const long MaximumBytes = 512L * 1024 * 1024;

    /// <summary>Above it the answer is 202.</summary>
    public const long DirectBytes = BulkRequest.MaximumBytes;

    public static void MapSendImport(this IEndpointRouteBuilder imports) => imports
        .MapPost("/", Handle)
        .WithSummary("Take in findings of any scanner, however many")
        .WithDescription("A bare JSON array of rows as in bulk-universal, up to 512 MiB after decompression. It is stored part by part as it arrives. "
            + "Name it by importId to go on where it broke off: send it again, or what comes from firstRow on.")
        .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
        .Accepts<UniversalFinding[]>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status402PaymentRequired)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <param name="importId">A UUID of the client's choice; one is made when it is not given.</param>
    /// <param name="firstRow">The number of the first row of this body; 0 when it is the whole.</param>
    private static async Task<Results<Ok<Import>, Accepted<Import>, ProblemHttpResult>> Handle(
        string projectId, Guid? importId, int? firstRow, HttpContext context, TenantDb db, Caller caller, ImportRun run, CancellationToken ct)
    {
        if (firstRow < 0 || (firstRow > 0 && importId is null))
            return Problems.QueryInvalid("firstRow", "must be 0 or more, and needs 'importId'");
        var project = Guid.Parse(projectId);
        var reach = new ImportReach(project, caller.OnlyRun);
        var (access, known) = await db.TransactAsync(async tx => (
            await OpenProjects.AskAsync(tx, [project], ct), importId is { } id ? await ImportProgress.FindAsync(tx, reach, id, ct) : null), ct);
        if (access is not ProjectAccess.Open)
            return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
        var from = known ?? new Import(importId ?? Guid.CreateVersion7(), 0, 0, 0, 0, false);
        if (firstRow > from.Rows)
            return Problems.ImportElsewhere(from.Rows);

        var (import, refusal) = await run.RunAsync(reach, from, firstRow ?? 0, importId is not null, context.Request.BodyReader, ct);
        PlanNotice.Write(context, run.Notice);
        if (refusal is not null)
            return refusal;
        return import.Bytes > DirectBytes ? TypedResults.Accepted($"/api/projects/{project}/imports/{import.ImportId}", import) : TypedResults.Ok(import);
    }
}
