using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Gates;

public sealed record SetGatePolicyRequest(GatePolicy Policy);

internal static class SetGatePolicy
{
    public static void MapSetGatePolicy(this IEndpointRouteBuilder project) => project
        .MapPut("/gate-policy", Handle)
        .WithSummary("Choose which findings block this project's pipelines")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, SetGatePolicyRequest request, TenantDb db, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var before = await tx.FirstAsync<short?>($"""
                select gate_policy from app.projects where tenant_id = {tx.TenantId} and id = {projectId} for update
                """, ct);
            if (before is null)
                return Problems.NotFound();
            if ((GatePolicy)before != request.Policy)
            {
                await tx.ExecuteAsync($"""
                    update app.projects set gate_policy = {request.Policy} where tenant_id = {tx.TenantId} and id = {projectId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.GatePolicyChanged, projectId,
                    new Dictionary<string, string?> { ["from"] = WireWords<GatePolicy>.Of((GatePolicy)before), ["to"] = WireWords<GatePolicy>.Of(request.Policy) }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}
