using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

internal static class GetRetention
{
    public static void MapGetRetention(this IEndpointRouteBuilder retention) => retention
        .MapGet("/", Handle)
        .WithSummary("How long findings, runs, analyses and the audit trail are kept, and what the last round deleted");

    private static async Task<Ok<RetentionState>> Handle(TenantDb db, TenantPlan plans, CancellationToken ct) =>
        TypedResults.Ok(await db.ReadAsync(tx => RetentionState.ReadAsync(tx, plans, ct), ct));
}
