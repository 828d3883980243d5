using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

/// <summary>A credential as it is stored; of its secret the database learns the hash alone.</summary>
/// <param name="Run">The CI system's id of the one run that it is good for.</param>
/// <param name="Branch">The one branch that the run may be of; null when the token did not say.</param>
/// <param name="For">SHA-256 of what it is given for, once: a token, or the credential before.</param>
/// <param name="RenewableUntil">Until then it can be renewed.</param>
internal sealed record RunCredential(Guid Id, Guid Rule, Guid Project, string Run, string? Branch, byte[] For, DateTimeOffset RenewableUntil)
{
    /// <summary>The database refuses more.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>What was exchanged is remembered for so long after it could be used last.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private const int DroppedAtOnce = 100;

    /// <returns>False when what it is given for was exchanged before.</returns>
    public async Task<bool> StoreAsync(TenantTransaction tx, RunCredentialSecret secret, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            delete from app.run_credentials where tenant_id = {tx.TenantId} and id = any (array(
                select id from app.run_credentials where tenant_id = {tx.TenantId} and keep_until < {now} order by keep_until limit {DroppedAtOnce}))
            """, ct);
        var keep = (RenewableUntil > now + Life ? RenewableUntil : now + Life) + Memory;
        var stored = await tx.ExecuteAsync($"""
            insert into app.run_credentials (tenant_id, id, rule_id, project_id, run, branch, secret_hash, token_hash, renewable_until, created_at, expires_at, keep_until)
            values ({tx.TenantId}, {Id}, {Rule}, {Project}, {Run}, {Branch}::text, {secret.Hash()}, {For}, {RenewableUntil}, {now}, {now + Life}, {keep})
            on conflict on constraint run_credentials_token_uq do nothing
            """, ct);
        if (stored == 0)
            return await tx.FirstAsync<bool>($"select true from app.run_credentials where tenant_id = {tx.TenantId} and id = {Id}", ct);
        await tx.ExecuteAsync($"""
            update app.trust_rules set last_used_at = {now} where tenant_id = {tx.TenantId} and id = {Rule} and (last_used_at is null or last_used_at < {now - TimeSpan.FromMinutes(1)})
            """, ct);
        return true;
    }
}
