using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using SecureObs.Api.Platform.Secrets;

namespace SecureObs.Api.Features.Archives;

/// <summary>
/// Addresses under which an archive is fetched without signing in, by a browser or a download tool, for an hour: tenant, archive and
/// end, with an HMAC-SHA256 under a key of the tenant. Nothing of it is stored.
/// </summary>
internal sealed class ArchiveLinks(SecretHashes secrets, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private const int Said = 16 + 16 + 8;
    private const int Length = Said + 32;

    public (string Token, DateTimeOffset End) Make(Guid tenant, Guid archive)
    {
        var end = clock.GetUtcNow() + Life;
        Span<byte> token = stackalloc byte[Length];
        tenant.TryWriteBytes(token, bigEndian: true, out _);
        archive.TryWriteBytes(token[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[32..], end.ToUnixTimeSeconds());
        Sign(tenant, token[..Said]).CopyTo(token[Said..]);
        return (Base64Url.EncodeToString(token), end);
    }

    /// <summary>Null when it is none of ours, or over.</summary>
    public (Guid Tenant, Guid Archive)? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (token.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.TryDecodeFromChars(token, bytes, out var read) || read != Length)
            return null;
        var tenant = new Guid(bytes[..16], bigEndian: true);
        var isOurs = CryptographicOperations.FixedTimeEquals(Sign(tenant, bytes[..Said]), bytes[Said..]);
        var end = BinaryPrimitives.ReadInt64BigEndian(bytes[32..]);
        return isOurs && clock.GetUtcNow().ToUnixTimeSeconds() < end ? (tenant, new Guid(bytes[16..32], bigEndian: true)) : null;
    }

    private byte[] Sign(Guid tenant, ReadOnlySpan<byte> said) =>
        HMACSHA256.HashData(secrets.KeyFor("archive-links", tenant).Reveal(), said);
}
