using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

public sealed record SetGatePolicyRequest(GatePolicy Policy);

internal static class SetGatePolicy
{
    public static void MapSetGatePolicy(this IEndpointRouteBuilder project) => project
        .MapPut("/gate-policy", Handle)
        .WithSummary("Choose which findings block this project's pipelines: one of three")
        .WithDescription("A project with a policy document gets a new version of it, which is the choice alone.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, SetGatePolicyRequest request, TenantDb db, GatePolicies policies, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var before = await GatePolicies.FindAsync(tx, projectId, toChange: true, ct);
            if (before is null)
                return Problems.NotFound();
            var wanted = GatePolicyDocument.Of(request.Policy);
            if (GateDigest.Of(before.Document) == GateDigest.Of(wanted))
                return TypedResults.NoContent();
            if (before.Version > 0)
                await policies.AddAsync(tx, projectId, before, wanted, ct);
            else
            {
                await tx.ExecuteAsync($"""
                    update app.projects set gate_policy = {request.Policy} where tenant_id = {tx.TenantId} and id = {projectId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.GatePolicyChanged, projectId,
                    new Dictionary<string, string?> { ["from"] = WireWords<GatePolicy>.Of(before.Published), ["to"] = WireWords<GatePolicy>.Of(request.Policy) }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}
