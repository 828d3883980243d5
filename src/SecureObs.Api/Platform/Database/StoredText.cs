namespace SecureObs.Api.Platform.Database;

/// <summary>PostgreSQL has no NUL in text: it becomes U+FFFD on the way in, in what is stored and in what is looked for.</summary>
internal static class StoredText
{
    public static string Of(string text) => text.Replace('\0', '\uFFFD');
}
