using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

internal static class RevokeTrustRule
{
    private sealed record Rule(string Name, DateTime? RevokedAt);

    public static void MapRevokeTrustRule(this IEndpointRouteBuilder rules) => rules
        .MapDelete("/{ruleId:guid}", Handle)
        .WithSummary("Trust no token by this rule any more, and end the credentials that it gave; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, Guid ruleId, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var rule = await tx.FirstAsync<Rule>($"""
                select name, revoked_at from app.trust_rules where tenant_id = {tx.TenantId} and project_id = {projectId} and id = {ruleId} for update
                """, ct);
            if (rule is null)
                return Problems.NotFound();
            if (rule.RevokedAt is null)
            {
                await tx.ExecuteAsync($"update app.trust_rules set revoked_at = {clock.GetUtcNow()} where tenant_id = {tx.TenantId} and id = {ruleId}", ct);
                await audit.WriteAsync(tx, AuditActions.TrustRuleRevoked, ruleId, new Dictionary<string, string?> { ["project"] = $"{projectId}", ["name"] = rule.Name }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}
