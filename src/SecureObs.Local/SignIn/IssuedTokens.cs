using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Local.SignIn;

/// <summary>Tokens with the claims of Entra ID v2.0, signed by a key that lives and dies with the process.</summary>
internal sealed class IssuedTokens(DevIssuerOptions options, TimeProvider clock)
{
    public const string ApiScope = "access_as_user";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public object PublicKeys()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = "RS256",
                    kid = key.KeyId,
                    n = WebEncoders.Base64UrlEncode(parameters.Modulus!),
                    e = WebEncoders.Base64UrlEncode(parameters.Exponent!),
                    issuer = $"{options.Origin}/{{tenantid}}/v2.0",
                },
            },
        };
    }

    /// <param name="scope">As the browser asked for it: other APIs' scopes are left out.</param>
    public string Access(DemoPerson person, string scope)
    {
        var prefix = $"api://{options.ApiClientId}/";
        var granted = scope.Split(' ').Where(s => s == prefix + ApiScope).Select(s => s[prefix.Length..]);
        return Sign(person, options.ApiClientId, new()
        {
            ["azp"] = options.SpaClientId,
            ["azpacr"] = "0",
            ["scp"] = string.Join(' ', granted.Distinct()),
        });
    }

    /// <summary>An access token for the dashboard's API without a browser: for tests.</summary>
    public string Access(DemoPerson person) => Access(person, $"api://{options.ApiClientId}/{ApiScope}");

    public string Id(DemoPerson person, string? nonce) =>
        Sign(person, options.SpaClientId, nonce is null ? [] : new() { ["nonce"] = nonce });

    /// <summary>What MSAL names its accounts by.</summary>
    public static string ClientInfo(DemoPerson person) => WebEncoders.Base64UrlEncode(
        JsonSerializer.SerializeToUtf8Bytes(new { uid = person.ObjectId.ToString(), utid = person.DirectoryId.ToString() }));

    private string Sign(DemoPerson person, string audience, Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        claims["name"] = person.Name;
        claims["preferred_username"] = person.Username;
        claims["oid"] = person.ObjectId.ToString();
        claims["tid"] = person.DirectoryId.ToString();
        claims["sub"] = Subject(person, audience);
        claims["uti"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        claims["ver"] = "2.0";
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = $"{options.Origin}/{person.DirectoryId}/v2.0",
            Audience = audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Another one at each audience, as Entra does.</summary>
    private static string Subject(DemoPerson person, string audience) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes($"{person.ObjectId}|{audience}")));
}
