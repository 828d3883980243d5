using System.Diagnostics;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The plaintext of an API key, in <see cref="TokenFormat"/>. It exists in memory between issuing and showing it, and
/// while a request is authenticated; the database holds only <see cref="Hash"/>.
/// </summary>
[DebuggerDisplay(Marker + "…")]
internal readonly record struct ApiKeySecret
{
    public const string Marker = "sobs_";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string plaintext;

    private ApiKeySecret(string plaintext) => this.plaintext = plaintext;

    /// <summary>The part that lists show; it proves nothing.</summary>
    public string PublicPart => TokenFormat.PublicPart(plaintext);

    public static ApiKeySecret Generate() => new(TokenFormat.Generate(Marker));

    /// <summary>Accepts a key with white space around it, as pasted into a CI variable; refuses a typo.</summary>
    public static bool TryParse(string? text, out ApiKeySecret secret)
    {
        var trimmed = text?.Trim() ?? "";
        secret = new(trimmed);
        return TokenFormat.Matches(Marker, trimmed);
    }

    public byte[] Hash() => TokenFormat.Hash(plaintext);

    public string Reveal() => plaintext;

    public override string ToString() => Marker + "…";
}
