using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

/// <summary>Stores what a token was exchanged for, of which the database learns the hash alone.</summary>
internal static class RunCredential
{
    /// <summary>The database refuses more.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const int DroppedAtOnce = 100;
    private const int BranchLength = 256;

    /// <param name="run">The CI system's id of the one run that it is good for.</param>
    /// <returns>False when the token was exchanged before.</returns>
    public static async Task<bool> StoreAsync(
        TenantTransaction tx, Guid id, TrustRule rule, Guid project, string run, RunCredentialSecret secret, WorkloadToken token, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            delete from app.run_credentials where tenant_id = {tx.TenantId} and id = any (array(
                select id from app.run_credentials where tenant_id = {tx.TenantId} and keep_until < {now} order by keep_until limit {DroppedAtOnce}))
            """, ct);
        var branch = PlatformClaims.Of(rule.Platform).Branch(token.Claims) is { Length: > 0 and <= BranchLength } named ? named : null;
        var keep = token.EndsAt + TimeSpan.FromHours(1);
        var stored = await tx.ExecuteAsync($"""
            insert into app.run_credentials (tenant_id, id, rule_id, project_id, run, branch, secret_hash, token_hash, created_at, expires_at, keep_until)
            values ({tx.TenantId}, {id}, {rule.Id}, {project}, {run}, {branch}::text, {secret.Hash()}, {token.Hash}, {now}, {now + Life}, {(keep > now + Life ? keep : now + Life)})
            on conflict on constraint run_credentials_token_uq do nothing
            """, ct);
        if (stored > 0)
            await tx.ExecuteAsync($"""
                update app.trust_rules set last_used_at = {now} where tenant_id = {tx.TenantId} and id = {rule.Id} and (last_used_at is null or last_used_at < {now - TimeSpan.FromMinutes(1)})
                """, ct);
        return stored > 0 || await tx.FirstAsync<bool>($"select true from app.run_credentials where tenant_id = {tx.TenantId} and id = {id}", ct);
    }
}
