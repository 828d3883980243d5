using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

/// <summary>
/// One attempt to write an archive, known by when it began. Two processes may be at the same one for a moment, when a lease ran out
/// unnoticed: the one that began later goes on, the other finds out with the next thing that it stores.
/// </summary>
internal sealed record ArchiveAttempt(Guid Archive, DateTimeOffset StartedAt)
{
    public static async Task<ArchiveAttempt> BeginAsync(TenantTransaction tx, Guid archive, DateTimeOffset now, CancellationToken ct)
    {
        // It waits for whoever stores something now.
        await tx.ExecuteAsync($"update app.archives set started_at = {now}, rows = 0 where tenant_id = {tx.TenantId} and id = {archive}", ct);
        await tx.ExecuteAsync($"delete from app.archive_parts where tenant_id = {tx.TenantId} and archive_id = {archive}", ct);
        return new(archive, now);
    }

    /// <summary>Until the transaction ends nobody begins anew, or removes the archive.</summary>
    /// <exception cref="OvertakenException">Somebody did.</exception>
    public async Task HoldAsync(TenantTransaction tx, CancellationToken ct)
    {
        if (!await tx.FirstAsync<bool>($"""
            select true from app.archives
            where tenant_id = {tx.TenantId} and id = {Archive} and started_at = {StartedAt} and finished_at is null and failed_at is null for update
            """, ct))
            throw new OvertakenException();
    }
}

/// <summary>Another attempt began anew, or the archive was removed.</summary>
internal sealed class OvertakenException() : Exception("The archive is written by another attempt, or was removed.");
