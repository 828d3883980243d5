using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>A finding that is another one: <paramref name="From"/> becomes <paramref name="Into"/> and is gone.</summary>
internal sealed record Fold(Guid From, Guid Into);

/// <summary>Makes one finding of two, because a person said so. What scans see now is what the one shows.</summary>
internal static class FindingFold
{
    /// <summary>Those that some result has both of: they are two, whatever anybody says.</summary>
    public static Task<List<Guid>> SeenTogetherAsync(TenantTransaction tx, IReadOnlyList<Fold> folds, CancellationToken ct)
    {
        var (from, into) = Ids(folds);
        return tx.QueryAsync<Guid>($"""
            with had as (
                select u.from_id, u.into_id, b.scope_id, b.seq
                from unnest({from}, {into}) as u (from_id, into_id)
                join app.scope_findings m on m.tenant_id = {tx.TenantId} and m.finding_id = u.from_id
                join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = m.scope_id and b.page = m.page and {Presence.IsSet})
            select distinct h.from_id
            from had h
            join app.scope_findings m on m.tenant_id = {tx.TenantId} and m.finding_id = h.into_id and m.scope_id = h.scope_id
            join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = h.scope_id and b.seq = h.seq and b.page = m.page and {Presence.IsSet}
            """, ct);
    }

    public static async Task ApplyAsync(TenantTransaction tx, IReadOnlyList<Fold> folds, Guid taughtBy, DateTimeOffset now, CancellationToken ct)
    {
        if (folds.Count == 0)
            return;
        var (from, into) = Ids(folds);
        var (told, taught) = (new byte[]?[from.Length], Enumerable.Repeat((short)Rung.Taught, from.Length).ToArray());
        await FindingCopies.OverwriteAsync(tx, from, into, told, told, taught, $"f.detected", now, ct);
        await tx.ExecuteAsync($"""
            update app.finding_fingerprints a set finding_id = u.into_id, taught_by = {taughtBy}
            from unnest({from}, {into}) as u (from_id, into_id)
            where a.tenant_id = {tx.TenantId} and a.finding_id = u.from_id
            """, ct);
        await tx.ExecuteAsync($"""
            update app.scope_findings m set finding_id = u.into_id
            from unnest({from}, {into}) as u (from_id, into_id)
            where m.tenant_id = {tx.TenantId} and m.finding_id = u.from_id
            """, ct);
        await tx.ExecuteAsync($"delete from app.result_rows w where w.tenant_id = {tx.TenantId} and w.finding_id = any({from})", ct);
        await FindingTurns.RemoveAsync(tx, $"f.id = any({from})", now, ct);
        await SuppressionOverlay.ApplyAsync(tx, into, now, ct);
    }

    private static (Guid[] From, Guid[] Into) Ids(IReadOnlyList<Fold> folds) => ([.. folds.Select(fold => fold.From)], [.. folds.Select(fold => fold.Into)]);
}
