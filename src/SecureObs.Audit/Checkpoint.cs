namespace SecureObs.Audit;

/// <summary>
/// A signed statement about a block. Kept where whoever administers the database cannot write, it shows when blocks were
/// cut off or written anew.
/// </summary>
/// <param name="Total">Entries in the chain up to and with the block.</param>
/// <param name="Hash">The hash of the block.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, r and s one after the other (IEEE P1363, 64 bytes).</param>
public sealed record Checkpoint(Guid TenantId, long No, long Total, DateTimeOffset ClosedAt, byte[] Hash, string KeyId, byte[] Signature)
{
    public const string Format = "secureobs-checkpoint-1";

    public static Checkpoint Of(AuditBlock block) =>
        new(block.TenantId, block.No, block.Total, block.ClosedAt, block.Hash, block.KeyId, block.Signature);

    /// <summary>False also when the key is unknown.</summary>
    public bool Verify(PublicKeys keys) => keys.Verify(KeyId, Digest(), Signature);

    public string ToJson() => JsonText.Object(json =>
    {
        json.WriteString("format", Format);
        json.WriteString("tenant", TenantId);
        json.WriteWide("no", No);
        json.WriteWide("total", Total);
        json.WriteString("closedAt", AuditTime.Text(ClosedAt));
        json.WriteHex("hash", Hash);
        json.WriteString("keyId", KeyId);
        json.WriteBase64String("signature", Signature);
    });

    /// <exception cref="FormatException">It is no checkpoint; says why.</exception>
    public static Checkpoint Parse(string json)
    {
        using var document = JsonText.Parse(json);
        var fields = new JsonFields(document.RootElement);
        if (fields.Text("format") != Format)
            throw new FormatException($"This is no checkpoint: its format is not {Format}.");
        return new(fields.Id("tenant"), fields.Wide("no"), fields.Wide("total"), fields.Time("closedAt"),
            fields.Hash("hash"), fields.Text("keyId"), fields.Base64("signature"));
    }

    /// <summary>What is signed.</summary>
    internal byte[] Digest() => Encoded().Hash();

    internal HashInput Encoded() => new HashInput(3).Add(TenantId).Add(No).Add(Total).Add(ClosedAt).Add(Hash.AsSpan());
}
