using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

internal static class GetDeletion
{
    public static void MapGetDeletion(this IEndpointRouteBuilder deletion) => deletion
        .MapGet("/", Handle)
        .WithSummary("Whether and when the organisation is deleted")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<TenantDeletion>, ProblemHttpResult>> Handle(TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<TenantDeletion>, ProblemHttpResult>>(async tx =>
            await TenantDeletion.ReadAsync(tx, ct) is { } deletion ? TypedResults.Ok(deletion) : Problems.NotFound(), ct);
}
