using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <summary>
/// Lets runs go with their results, verdicts and analyses. A run stays, however old, while a branch stands at its result or at
/// something that came after it, and while its analysis is the newest of its Terraform root.
/// </summary>
internal sealed class OldRuns(TenantTransactions transactions)
{
    private const int Batch = 50;

    private readonly record struct Place(DateTime OpenedAt, Guid Id);

    public async Task RunAsync(Guid tenant, DateTimeOffset cutoff, CancellationToken ct)
    {
        await Batches.RunAsync(transactions, tenant, new Place(DateTime.UnixEpoch, Guid.Empty), (tx, after) => StepAsync(tx, after, cutoff, ct), ct);
        await Batches.RunAsync(transactions, tenant, 0L, async (tx, _) =>
            await PurgeDoor.NotesAsync(tx, cutoff, Batch, ct) is var notes and > 0 ? notes : null, ct);
    }

    private static async Task<Place?> StepAsync(TenantTransaction tx, Place after, DateTimeOffset cutoff, CancellationToken ct)
    {
        var old = await OldAsync(tx, after, cutoff, ct);
        if (old is [])
            return null;
        var runs = await PurgeDoor.RunsAsync(tx, [.. old.Select(run => run.Id)], ct);
        await RoundNotes.CountAsync(tx, 0, runs, 0, ct);
        return old.Count == Batch ? old[^1] : null;
    }

    /// <summary>Locked: a result that is reported late waits, and then finds its run gone or still there.</summary>
    private static Task<List<Place>> OldAsync(TenantTransaction tx, Place after, DateTimeOffset cutoff, CancellationToken ct) => tx.QueryAsync<Place>($"""
        select u.opened_at, u.id from app.runs u
        where u.tenant_id = {tx.TenantId} and u.opened_at < {cutoff} and (u.opened_at, u.id) > ({after.OpenedAt}, {after.Id})
          and not exists (
            select from app.scan_results r join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = r.scope_id
            where r.tenant_id = {tx.TenantId} and r.run_id = u.id and (u.started_at, u.id) >= (s.current_at, s.current_run))
          and not exists (
            select from app.infrastructure_analyses a
            where a.tenant_id = {tx.TenantId} and a.run_id = u.id and not exists (
                select from app.infrastructure_analyses b
                where b.tenant_id = {tx.TenantId} and b.project_id = a.project_id and b.root = a.root and (b.created_at, b.id) > (a.created_at, a.id)))
        order by u.opened_at, u.id
        limit {Batch}
        for update of u
        """, ct);
}
