using System.IO.Compression;
using Microsoft.AspNetCore.RequestDecompression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace SecureObs.Api.Platform.Transport;

/// <summary>Unfolds a request body as it is read. Damaged data is the client's fault: 400, not 500.</summary>
internal sealed class Decompression(Func<Stream, Stream> open) : IDecompressionProvider
{
    /// <summary>8 MiB as RFC 8878 recommends; a frame could ask for 2 GiB of memory otherwise.</summary>
    private const int WindowLog = 23;

    public static readonly Decompression Gzip = new(body => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true));
    public static readonly Decompression Brotli = new(body => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true));
    public static readonly Decompression Zstandard = new(body =>
    {
        var stream = new DecompressionStream(body, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        return stream;
    });

    public Stream GetDecompressionStream(Stream stream) => new Unfolded(open(stream));

    private sealed class Unfolded(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }
            // Each library has its own; Brotli's stream throws the second, Zstandard's a truncated one the third.
            catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException or EndOfStreamException or ZstdException)
            {
                throw new BadHttpRequestException("The compressed body is damaged.", StatusCodes.Status400BadRequest, damaged);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
