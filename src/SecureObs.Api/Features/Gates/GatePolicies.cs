using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>The policies of a project: a published one as long as there is no document, then versions of documents, which are never changed.</summary>
internal sealed class GatePolicies(AuditTrail audit, Caller caller, TimeProvider clock)
{
    private sealed record Row(short GatePolicy, int? Version, string? Document);

    /// <param name="Version">0 when there is no document.</param>
    internal sealed record CurrentPolicy(GatePolicy Published, int Version, GatePolicyDocument Document);

    /// <summary>Null when there is no such project. Whoever changes the policy waits for whoever does so already.</summary>
    public static async Task<CurrentPolicy?> FindAsync(TenantTransaction tx, Guid project, bool toChange, CancellationToken ct)
    {
        if (toChange)
            await tx.ExecuteAsync($"select true from app.projects where tenant_id = {tx.TenantId} and id = {project} for update", ct);
        var row = await tx.FirstAsync<Row>($"""
            select p.gate_policy, g.version, g.document::text as document
            from app.projects p
            left join app.gate_policies g on g.tenant_id = {tx.TenantId} and g.project_id = p.id
            where p.tenant_id = {tx.TenantId} and p.id = {project}
            order by g.version desc
            limit 1
            """, ct);
        return row is null ? null
            : row.Document is null ? new((GatePolicy)row.GatePolicy, 0, GatePolicyDocument.Of((GatePolicy)row.GatePolicy))
            : new((GatePolicy)row.GatePolicy, row.Version!.Value, GateJson.Policy(row.Document));
    }

    /// <summary>Adds the version after the current one. The published policy of the project becomes what the document says by that name.</summary>
    public async Task AddAsync(TenantTransaction tx, Guid project, CurrentPolicy current, GatePolicyDocument document, CancellationToken ct)
    {
        var (version, published) = (current.Version + 1, document.Block ?? GatePolicy.Never);
        await tx.ExecuteAsync($"""
            insert into app.gate_policies (tenant_id, project_id, version, document, digest, created_by, created_at)
            values ({tx.TenantId}, {project}, {version}, {GateJson.Text(document)}::jsonb, {Convert.FromHexString(GateDigest.Of(document))},
                {caller.ActorId}, {clock.GetUtcNow()})
            """, ct);
        await tx.ExecuteAsync($"update app.projects set gate_policy = {published} where tenant_id = {tx.TenantId} and id = {project}", ct);
        await audit.WriteAsync(tx, AuditActions.GatePolicyChanged, project, new Dictionary<string, string?>
        {
            ["from"] = current.Version == 0 ? WireWords<GatePolicy>.Of(current.Published) : $"version {current.Version}",
            ["to"] = $"version {version}",
            ["digest"] = GateDigest.Of(document),
        }, ct);
    }
}
