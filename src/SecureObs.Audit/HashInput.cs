using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Audit;

/// <summary>
/// The bytes that are hashed. Every value has a fixed width or a length before it, so no two different records give the
/// same bytes. Integers big-endian, UUIDs as RFC 9562 prints them, times in microseconds since 1970-01-01T00:00Z.
/// </summary>
internal sealed class HashInput
{
    /// <summary>A lone surrogate has no UTF-8: it throws, because its replacement would equal the one of another text.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] bytes = new byte[512];
    private int length;

    /// <param name="domain">What kind of record this is: 0 a leaf, 1 a node, 2 a block, 3 a checkpoint, 4 a cut. Keeps one from passing as another.</param>
    public HashInput(byte domain) => Add(domain);

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public HashInput Add(byte value)
    {
        Grow(1)[0] = value;
        return this;
    }

    public HashInput Add(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Grow(sizeof(int)), value);
        return this;
    }

    public HashInput Add(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Grow(sizeof(long)), value);
        return this;
    }

    public HashInput Add(Guid value)
    {
        value.TryWriteBytes(Grow(16), bigEndian: true, out _);
        return this;
    }

    public HashInput Add(DateTimeOffset value) => Add(AuditTime.Microseconds(value));

    public HashInput Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Grow(value.Length));
        return this;
    }

    public HashInput Add(string text)
    {
        var count = Utf8.GetByteCount(text);
        Add(count);
        Utf8.GetBytes(text, Grow(count));
        return this;
    }

    public byte[] Hash() => SHA256.HashData(Bytes);

    private Span<byte> Grow(int count)
    {
        if (length + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        length += count;
        return bytes.AsSpan(length - count, count);
    }
}
