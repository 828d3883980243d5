using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Counting;

/// <summary>An archived project does not count among all projects. Its row is held by who archives or restores it.</summary>
internal static class ArchivedCounts
{
    public static Task LeaveAsync(TenantTransaction tx, Guid project, CancellationToken ct) => AddAsync(tx, project, -1, ct);

    public static Task ReturnAsync(TenantTransaction tx, Guid project, CancellationToken ct) => AddAsync(tx, project, 1, ct);

    private static async Task AddAsync(TenantTransaction tx, Guid project, int times, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            insert into app.finding_counts as c (tenant_id, project_id, scanner, status, severity, findings)
            select {tx.TenantId}, {FindingCounts.AllProjects}, o.scanner, o.status, o.severity, o.findings * {times}
            from app.finding_counts o where o.tenant_id = {tx.TenantId} and o.project_id = {project}
            order by 3, 4, 5
            {FindingCounts.AddToCounts}
            """, ct);
        await tx.ExecuteAsync($"""
            insert into app.finding_days as d (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds, retired)
            select {tx.TenantId}, {FindingCounts.AllProjects}, o.day, o.severity, o.opened * {times}, o.closed * {times}, o.added * {times},
                o.resolved * {times}, o.resolved_seconds * {times}, o.retired * {times}
            from app.finding_days o where o.tenant_id = {tx.TenantId} and o.project_id = {project}
            order by 3, 4
            {FindingCounts.AddToDays}
            """, ct);
    }
}
