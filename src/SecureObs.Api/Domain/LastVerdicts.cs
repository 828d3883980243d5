using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>What the gate said last.</summary>
internal static class LastVerdicts
{
    /// <summary>Joins runs as r with their last verdict as verdict: its id, whether it blocked; null when the gate was not asked.</summary>
    public static FormattableString Of(TenantTransaction tx) => $"""
        left join lateral (
            select v.id, v.blocked from app.gate_verdicts v
            where v.tenant_id = {tx.TenantId} and v.run_id = r.id
            order by v.decided_at desc, v.id desc limit 1) verdict on true
        """;
}
