using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.LargeImports;

internal static class GetImport
{
    public static void MapGetImport(this IEndpointRouteBuilder imports) => imports
        .MapGet("/{importId:guid}", Handle)
        .WithSummary("How far an import has come")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Import>, ProblemHttpResult>> Handle(string projectId, Guid importId, TenantDb db, Caller caller, CancellationToken ct) =>
        await db.ReadAsync(tx => ImportProgress.FindAsync(tx, new(Guid.Parse(projectId), caller.OnlyRun), importId, ct), ct) is { } import
            ? TypedResults.Ok(import) : Problems.NotFound();
}
