namespace SecureObs.Api.Platform.Transport.Answers;

/// <summary>
/// Holds an answer back until it is whole or larger than <see cref="Most"/>; then it lets go and everything passes. Nothing
/// is on its way before, so an exception still becomes a problem document.
/// </summary>
internal sealed class HeldBody(Stream body) : Stream
{
    /// <summary>Well above a page of 200 findings.</summary>
    public const int Most = 1024 * 1024;

    private readonly MemoryStream held = new();

    /// <summary>False once it has let go: what is gone has no tag.</summary>
    public bool IsWhole { get; private set; } = true;

    public ReadOnlyMemory<byte> Held => held.GetBuffer().AsMemory(0, (int)held.Length);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsWhole && held.Length + buffer.Length <= Most)
        {
            held.Write(buffer.Span);
            return;
        }
        await LetGoAsync(cancellationToken);
        await body.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => IsWhole ? Task.CompletedTask : body.FlushAsync(cancellationToken);

    /// <summary>Sends what is held; from then on nothing is.</summary>
    public async Task LetGoAsync(CancellationToken ct)
    {
        if (!IsWhole)
            return;
        IsWhole = false;
        if (held.Length > 0)
            await body.WriteAsync(Held, ct);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
}
