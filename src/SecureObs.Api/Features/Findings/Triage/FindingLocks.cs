using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>
/// Who changes findings holds their projects: an ingest writes them in another order, and the two could wait for each other;
/// and what they counted as before is read without a lock of its own. Their four eyes stay as they are until the end.
/// </summary>
internal static class FindingLocks
{
    public static Task TakeAsync(TenantTransaction tx, Guid[] findings, CancellationToken ct) => tx.ExecuteAsync($"""
        select p.id from app.projects p
        where p.tenant_id = {tx.TenantId}
          and p.id in (select f.project_id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}))
        order by p.id for no key update
        """, ct);
}
