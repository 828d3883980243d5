using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>
/// A signed statement that retention took the beginning of a chain: everything up to and with block <paramref name="No"/>. It is
/// written in the transaction that deletes. Without it the same blocks are missing, and a verifier says so.
/// </summary>
/// <param name="Total">Entries of the chain up to and with that block.</param>
/// <param name="Hash">The hash of that block, which the next one names.</param>
/// <param name="ClosedAt">When that block was closed: no entry that is younger was taken.</param>
/// <param name="CutAt">When it was taken.</param>
/// <param name="Signature">As that of a <see cref="Checkpoint"/>.</param>
public sealed record AuditCut(
    Guid TenantId, long No, long Total, byte[] Hash, DateTimeOffset ClosedAt, DateTimeOffset CutAt, string KeyId, byte[] Signature)
{
    /// <param name="last">The newest of the blocks that go.</param>
    public static AuditCut Sign(AuditBlock last, DateTimeOffset cutAt, SigningKey key)
    {
        var cut = new AuditCut(last.TenantId, last.No, last.Total, last.Hash, last.ClosedAt, AuditTime.Cut(cutAt), key.Id, []);
        return cut with { Signature = key.Sign(cut.Digest()) };
    }

    /// <summary>False also when the key is unknown.</summary>
    public bool Verify(PublicKeys keys) => keys.Verify(KeyId, Digest(), Signature);

    private byte[] Digest() => new HashInput(4).Add(TenantId).Add(No).Add(Total).Add(Hash.AsSpan()).Add(ClosedAt).Add(CutAt).Hash();

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteWide("no", No);
        json.WriteWide("total", Total);
        json.WriteHex("hash", Hash);
        json.WriteString("closedAt", AuditTime.Text(ClosedAt));
        json.WriteString("cutAt", AuditTime.Text(CutAt));
        json.WriteString("keyId", KeyId);
        json.WriteBase64String("signature", Signature);
        json.WriteEndObject();
    }

    internal static AuditCut Read(Guid tenant, JsonFields fields) => new(
        tenant, fields.Wide("no"), fields.Wide("total"), fields.Hash("hash"), fields.Time("closedAt"), fields.Time("cutAt"),
        fields.Text("keyId"), fields.Base64("signature"));
}
