using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

/// <summary>An archive of everything that an organisation has.</summary>
/// <param name="FinishedAt">Null while it is written, or after it failed.</param>
/// <param name="Rows">Written so far.</param>
/// <param name="Bytes">Of the finished archive.</param>
/// <param name="Sha256">Of the finished archive, hexadecimal; null before.</param>
/// <param name="ExpiresAt">Then it is removed.</param>
public sealed record Archive(
    Guid Id, DateTime AskedAt, DateTime? StartedAt, DateTime? FinishedAt, bool HasFailed, long Rows, long Bytes, string? Sha256, DateTime ExpiresAt)
{
    /// <summary>How long one is kept.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private sealed record Row(
        Guid Id, DateTime AskedAt, DateTime? StartedAt, DateTime? FinishedAt, DateTime? FailedAt, long Rows, long Bytes, byte[]? Sha256, DateTime ExpiresAt)
    {
        public Archive Archive => new(
            Id, AskedAt, StartedAt, FinishedAt, FailedAt is not null, Rows, Bytes, Sha256 is null ? null : Convert.ToHexStringLower(Sha256), ExpiresAt);
    }

    /// <summary>The newest first, at most 20.</summary>
    internal static async Task<List<Archive>> ListAsync(TenantTransaction tx, CancellationToken ct) => [.. (await tx.QueryAsync<Row>($"""
        select id, asked_at, started_at, finished_at, failed_at, rows, bytes, sha256, expires_at
        from app.archives where tenant_id = {tx.TenantId} order by id desc limit 20
        """, ct)).Select(row => row.Archive)];

    internal static async Task<Archive?> FindAsync(TenantTransaction tx, Guid id, CancellationToken ct) => (await tx.FirstAsync<Row>($"""
        select id, asked_at, started_at, finished_at, failed_at, rows, bytes, sha256, expires_at
        from app.archives where tenant_id = {tx.TenantId} and id = {id}
        """, ct))?.Archive;

    internal static async Task RemoveAsync(TenantTransaction tx, Guid id, CancellationToken ct)
    {
        await tx.ExecuteAsync($"delete from app.archive_parts where tenant_id = {tx.TenantId} and archive_id = {id}", ct);
        await tx.ExecuteAsync($"delete from app.archives where tenant_id = {tx.TenantId} and id = {id}", ct);
    }
}
