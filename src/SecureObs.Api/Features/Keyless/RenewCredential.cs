using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Keyless;

/// <summary>
/// For scans that take longer than a credential, on platforms that give a job one token. Each is renewed once and while
/// its token is good: whoever stole one is refused when its owner renewed it, and the owner notices the other way round.
/// </summary>
internal static class RenewCredential
{
    private sealed record Row(Guid RuleId, Guid ProjectId, string Run, string? Branch, byte[] SecretHash, DateTime RenewableUntil);

    public static void MapRenewCredential(this IEndpointRouteBuilder project) => project
        .MapPost("/run-credentials/renewal", Handle)
        .ShowsSecret()
        .WithSummary("Exchange a credential of one run for another fifteen minutes, while the token that it was given for is good")
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static Task<Results<Ok<RunCredentialAnswer>, NoContent, ProblemHttpResult>> Handle(
        HttpContext context, TenantDb db, Caller caller, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (caller.Credential is not { } credential)
            return Task.FromResult<Results<Ok<RunCredentialAnswer>, NoContent, ProblemHttpResult>>(TypedResults.NoContent());   // a key needs none
        var (now, entry, secret) = (clock.GetUtcNow(), audit.NewEntry(), RunCredentialSecret.Generate());
        return db.TransactAsync<Results<Ok<RunCredentialAnswer>, NoContent, ProblemHttpResult>>(async tx =>
        {
            var before = await tx.FirstAsync<Row>($"""
                select rule_id, project_id, run, branch, secret_hash, renewable_until from app.run_credentials where tenant_id = {tx.TenantId} and id = {credential}
                """, ct);
            if (before is null || before.RenewableUntil <= now.UtcDateTime
                || !await new RunCredential(entry.Id, before.RuleId, before.ProjectId, before.Run, before.Branch, before.SecretHash, new(before.RenewableUntil)).StoreAsync(tx, secret, now, ct))
                return Problems.TokenRefused();
            await audit.WriteAsync(tx, entry, AuditActions.CredentialRenewed, before.ProjectId, new Dictionary<string, string?> { ["run"] = before.Run }, ct);
            return TypedResults.Ok(new RunCredentialAnswer(secret.Reveal(), now + RunCredential.Life));
        }, ct);
    }
}
