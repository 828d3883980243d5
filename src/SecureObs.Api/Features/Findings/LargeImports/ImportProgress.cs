using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.LargeImports;

/// <summary>Which imports somebody reaches.</summary>
/// <param name="OnlyRun">The one run whose imports they are, see <see cref="Platform.Authorization.Caller.OnlyRun"/>; null when it is any.</param>
internal sealed record ImportReach(Guid Project, string? OnlyRun);

/// <summary>The row that says how far an import has come. It moves in the transaction that stores the rows.</summary>
internal static class ImportProgress
{
    /// <returns>Null when the project has no import of this id, or none of that run.</returns>
    public static Task<Import?> FindAsync(TenantTransaction tx, ImportReach reach, Guid import, CancellationToken ct) => tx.FirstAsync<Import>($"""
        select i.id as import_id, i.rows, i.added, i.merged, i.bytes, i.done_at is not null as done
        from app.imports i
        where i.tenant_id = {tx.TenantId} and i.project_id = {reach.Project} and i.id = {import} and ({reach.OnlyRun}::text is null or i.run = {reach.OnlyRun})
        """, ct);

    /// <param name="before">Where it stood for who sends it.</param>
    /// <returns>A refusal when it stands elsewhere by now.</returns>
    public static async Task<ProblemHttpResult?> MoveAsync(TenantTransaction tx, ImportReach reach, Import before, Import after, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? doneAt = after.Done ? now : null;
        var moved = await tx.ExecuteAsync($"""
            insert into app.imports as i (tenant_id, id, project_id, run, rows, added, merged, bytes, started_at, updated_at, done_at)
            values ({tx.TenantId}, {after.ImportId}, {reach.Project}, {reach.OnlyRun}, {after.Rows}, {after.Added}, {after.Merged}, {after.Bytes}, {now}, {now}, {doneAt}::timestamptz)
            on conflict on constraint imports_pk do update set
                rows = excluded.rows, added = excluded.added, merged = excluded.merged, bytes = excluded.bytes, updated_at = {now}, done_at = excluded.done_at
            where i.project_id = {reach.Project} and ({reach.OnlyRun}::text is null or i.run = {reach.OnlyRun}) and i.rows = {before.Rows} and i.done_at is null
            """, ct);
        if (moved > 0)
            return null;
        return await FindAsync(tx, reach, after.ImportId, ct) is { } there ? Problems.ImportElsewhere(there.Rows) : Problems.NotFound();
    }
}
