using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <summary>
/// Lets findings go that nobody needs any more: those that no scan has seen for so long, and those that only other branches than
/// the default one ever had, when none of these branches was scanned for so long. What the default branch has stays, however old.
/// </summary>
internal sealed class OldFindings(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Some fifty milliseconds with all that hangs on them; an ingest of the project waits for no longer.</summary>
    private const int Batch = 250;

    public async Task RunAsync(Guid tenant, DateTimeOffset cutoff, CancellationToken ct)
    {
        foreach (var project in await transactions.ReadAsync(tenant, tx => tx.QueryAsync<Guid>($"""
            select id from app.projects where tenant_id = {tx.TenantId} and erasing_at is null order by id
            """, ct), ct))
            await Batches.RunAsync(transactions, tenant, Guid.Empty, (tx, after) => StepAsync(tx, project, after, cutoff, ct), ct);
    }

    private async Task<Guid?> StepAsync(TenantTransaction tx, Guid project, Guid after, DateTimeOffset cutoff, CancellationToken ct)
    {
        // Whoever ingests into the project waits, so nothing is seen again between the question and the deletion.
        await tx.ExecuteAsync($"select true from app.projects where tenant_id = {tx.TenantId} and id = {project} for no key update", ct);
        var old = await OldAsync(tx, project, after, cutoff, ct);
        if (old is [])
            return null;
        var findings = await FindingTurns.RetireAsync(tx, [.. old], clock.GetUtcNow(), ct);
        await RoundNotes.CountAsync(tx, findings, 0, 0, ct);
        return old.Count == Batch ? old[^1] : null;
    }

    private static Task<List<Guid>> OldAsync(TenantTransaction tx, Guid project, Guid after, DateTimeOffset cutoff, CancellationToken ct) => tx.QueryAsync<Guid>($"""
        with fresh as materialized (
            select distinct r.scope_id
            from app.runs u join app.scan_results r on r.tenant_id = {tx.TenantId} and r.run_id = u.id
            where u.tenant_id = {tx.TenantId} and u.project_id = {project} and u.opened_at >= {cutoff})
        select f.id from app.findings f
        where f.tenant_id = {tx.TenantId} and f.project_id = {project} and f.id > {after} and f.first_seen_at < {cutoff}
          and case when f.detected then not f.on_default and not exists (
                select from app.scope_findings m join fresh on fresh.scope_id = m.scope_id
                where m.tenant_id = {tx.TenantId} and m.finding_id = f.id)
              else f.resolved_at < {cutoff} end
        order by f.id
        limit {Batch}
        """, ct);
}
