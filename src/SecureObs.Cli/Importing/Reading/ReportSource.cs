using System.Text;

namespace SecureObs.Cli.Importing.Reading;

/// <summary>A report that can be read several times, as UTF-8 whatever it was written in: UTF-8 or UTF-16, with or without a byte order mark.</summary>
internal sealed class ReportSource
{
    private readonly Func<Stream> open;
    private readonly Encoding? encoding;
    private readonly int mark;

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ReportSource(string path) : this(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan)) { }

    /// <param name="stream">Seekable; it stays open.</param>
    public ReportSource(Stream stream) : this(() => new Unclosed(stream)) { }

    private ReportSource(Func<Stream> open)
    {
        this.open = open;
        using var stream = open();
        Span<byte> first = stackalloc byte[4];
        (encoding, mark) = first[..stream.ReadAtLeast(first, 4, throwOnEndOfStream: false)] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding?)null, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            // JSON starts with a character of ASCII, so the zero byte tells.
            [not 0, 0, ..] => (Encoding.Unicode, 0),
            [0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
            _ => (null, 0),
        };
    }

    /// <summary>The report from its start, in UTF-8 without a mark.</summary>
    public Stream Open()
    {
        var stream = open();
        stream.Seek(mark, SeekOrigin.Begin);
        return encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
    }

    /// <summary>Lets several readers close what is not theirs.</summary>
    private sealed class Unclosed(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => inner.Position = value; }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override int Read(Span<byte> buffer) => inner.Read(buffer);
        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);
        public override void Flush() { }
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
