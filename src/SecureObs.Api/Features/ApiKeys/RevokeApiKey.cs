using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.ApiKeys;

internal static class RevokeApiKey
{
    private sealed record Key(string Name, DateTime? RevokedAt);

    public static void MapRevokeApiKey(this IEndpointRouteBuilder keys) => keys
        .MapDelete("/{apiKeyId:guid}", Handle)
        .WithSummary("Revoke an API key from its next request on; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid apiKeyId, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var key = await tx.FirstAsync<Key>($"""
                select name, revoked_at from app.api_keys where tenant_id = {tx.TenantId} and id = {apiKeyId} for update
                """, ct);
            if (key is null)
                return Problems.NotFound();
            if (key.RevokedAt is null)
            {
                await tx.ExecuteAsync($"""
                    update app.api_keys set revoked_at = {clock.GetUtcNow()} where tenant_id = {tx.TenantId} and id = {apiKeyId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.ApiKeyRevoked, apiKeyId, new Dictionary<string, string?> { ["name"] = key.Name }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}
