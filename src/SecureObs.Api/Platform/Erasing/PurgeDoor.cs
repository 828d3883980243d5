using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Erasing;

/// <summary>
/// The doors of retention. They let nothing go that is younger than <see cref="LeastDays"/>, or that still counts, whatever they
/// are asked: then they fail with SQLSTATE TN005. See db/migrations/0029_retention.sql.
/// </summary>
internal static class PurgeDoor
{
    /// <summary>Nobody keeps less.</summary>
    public const int LeastDays = 30;

    /// <summary>An entry that a block lists is not there: a trail that somebody tampered with stays as it is.</summary>
    public const string NotWhole = "TN006";

    /// <summary>Deletes runs with their results, verdicts and analyses.</summary>
    public static Task<int> RunsAsync(TenantTransaction tx, Guid[] runs, CancellationToken ct) =>
        tx.FirstAsync<int>($"select app.purge_runs({runs})", ct);

    /// <summary>Deletes notes of bulk changes and imports from before, at most so many changes; 0 when there are none.</summary>
    public static Task<long> NotesAsync(TenantTransaction tx, DateTimeOffset before, int most, CancellationToken ct) =>
        tx.FirstAsync<long>($"select app.purge_notes({before}, {most})", ct);

    /// <summary>Deletes the blocks up to the cut with their entries, and writes the cut; returns how many entries went.</summary>
    public static Task<long> AuditAsync(TenantTransaction tx, AuditCut cut, CancellationToken ct) => tx.FirstAsync<long>($"""
        select app.purge_audit({cut.No}, {cut.Total}, {cut.Hash}, {cut.ClosedAt}, {cut.CutAt}, {cut.KeyId}, {cut.Signature})
        """, ct);
}
