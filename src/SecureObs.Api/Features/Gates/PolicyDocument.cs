using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>The policy that decides now.</summary>
/// <param name="Version">0 when it is one of the published three and no document was ever given.</param>
/// <param name="Digest">Of the document's canonical text: 64 hexadecimal digits.</param>
public sealed record GatePolicyItem(int Version, string Digest, GatePolicyDocument Document);

/// <param name="BaseVersion">The version that the new one was made from: when another came meanwhile, nothing is changed.</param>
public sealed record PutGatePolicyRequest(int BaseVersion, GatePolicyDocument Document);

internal static class PolicyDocument
{
    public static void MapPolicyDocument(this IEndpointRouteBuilder project)
    {
        project.MapGet("/gate-policy/document", HandleGet)
            .WithSummary("The gate's policy in full, and its version")
            .ProducesProblem(StatusCodes.Status404NotFound);
        project.MapPut("/gate-policy/document", HandlePut)
            .WithSummary("Give the gate a new version of its policy; earlier ones stay as they are")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<GatePolicyItem>, ProblemHttpResult>> HandleGet(Guid projectId, TenantDb db, CancellationToken ct) =>
        await db.ReadAsync(tx => GatePolicies.FindAsync(tx, projectId, toChange: false, ct), ct) is { } current
            ? TypedResults.Ok(Item(current.Version, current.Document))
            : Problems.NotFound();

    private static async Task<Results<Ok<GatePolicyItem>, ProblemHttpResult>> HandlePut(
        Guid projectId, PutGatePolicyRequest request, TenantDb db, GatePolicies policies, CancellationToken ct)
    {
        if (PolicyCheck.Fault(request.Document) is { } fault)
            return Problems.GatePolicyInvalid(fault);
        return await db.TransactAsync<Results<Ok<GatePolicyItem>, ProblemHttpResult>>(async tx =>
        {
            if (await GatePolicies.FindAsync(tx, projectId, toChange: true, ct) is not { } current)
                return Problems.NotFound();
            // What is there already was put there by an earlier attempt, or by somebody who wants the same.
            if (current.Version == request.BaseVersion + 1 && GateDigest.Of(current.Document) == GateDigest.Of(request.Document))
                return TypedResults.Ok(Item(current.Version, current.Document));
            if (current.Version != request.BaseVersion)
                return Problems.GatePolicyChanged();
            await policies.AddAsync(tx, projectId, current, request.Document, ct);
            return TypedResults.Ok(Item(current.Version + 1, request.Document));
        }, ct);
    }

    private static GatePolicyItem Item(int version, GatePolicyDocument document) => new(version, GateDigest.Of(document), document);
}
