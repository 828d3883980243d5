using System.Globalization;
using System.Text;

namespace SecureObs.Audit;

/// <summary>
/// A signed payload as DSSE has it (https://github.com/secure-systems-lab/dsse): what is signed is the payload with its
/// type, so that nobody can take it for a payload of another kind. One signature, ECDSA P-256 with SHA-256, in DER.
/// </summary>
public sealed record DsseEnvelope(string PayloadType, byte[] Payload, string KeyId, byte[] Signature)
{
    public static DsseEnvelope Sign(SigningKey key, string payloadType, byte[] payload) =>
        new(payloadType, payload, key.Id, key.SignMessage(Encode(payloadType, payload)));

    /// <summary>False when it is signed with a key that is not among these, or something was changed.</summary>
    public bool Verify(PublicKeys keys) => keys.VerifyMessage(KeyId, Encode(PayloadType, Payload), Signature);

    /// <summary>The one text of this envelope, without a line break at its end.</summary>
    public string ToJson() => JsonText.Object(json =>
    {
        json.WriteBase64String("payload", Payload);
        json.WriteString("payloadType", PayloadType);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        json.WriteString("keyid", KeyId);
        json.WriteBase64String("sig", Signature);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>
    /// Reads what <see cref="ToJson"/> wrote, byte for byte; a line break may follow. Other spellings of the same, in
    /// JSON or in Base64, are refused: then no byte of the file can be changed unseen.
    /// </summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static DsseEnvelope Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonText.Parse(json);
        var fields = new JsonFields(document.RootElement);
        if (fields.Objects("signatures").ToArray() is not [var signature])
            throw new FormatException("\"signatures\" must have one entry.");
        var envelope = new DsseEnvelope(fields.Text("payloadType"), fields.Base64("payload"), signature.Text("keyid"), signature.Base64("sig"));
        var text = Encoding.UTF8.GetBytes(envelope.ToJson() + "\n");
        return json.Span.SequenceEqual(text) || json.Span.SequenceEqual(text.AsSpan(..^1))
            ? envelope
            : throw new FormatException("It is not written as SecureObs writes it.");
    }

    /// <summary>The pre-authentication encoding (PAE) of DSSE v1.</summary>
    private static byte[] Encode(string type, byte[] payload) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} ")),
        .. payload,
    ];
}
