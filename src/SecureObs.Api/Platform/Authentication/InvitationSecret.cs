using System.Diagnostics;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The plaintext of an invitation, in <see cref="TokenFormat"/>. Whoever has it may join once; it is shown once, and the
/// database holds only <see cref="Hash"/>.
/// </summary>
[DebuggerDisplay(Marker + "…")]
internal readonly record struct InvitationSecret
{
    public const string Marker = "sobi_";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string plaintext;

    private InvitationSecret(string plaintext) => this.plaintext = plaintext;

    /// <summary>The part that lists show; it proves nothing.</summary>
    public string PublicPart => TokenFormat.PublicPart(plaintext);

    public static InvitationSecret Generate() => new(TokenFormat.Generate(Marker));

    /// <summary>Accepts white space around it, as pasted; refuses a typo.</summary>
    public static bool TryParse(string? text, out InvitationSecret secret)
    {
        var trimmed = text?.Trim() ?? "";
        secret = new(trimmed);
        return TokenFormat.Matches(Marker, trimmed);
    }

    public byte[] Hash() => TokenFormat.Hash(plaintext);

    public string Reveal() => plaintext;

    public override string ToString() => Marker + "…";
}
