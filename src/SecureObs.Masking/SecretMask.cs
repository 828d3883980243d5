namespace SecureObs.Masking;

/// <summary>
/// Takes secrets out of text before it is stored, sent or logged. The command uses it before it uploads;
/// the API uses it again, because older clients send secrets in clear.
/// A masked secret keeps its length and, when it is long enough to spare them, its first and last characters:
/// <c>AKIA************7EXA</c>. That is enough to recognise one's own secret and useless to anybody else.
/// </summary>
public static partial class SecretMask
{
    /// <summary>Masks one secret.</summary>
    public static string Secret(string secret) => throw new NotImplementedException();
}
