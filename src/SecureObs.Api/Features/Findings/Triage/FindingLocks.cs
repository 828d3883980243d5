using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>
/// Many findings are written in the order of their ids, which is not the order of an ingest: their projects are kept from
/// it, or the two could wait for each other. One finding waits for nobody.
/// </summary>
internal static class FindingLocks
{
    public static Task TakeAsync(TenantTransaction tx, Guid[] findings, CancellationToken ct) => findings.Length <= 1 ? Task.CompletedTask : tx.ExecuteAsync($"""
        select p.id from app.projects p
        where p.tenant_id = {tx.TenantId}
          and p.id in (select f.project_id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}))
        order by p.id for no key update
        """, ct);
}
