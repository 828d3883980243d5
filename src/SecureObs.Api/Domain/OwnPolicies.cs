using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Domain;

/// <summary>Projects whose gate decides by more than one of the published three.</summary>
internal static class OwnPolicies
{
    private static readonly byte[][] Published =
        [.. Enum.GetValues<GatePolicy>().Select(policy => Convert.FromHexString(GateDigest.Of(GatePolicyDocument.Of(policy))))];

    private sealed record Row(Guid ProjectId, int Version);

    /// <summary>The version that holds, for those of these projects that have such a policy.</summary>
    public static async Task<Dictionary<Guid, int>> OfAsync(TenantTransaction tx, Guid[] projects, CancellationToken ct) =>
        (await tx.QueryAsync<Row>($"""
            select newest.project_id, newest.version
            from (
                select distinct on (g.project_id) g.project_id, g.version, g.digest
                from app.gate_policies g
                where g.tenant_id = {tx.TenantId} and g.project_id = any({projects})
                order by g.project_id, g.version desc) newest
            where newest.digest <> all({Published})
            """, ct)).ToDictionary(row => row.ProjectId, row => row.Version);
}
