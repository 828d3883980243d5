using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Infrastructure;

/// <summary>An analysis, and what it is compared with.</summary>
/// <param name="BaseId">The newest analysis of the same root of a run of the default branch that began before; null when there is none.</param>
internal sealed record AnalysisOfRun(Guid Id, Guid RunId, string Root, bool IsStatic, Guid? BaseId);

/// <summary>Finds the analyses of runs, each with its base.</summary>
internal static class BaseAnalysis
{
    /// <param name="which">A condition on analyses as a and their runs as r.</param>
    public static Task<List<AnalysisOfRun>> FindAsync(TenantTransaction tx, FormattableString which, CancellationToken ct) => tx.QueryAsync<AnalysisOfRun>($"""
        select a.id, a.run_id, a.root, a.is_static, base.id as base_id
        from app.infrastructure_analyses a
        join app.runs r on r.tenant_id = {tx.TenantId} and r.id = a.run_id
        join app.projects p on p.tenant_id = {tx.TenantId} and p.id = a.project_id
        left join lateral (
            select b.id from app.infrastructure_analyses b
            join app.runs s on s.tenant_id = {tx.TenantId} and s.id = b.run_id and (s.started_at, s.id) < (r.started_at, r.id)
            where b.tenant_id = {tx.TenantId} and b.project_id = a.project_id and b.root = a.root and {Branches.ScopeIsDefault}
            order by s.started_at desc, s.id desc limit 1) base on true
        where a.tenant_id = {tx.TenantId} and {which}
        order by a.root
        """, ct);
}
