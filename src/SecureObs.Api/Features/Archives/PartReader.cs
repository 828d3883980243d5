using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

/// <summary>Reads an archive from any place on, one part in memory at a time.</summary>
internal sealed class PartReader(TenantTransactions transactions, Guid tenant, Guid archive, long length) : Stream
{
    private byte[] part = [];
    private int held = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length)
            return 0;
        await HoldAsync((int)(Position / PartWriter.PartSize), cancellationToken);
        var rest = part.AsMemory((int)(Position % PartWriter.PartSize));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task HoldAsync(int no, CancellationToken ct)
    {
        if (held == no)
            return;
        part = await transactions.ReadAsync(tenant, tx => tx.FirstAsync<byte[]>($"""
            select bytes from app.archive_parts where tenant_id = {tx.TenantId} and archive_id = {archive} and no = {no}
            """, ct), ct) ?? throw new IOException("The archive was removed while it was read.");
        held = no;
    }
}
