using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <summary>Where else in the organisation the secret of a finding was found: revoking it once ends them all.</summary>
/// <param name="Count">Other findings of the same secret, of any project and status.</param>
/// <param name="FindingIds">The newest of them, at most 50.</param>
public sealed record SameSecret(int Count, IReadOnlyList<Guid> FindingIds);

internal static class SameSecrets
{
    private sealed record Row(Guid Id, int Total);

    /// <summary>Null when the finding is of no secret that was recognised.</summary>
    public static async Task<SameSecret?> FindAsync(TenantTransaction tx, Guid finding, byte[]? hash, CancellationToken ct)
    {
        if (hash is null)
            return null;
        var others = await tx.QueryAsync<Row>($"""
            select f.id, (count(*) over ())::integer as total
            from app.findings f
            where f.tenant_id = {tx.TenantId} and f.secret_hash = {hash} and f.id <> {finding}
            order by f.id desc
            limit 50
            """, ct);
        return new(others is [var first, ..] ? first.Total : 0, [.. others.Select(other => other.Id)]);
    }
}
