using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Api.Features.Keyless;

/// <summary>
/// A pipeline's OpenID Connect token. What it says is only a question for keys until <see cref="VerifyAsync"/> answers, and that
/// takes only what every CI system sends: a signature by the key that it names, one spelling, no extensions (RFC 7515, RFC 8725).
/// </summary>
internal sealed class WorkloadToken
{
    /// <summary>Asymmetric ones alone: a public key must never be a shared secret.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Tokens of CI systems live for minutes; those of GitLab as long as a job.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = TokenClaims.MostBytes };

    private readonly JsonWebToken token;

    private WorkloadToken(JsonWebToken token, TokenClaims claims, string issuer) => (this.token, Claims, Issuer) = (token, claims, issuer);

    public TokenClaims Claims { get; }

    public string Issuer { get; }

    public DateTimeOffset EndsAt => new(token.ValidTo, TimeSpan.Zero);

    /// <summary>Whether it was made for this reader and nobody else: others who got it could send it here.</summary>
    public bool IsFor(string audience) => token.Audiences.ToList() is [var only] && only == audience;

    /// <summary>Recognises it when it comes again.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(token.EncodedToken));

    /// <summary>Null when it is no signed token of this form.</summary>
    public static WorkloadToken? Read(string text)
    {
        if (text.Length > TokenClaims.MostBytes || text.AsSpan().ContainsAnyExcept(Letters) || text.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } payload, { Length: > 0 }])
            return null;
        if (Decode(header) is not { } head || Decode(payload) is not { } body || TokenClaims.Read(head) is null || TokenClaims.Read(body) is not { } claims)
            return null;
        if (claims["iss"] is not { Length: > 0 } issuer)
            return null;
        try
        {
            return new(new JsonWebToken(text), claims, issuer);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the issuer signed it, for this audience, and for now.</summary>
    /// <exception cref="IssuerAwayException">The issuer cannot be asked for its keys.</exception>
    public async Task<bool> VerifyAsync(IssuerKeys keys, IReadOnlyCollection<string> audiences, DateTimeOffset now, CancellationToken ct)
    {
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal) || token.Kid is not { Length: > 0 } keyId || token.TryGetHeaderValue<object>("crit", out _))
            return false;
        if (!await Handler.IsSignedAsync(token, await keys.FindAsync(Issuer, keyId, ct), Issuer, audiences, Algorithms))
            return false;
        var (from, to) = (new DateTimeOffset(token.ValidFrom, TimeSpan.Zero), EndsAt);
        var begins = from == DateTimeOffset.MinValue ? new DateTimeOffset(token.IssuedAt, TimeSpan.Zero) : from;
        return begins > DateTimeOffset.UnixEpoch && begins <= now + Skew && now < to + Skew && to - begins <= LongestLife;
    }

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

file static class Signatures
{
    /// <summary>Time is looked at elsewhere, by our own clock.</summary>
    public static async Task<bool> IsSignedAsync(
        this JsonWebTokenHandler handler, JsonWebToken token, SecurityKey? key, string issuer, IEnumerable<string> audiences, IEnumerable<string> algorithms) => key is not null
        && (await handler.ValidateTokenAsync(token, new()
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = algorithms,
            ValidIssuer = issuer,
            ValidAudiences = audiences,
            RequireSignedTokens = true,
            ValidateLifetime = false,
        })).IsValid;
}
