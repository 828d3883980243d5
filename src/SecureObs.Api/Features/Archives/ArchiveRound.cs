using System.IO.Compression;
using SecureObs.Api.Domain.Archiving;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Archives;

/// <summary>Writes the archives that are asked for, and removes those whose days are over. One that was interrupted begins anew.</summary>
internal sealed class ArchiveRound(
    WakingDoor door, TenantTransactions transactions, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ArchiveRound> logger)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var tenant in await door.TenantsToArchiveAsync(clock.GetUtcNow(), ct))
        {
            foreach (var old in await OldAsync(tenant, ct))
                await transactions.RunAsync(tenant, async tx => { await Archive.RemoveAsync(tx, old, ct); return true; }, ct);
            if (await WaitingAsync(tenant, ct) is { } waiting)
                await WriteOrFailAsync(tenant, waiting, ct);
        }
    }

    private Task<List<Guid>> OldAsync(Guid tenant, CancellationToken ct) => transactions.ReadAsync(tenant, tx => tx.QueryAsync<Guid>($"""
        select id from app.archives where tenant_id = {tx.TenantId} and expires_at <= {clock.GetUtcNow()}
        """, ct), ct);

    private Task<Guid?> WaitingAsync(Guid tenant, CancellationToken ct) => transactions.ReadAsync(tenant, tx => tx.FirstAsync<Guid?>($"""
        select id from app.archives where tenant_id = {tx.TenantId} and finished_at is null and failed_at is null order by id limit 1
        """, ct), ct);

    private async Task WriteOrFailAsync(Guid tenant, Guid archive, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var attempt = await transactions.RunAsync(tenant, tx => ArchiveAttempt.BeginAsync(tx, archive, now, ct), ct);
        try
        {
            await WriteAsync(tenant, attempt, ct);
        }
        catch (OvertakenException)
        {
            logger.LogInformation("The archive {Archive} of tenant {Tenant} is written by another process, or was removed.", attempt.Archive, tenant);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "The archive {Archive} of tenant {Tenant} could not be written.", attempt.Archive, tenant);
            await NoteAsync(tenant, attempt, $"failed_at = {clock.GetUtcNow()}", ct);
        }
    }

    private async Task WriteAsync(Guid tenant, ArchiveAttempt attempt, CancellationToken ct)
    {
        await using var parts = new PartWriter(transactions, tenant, attempt);
        await using (var zip = await ZipArchive.CreateAsync(parts, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            var writer = new ArchiveWriter(zip, rows => NoteAsync(tenant, attempt, $"rows = {rows}", ct), attempt.StartedAt);
            await transactions.SnapshotAsync(tenant, async tx => { await writer.WriteTablesAsync(tx, ct); return true; }, ct);
            await WritePartsAsync(writer, tenant, ct);
            await writer.EndAsync(tenant, ct);
        }
        var hash = await parts.EndAsync(ct);
        await NoteAsync(tenant, attempt, $"finished_at = {clock.GetUtcNow()}, sha256 = {hash}, bytes = {parts.Length}", ct);
        logger.LogInformation("The archive {Archive} of tenant {Tenant} is written: {Bytes} bytes.", attempt.Archive, tenant, parts.Length);
    }

    private async Task WritePartsAsync(ArchiveWriter writer, Guid tenant, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem(tenant);
        foreach (var part in scope.ServiceProvider.GetServices<IArchivePart>())
            await foreach (var file in part.FilesAsync(ct))
                await writer.AddAsync(file, ct);
    }

    private Task<int> NoteAsync(Guid tenant, ArchiveAttempt attempt, FormattableString what, CancellationToken ct) => transactions.RunAsync(tenant, async tx =>
    {
        await attempt.HoldAsync(tx, ct);
        return await tx.ExecuteAsync($"update app.archives set {what} where tenant_id = {tx.TenantId} and id = {attempt.Archive}", ct);
    }, ct);
}
