using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <summary>How far a round came, for its owner to see. Each batch counts in its own transaction: nothing is counted twice.</summary>
internal static class RoundNotes
{
    /// <summary>A round that was interrupted goes on with its numbers; else they begin at zero.</summary>
    public static Task<int> BeginAsync(TenantTransaction tx, DateTimeOffset cutoff, DateTimeOffset now, CancellationToken ct) => tx.ExecuteAsync($"""
        insert into app.retentions as r (tenant_id, due_at, cutoff, started_at) values ({tx.TenantId}, {now}, {cutoff}, {now})
        on conflict on constraint retentions_pk do update set cutoff = excluded.cutoff, failure = null, finished_at = null,
            started_at = case when r.failure = {RetentionFailure.Interrupted} then r.started_at else excluded.started_at end,
            findings = case when r.failure = {RetentionFailure.Interrupted} then r.findings else 0 end,
            runs = case when r.failure = {RetentionFailure.Interrupted} then r.runs else 0 end,
            entries = case when r.failure = {RetentionFailure.Interrupted} then r.entries else 0 end
        """, ct);

    public static Task CountAsync(TenantTransaction tx, long findings, long runs, long entries, CancellationToken ct) => tx.ExecuteAsync($"""
        update app.retentions set findings = findings + {findings}, runs = runs + {runs}, entries = entries + {entries} where tenant_id = {tx.TenantId}
        """, ct);

    /// <param name="next">When the next round begins.</param>
    public static Task EndAsync(TenantTransaction tx, RetentionFailure? failure, DateTimeOffset? finished, DateTimeOffset next, CancellationToken ct) => tx.ExecuteAsync($"""
        insert into app.retentions as r (tenant_id, due_at) values ({tx.TenantId}, {next})
        on conflict on constraint retentions_pk do update set due_at = excluded.due_at, failure = {(short?)failure}::smallint,
            finished_at = coalesce({finished}::timestamptz, r.finished_at)
        """, ct);

    public static Task<Removed?> RemovedAsync(TenantTransaction tx, CancellationToken ct) => tx.FirstAsync<Removed>($"""
        select findings, runs, entries from app.retentions where tenant_id = {tx.TenantId}
        """, ct);
}

/// <summary>What a round took.</summary>
internal sealed record Removed(long Findings, long Runs, long Entries)
{
    public bool Any => Findings + Runs + Entries > 0;
}
