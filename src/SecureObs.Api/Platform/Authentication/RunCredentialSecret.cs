using System.Diagnostics;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The plaintext of a credential that a pipeline got for its token, in <see cref="TokenFormat"/>: it goes where an API key goes.
/// </summary>
[DebuggerDisplay(Marker + "…")]
internal readonly record struct RunCredentialSecret
{
    public const string Marker = "sobr_";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string plaintext;

    private RunCredentialSecret(string plaintext) => this.plaintext = plaintext;

    public static RunCredentialSecret Generate() => new(TokenFormat.Generate(Marker));

    /// <summary>Accepts one with white space around it; refuses a typo.</summary>
    public static bool TryParse(string? text, out RunCredentialSecret secret)
    {
        var trimmed = text?.Trim() ?? "";
        secret = new(trimmed);
        return TokenFormat.Matches(Marker, trimmed);
    }

    public byte[] Hash() => TokenFormat.Hash(plaintext);

    public string Reveal() => plaintext;

    public override string ToString() => Marker + "…";
}
