using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>One at a time works on what findings of a project are; others of the tenant and other tenants go on.</summary>
internal static class ProjectLock
{
    /// <returns>Whether they may be written to; only then the lock is held.</returns>
    public static async Task<ProjectAccess> TakeAsync(TenantTransaction tx, Guid[] projects, CancellationToken ct)
    {
        if (await OpenProjects.AskAsync(tx, projects, ct) is var access and not ProjectAccess.Open)
            return access;
        await tx.ExecuteAsync($"""
            select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended({tx.TenantId}::text || id::text, 0))
            from unnest({projects}) with ordinality as wanted (id, place) order by place
            """, ct);
        return ProjectAccess.Open;
    }
}
