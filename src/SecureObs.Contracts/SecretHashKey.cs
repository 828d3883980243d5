namespace SecureObs.Contracts;

/// <summary>
/// <c>GET /api/projects/{projectId}/secret-hash-key</c>: under which the command hashes the secrets that it masks, so
/// that equal ones of the organisation are known as equal. Keep it in memory only.
/// </summary>
/// <param name="Key">32 bytes in Base64, for HMAC-SHA256; a hash is its first 16 bytes.</param>
public sealed record SecretHashKey(string Key)
{
    /// <summary>Hides the key: a record would print it.</summary>
    public override string ToString() => nameof(SecretHashKey);
}
