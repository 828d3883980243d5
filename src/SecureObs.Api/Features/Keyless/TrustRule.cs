using System.Text.Json;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

/// <summary>Which tokens of which CI system are good for a project.</summary>
/// <param name="Claims">What claims must be; <c>*</c> stands for any characters.</param>
/// <param name="PullRequests">Whether builds of pull and merge requests are let in, too.</param>
internal sealed record TrustRule(
    Guid Id, string Name, TrustPlatform Platform, string Issuer, string Audience, IReadOnlyDictionary<string, string> Claims, bool PullRequests)
{
    private sealed record Row(Guid Id, string Name, short Platform, string Issuer, string Audience, string Claims, bool PullRequests);

    /// <summary>The rules of a project that hold, the oldest first; of an archived project, none.</summary>
    public static async Task<List<TrustRule>> OfProjectAsync(TenantTransaction tx, Guid project, CancellationToken ct)
    {
        if (!await tx.FirstAsync<bool>($"select true from app.projects where tenant_id = {tx.TenantId} and id = {project} and archived_at is null", ct))
            return [];
        var rows = await tx.QueryAsync<Row>($"""
            select r.id, r.name, r.platform, r.issuer, r.audience, r.claims::text as claims, r.pull_requests
            from app.trust_rules r
            where r.tenant_id = {tx.TenantId} and r.project_id = {project} and r.revoked_at is null
            order by r.id
            """, ct);
        return [.. rows.Select(row => new TrustRule(
            row.Id, row.Name, (TrustPlatform)row.Platform, row.Issuer, row.Audience, ReadClaims(row.Claims), row.PullRequests))];
    }

    public static IReadOnlyDictionary<string, string> ReadClaims(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
