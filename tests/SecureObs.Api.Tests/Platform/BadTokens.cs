using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>How a request of somebody who is nobody looks: its header lines, or what it puts elsewhere.</summary>
internal sealed record BadRequest(int Status, Func<TokenForge, string[]> Headers, Func<TokenForge, string>? Query = null);

/// <summary>The table of bad tokens. Each differs in one thing from a token that is let in.</summary>
internal static class BadTokens
{
    private const string Microsoft = "https://login.microsoftonline.com";
    private static readonly string OtherDirectory = Guid.NewGuid().ToString();

    public static readonly IReadOnlyDictionary<string, BadRequest> All = new Dictionary<string, BadRequest>
    {
        ["signature: of another key with Entra's key id"] = Token(401, forge => forge.ByAttacker()),
        ["signature: one byte changed"] = Token(401, forge => forge.Good[..^9] + (forge.Good[^9] == 'A' ? 'B' : 'A') + forge.Good[^8..]),
        ["signature: of another token"] = Token(401, forge => forge.Good[..(forge.Good.LastIndexOf('.') + 1)] + forge.With(("oid", Guid.NewGuid().ToString())).Split('.')[2]),
        ["signature: missing"] = Token(401, forge => forge.Good[..(forge.Good.LastIndexOf('.') + 1)]),
        ["claims: changed after signing"] = Token(401, forge => Join(forge.Good.Split('.')[0], TokenForge.Encode(forge.Claims().ToJsonString().Replace("Test", "Rest", StringComparison.Ordinal)), forge.Good.Split('.')[2])),

        ["alg: none"] = Token(401, forge => forge.Algorithm("none", _ => [])),
        ["alg: None"] = Token(401, forge => forge.Algorithm("None", _ => [])),
        ["alg: NONE"] = Token(401, forge => forge.Algorithm("NONE", _ => [])),
        ["alg: nOnE"] = Token(401, forge => forge.Algorithm("nOnE", _ => [])),
        ["alg: none with a signature"] = Token(401, forge => forge.Algorithm("none", Rsa(forge, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        ["alg: empty"] = Token(401, forge => forge.Algorithm("", Rsa(forge, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        ["alg: missing"] = Token(401, forge => forge.Algorithm(null, Rsa(forge, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        ["alg: HS256 with the public key as PEM"] = Token(401, forge => forge.Algorithm("HS256", Hmac(Encoding.ASCII.GetBytes(forge.EntraKey.ExportSubjectPublicKeyInfoPem())))),
        ["alg: HS256 with the public key as PKCS#1 PEM"] = Token(401, forge => forge.Algorithm("HS256", Hmac(Encoding.ASCII.GetBytes(forge.EntraKey.ExportRSAPublicKeyPem())))),
        ["alg: HS256 with the public key as DER"] = Token(401, forge => forge.Algorithm("HS256", Hmac(forge.EntraKey.ExportSubjectPublicKeyInfo()))),
        ["alg: HS256 with the modulus"] = Token(401, forge => forge.Algorithm("HS256", Hmac(forge.EntraKey.ExportParameters(false).Modulus!))),
        ["alg: HS256 with the modulus as text"] = Token(401, forge => forge.Algorithm("HS256", Hmac(Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(forge.EntraKey.ExportParameters(false).Modulus!))))),
        ["alg: HS256 with an empty key"] = Token(401, forge => forge.Algorithm("HS256", Hmac([]))),
        ["alg: RS384 by Entra's key"] = Token(401, forge => forge.Algorithm("RS384", Rsa(forge, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1))),
        ["alg: RS512 by Entra's key"] = Token(401, forge => forge.Algorithm("RS512", Rsa(forge, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))),
        ["alg: PS256 by Entra's key"] = Token(401, forge => forge.Algorithm("PS256", Rsa(forge, HashAlgorithmName.SHA256, RSASignaturePadding.Pss))),
        ["alg: ES256"] = Token(401, forge => forge.Algorithm("ES256", Ecdsa)),
        ["alg: rs256 in small letters"] = Token(401, forge => forge.Algorithm("rs256", Rsa(forge, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),

        ["audience: our application id URI"] = Claim(401, "aud", $"api://{EntraStandIn.ClientId}"),
        ["audience: Microsoft Graph"] = Claim(401, "aud", "00000003-0000-0000-c000-000000000000"),
        ["audience: the dashboard's own id"] = Claim(401, "aud", "22222222-2222-4222-8222-222222222222"),
        ["audience: empty"] = Claim(401, "aud", ""),
        ["audience: missing"] = Missing(401, "aud"),
        ["audience: a list of others"] = Token(401, forge => forge.With(("aud", new JsonArray(OtherDirectory, "api://other")))),
        ["audience: an empty list"] = Token(401, forge => forge.With(("aud", new JsonArray()))),
        ["audience: ours with a space"] = Claim(401, "aud", EntraStandIn.ClientId + " "),

        ["issuer: of another directory than tid"] = Claim(401, "iss", $"{Microsoft}/{OtherDirectory}/v2.0"),
        ["issuer: tid of another directory"] = Claim(401, "tid", OtherDirectory),
        ["issuer: somebody else"] = Claim(401, "iss", $"https://login.evil.example/{EntraStandIn.Directory}/v2.0"),
        ["issuer: Microsoft's name as a prefix"] = Claim(401, "iss", $"{Microsoft}.evil.example/{EntraStandIn.Directory}/v2.0"),
        ["issuer: over http"] = Claim(401, "iss", $"http://login.microsoftonline.com/{EntraStandIn.Directory}/v2.0"),
        ["issuer: common"] = Claim(401, "iss", $"{Microsoft}/common/v2.0"),
        ["issuer: the template itself"] = Token(403, forge => forge.With(("iss", $"{Microsoft}/{{tenantid}}/v2.0"), ("tid", "{tenantid}"))),
        ["issuer: of the first version"] = Claim(401, "iss", $"https://sts.windows.net/{EntraStandIn.Directory}/"),
        ["issuer: empty"] = Claim(401, "iss", ""),
        ["issuer: missing"] = Missing(401, "iss"),
        ["version: a whole token of the first version"] = Token(401, forge => forge.With(("ver", "1.0"), ("aud", $"api://{EntraStandIn.ClientId}"), ("iss", $"https://sts.windows.net/{EntraStandIn.Directory}/"))),

        ["tid: missing"] = Missing(401, "tid"),
        ["tid: malformed"] = Claim(401, "tid", "contoso"),
        ["tid: empty guid"] = Token(403, forge => forge.With(("tid", Guid.Empty.ToString()), ("iss", $"{Microsoft}/{Guid.Empty}/v2.0"))),
        ["tid: twice"] = Token(401, forge => forge.With(("tid", new JsonArray(EntraStandIn.Directory.ToString(), OtherDirectory)))),
        ["oid: missing"] = Missing(403, "oid"),
        ["oid: malformed"] = Claim(403, "oid", "somebody"),
        ["oid: empty"] = Claim(403, "oid", ""),
        ["oid: empty guid"] = Claim(403, "oid", Guid.Empty.ToString()),
        ["oid: a number"] = Token(403, forge => forge.With(("oid", 42))),
        ["oid: two of them"] = Token(403, forge => forge.With(("oid", new JsonArray(forge.Person.ToString(), Guid.NewGuid().ToString())))),

        ["time: expired"] = Token(401, forge => forge.With(("exp", Now - 600))),
        ["time: not yet valid"] = Token(401, forge => forge.With(("nbf", Now + 600))),
        ["time: no expiry"] = Missing(401, "exp"),
        ["time: expiry as text"] = Token(401, forge => forge.With(("exp", "never"))),
        ["time: expiry below zero"] = Token(401, forge => forge.With(("exp", -1))),
        ["time: expiry beyond all dates"] = Token(401, forge => forge.With(("exp", 99_999_999_999_999_999L))),
        ["time: expiry null"] = Token(401, forge => forge.With(("exp", null))),
        ["time: expiry before beginning"] = Token(401, forge => forge.With(("nbf", Now + 60), ("exp", Now + 30))),

        ["scope: none"] = Missing(401, "scp"),
        ["scope: empty"] = Claim(403, "scp", ""),
        ["scope: another"] = Claim(403, "scp", "User.Read openid"),
        ["scope: ours as an end"] = Claim(403, "scp", "xaccess_as_user"),
        ["scope: ours as a beginning"] = Claim(403, "scp", "access_as_user2"),
        ["scope: in other letters"] = Claim(403, "scp", "Access_As_User"),
        ["scope: with commas"] = Claim(403, "scp", "other,access_as_user"),
        ["scope: with look-alike letters"] = Claim(403, "scp", "аccess_as_user"),
        ["scope: of an application with roles"] = Token(403, forge => forge.Sign(forge.Header(), Roles(forge, "Findings.Read"))),
        ["scope: ours, as a role"] = Token(403, forge => forge.Sign(forge.Header(), Roles(forge, "access_as_user"))),
        ["ID token of the dashboard"] = Token(401, forge => forge.Sign(forge.Header(), IdToken(forge, "22222222-2222-4222-8222-222222222222"))),
        ["ID token for the API"] = Token(401, forge => forge.Sign(forge.Header(), IdToken(forge, EntraStandIn.ClientId))),

        ["kid: unknown"] = Header(401, "kid", "nobody's"),
        ["kid: missing"] = Token(401, forge => forge.Sign(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256" }, forge.Claims())),
        ["kid: a path"] = Header(401, "kid", "../../../../dev/null"),
        ["kid: a statement"] = Header(401, "kid", "x' union select 'key' --"),
        ["kid: a path, signed with an empty key"] = Token(401, forge => forge.Sign(new JsonObject { ["alg"] = "HS256", ["kid"] = "../../dev/null" }, forge.Claims(), Hmac([]))),
        ["header: jku of an attacker"] = Token(401, forge => forge.ByAttacker(("jku", "http://127.0.0.1:1/keys"), ("kid", "attacker"))),
        ["header: x5u of an attacker"] = Token(401, forge => forge.ByAttacker(("x5u", "http://127.0.0.1:1/certificate"), ("kid", "attacker"))),
        ["header: jwk of an attacker"] = Token(401, forge => forge.ByAttacker(("jwk", TokenForge.AttackersKey()))),
        ["header: crit"] = Token(401, forge => forge.WithHeader(("crit", new JsonArray("b64")), ("b64", false))),
        ["header: crit that is empty"] = Token(401, forge => forge.WithHeader(("crit", new JsonArray()))),
        ["typ: of a logout token"] = Header(401, "typ", "logout+jwt"),
        ["typ: of a proof"] = Header(401, "typ", "dpop+jwt"),
        ["typ: empty"] = Header(401, "typ", ""),
        ["typ: missing"] = Token(401, forge => forge.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = forge.Header()["kid"]!.GetValue<string>() }, forge.Claims())),

        ["form: cut"] = Token(401, forge => forge.Good[..(forge.Good.Length / 2)]),
        ["form: four parts"] = Token(401, forge => forge.Good + ".e30"),
        ["form: five parts"] = Token(401, forge => forge.Good + ".e30.e30"),
        ["form: two dots"] = Token(401, _ => ".."),
        ["form: no claims"] = Token(401, forge => Join(forge.Good.Split('.')[0], "", forge.Good.Split('.')[2])),
        ["form: no header"] = Token(401, forge => Join("", forge.Good.Split('.')[1], forge.Good.Split('.')[2])),
        ["form: claims are no JSON"] = Token(401, forge => forge.Sign(forge.Header().ToJsonString(), "{\"oid\":")),
        ["form: claims are a list"] = Token(401, forge => forge.Sign(forge.Header().ToJsonString(), "[]")),
        ["form: claims nest deeply"] = Token(401, forge => forge.Sign(forge.Header().ToJsonString(), string.Concat(Enumerable.Repeat("{\"a\":", 2000)) + "1" + new string('}', 2000))),
        ["form: padded"] = Token(401, forge => forge.Good + "=="),
        ["form: a space inside"] = Token(401, forge => forge.Good.Insert(40, " ")),
        ["form: in quotes"] = Token(401, forge => $"\"{forge.Good}\""),
        ["form: an invisible character inside"] = Token(401, forge => forge.Good.Insert(40, "\u200B")),
        ["form: encrypted"] = Token(401, Encrypted),
        ["form: empty"] = Lines(401, _ => ["Authorization: Bearer "]),
        ["form: no token"] = Lines(401, _ => ["Authorization: Bearer"]),
        ["form: 30 KB"] = Token(401, forge => forge.ByAttacker(("x", new string('x', 20_000)))),
        ["form: 100 KB"] = Token(431, forge => forge.With(("name", new string('x', 75_000)))),

        ["claims twice: scope"] = Token(403, forge => forge.Sign(forge.Header().ToJsonString(), forge.Claims().ToJsonString()[..^1] + ",\"scp\":\"other\"}")),
        ["claims twice: oid"] = Token(403, forge => forge.Sign(forge.Header().ToJsonString(), forge.Claims().ToJsonString()[..^1] + ",\"oid\":\"x\"}")),

        ["place: two headers"] = Lines(401, forge => [$"Authorization: Bearer {forge.Good}", $"Authorization: Bearer {forge.Good}"]),
        ["place: a good one after another scheme"] = Lines(401, forge => ["Authorization: Basic eDp5", $"Authorization: Bearer {forge.Good}"]),
        ["place: twice in one header"] = Token(401, forge => $"{forge.Good}, Bearer {forge.Good}"),
        ["place: the query"] = new(401, _ => [], forge => $"access_token={forge.Good}"),
        ["place: a cookie"] = Lines(401, forge => [$"Cookie: access_token={forge.Good}; Authorization=Bearer%20{forge.Good}"]),
        ["place: the header of a proxy"] = Lines(401, forge => [$"Proxy-Authorization: Bearer {forge.Good}"]),
        ["place: the header of keys"] = Lines(401, forge => [$"X-Api-Key: {forge.Good}"]),
        ["scheme: none"] = Lines(401, forge => [$"Authorization: {forge.Good}"]),
        ["scheme: Basic"] = Lines(401, forge => [$"Authorization: Basic {forge.Good}"]),
        ["scheme: DPoP"] = Lines(401, forge => [$"Authorization: DPoP {forge.Good}"]),
        ["scheme: BearerBearer"] = Lines(401, forge => [$"Authorization: BearerBearer {forge.Good}"]),
        ["scheme: with a look-alike letter"] = Lines(401, forge => [$"Authorization: Bеarer {forge.Good}"]),
        ["scheme: with a tab"] = Lines(401, forge => [$"Authorization: Bearer\t{forge.Good}"]),
        ["header line: folded"] = Lines(400, forge => [$"Authorization: Bearer\r\n {forge.Good}"]),
        ["header line: a NUL"] = Lines(400, forge => [$"Authorization: Bearer {forge.Good}\0"]),
    };

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static BadRequest Lines(int status, Func<TokenForge, string[]> headers) => new(status, headers);

    private static BadRequest Token(int status, Func<TokenForge, string> token) => new(status, forge => [$"Authorization: Bearer {token(forge)}"]);

    private static BadRequest Claim(int status, string name, string value) => Token(status, forge => forge.With((name, value)));

    private static BadRequest Missing(int status, string name) => Token(status, forge => forge.Without(name));

    private static BadRequest Header(int status, string name, string value) => Token(status, forge => forge.WithHeader((name, value)));

    private static string Join(params string[] parts) => string.Join('.', parts);

    private static Func<byte[], byte[]> Hmac(byte[] key) => signed => HMACSHA256.HashData(key, signed);

    private static Func<byte[], byte[]> Rsa(TokenForge forge, HashAlgorithmName hash, RSASignaturePadding padding) => signed => forge.EntraKey.SignData(signed, hash, padding);

    private static byte[] Ecdsa(byte[] signed)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(signed, HashAlgorithmName.SHA256);
    }

    /// <summary>What an application gets for itself: roles and no scope.</summary>
    private static JsonObject Roles(TokenForge forge, string role)
    {
        var claims = forge.Claims();
        claims.Remove("scp");
        claims["roles"] = new JsonArray(role);
        return claims;
    }

    private static JsonObject IdToken(TokenForge forge, string audience)
    {
        var claims = forge.Claims();
        claims.Remove("scp");
        claims["aud"] = audience;
        claims["nonce"] = "n";
        return claims;
    }

    private static string Encrypted(TokenForge forge) => new JsonWebTokenHandler().EncryptToken(
        forge.Good, new EncryptingCredentials(new RsaSecurityKey(forge.EntraKey.ExportParameters(false)), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256));
}
