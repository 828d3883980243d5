using System.Security.Cryptography;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

/// <summary>
/// The archive's bytes, stored in parts as they come. What is written without waiting, as an archive writes its headers, stays in
/// memory until the next part is full.
/// </summary>
/// <param name="attempt">Stores nothing once another one has begun anew.</param>
internal sealed class PartWriter(TenantTransactions transactions, Guid tenant, ArchiveAttempt attempt) : Stream
{
    /// <summary>Of every part but the last.</summary>
    public const int PartSize = 512 * 1024;

    private readonly MemoryStream waiting = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int parts;
    private long stored;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => stored + waiting.Length;
    public override long Position { get => Length; set => throw new NotSupportedException(); }

    /// <summary>Stores what is left; returns the hash of all.</summary>
    public async Task<byte[]> EndAsync(CancellationToken ct)
    {
        await StoreAsync(least: 1, ct);
        return hash.GetHashAndReset();
    }

    public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        waiting.Write(buffer.Span);
        await StoreAsync(PartSize, cancellationToken);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task StoreAsync(int least, CancellationToken ct)
    {
        while (waiting.Length >= least)
        {
            var all = waiting.GetBuffer().AsMemory(0, (int)waiting.Length);
            var part = all[..Math.Min(PartSize, all.Length)].ToArray();
            var rest = all[part.Length..].ToArray();
            await StorePartAsync(parts, part, ct);
            hash.AppendData(part);
            (parts, stored) = (parts + 1, stored + part.Length);
            waiting.SetLength(0);
            waiting.Write(rest);
        }
    }

    private Task<int> StorePartAsync(int no, byte[] part, CancellationToken ct) => transactions.RunAsync(tenant, async tx =>
    {
        await attempt.HoldAsync(tx, ct);
        return await tx.ExecuteAsync($"""
            insert into app.archive_parts (tenant_id, archive_id, no, bytes) values ({tx.TenantId}, {attempt.Archive}, {no}, {part})
            on conflict on constraint archive_parts_pk do nothing
            """, ct);
    }, ct);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            waiting.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
