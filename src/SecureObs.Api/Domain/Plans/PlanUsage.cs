using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Plans;

/// <summary>What a tenant has of that which plans limit. An archived project counts not, nor do its findings; an open invitation is no member.</summary>
public sealed record PlanUsage(int Projects, int Members, int Findings)
{
    internal static async Task<PlanUsage> OfAsync(TenantTransaction tx, CancellationToken ct) => (await tx.FirstAsync<PlanUsage>($"""
        select ({CountProjects(tx)}) as projects, ({CountMembers(tx)}) as members, ({CountFindings(tx)}) as findings
        from app.tenants t where t.id = {tx.TenantId}
        """, ct))!;

    internal static Task<int> ProjectsAsync(TenantTransaction tx, CancellationToken ct) => tx.FirstAsync<int>(CountProjects(tx), ct);

    internal static Task<int> MembersAsync(TenantTransaction tx, CancellationToken ct) => tx.FirstAsync<int>(CountMembers(tx), ct);

    /// <summary>Where it is kept: nothing is counted.</summary>
    internal static Task<int> FindingsAsync(TenantTransaction tx, CancellationToken ct) => tx.FirstAsync<int>(CountFindings(tx), ct);

    private static FormattableString CountProjects(TenantTransaction tx) => $"""
        select count(*)::integer from app.projects p where p.tenant_id = {tx.TenantId} and p.archived_at is null
        """;

    private static FormattableString CountMembers(TenantTransaction tx) => $"""
        select count(*)::integer from app.memberships m where m.tenant_id = {tx.TenantId}
        """;

    private static FormattableString CountFindings(TenantTransaction tx) => $"""
        select coalesce(sum(c.findings), 0)::integer from app.finding_counts c
        where c.tenant_id = {tx.TenantId} and c.project_id = {FindingCounts.AllProjects} and c.status <> {FindingStatus.Resolved}
        """;
}
