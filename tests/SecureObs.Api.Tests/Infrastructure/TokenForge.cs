using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// Makes tokens piece by piece, each as good as Entra's but for what the caller bends: no library stands between that
/// would refuse to make them.
/// </summary>
internal sealed class TokenForge(RSA entra, string keyId, Guid person)
{
    private static readonly RSA Attacker = RSA.Create(2048);

    public Guid Person => person;

    public RSA EntraKey => entra;

    public string Good => Sign(Header(), Claims());

    public JsonObject Header() => new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId };

    public JsonObject Claims()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new()
        {
            ["aud"] = EntraStandIn.ClientId,
            ["iss"] = $"https://login.microsoftonline.com/{EntraStandIn.Directory}/v2.0",
            ["iat"] = now - 60,
            ["nbf"] = now - 60,
            ["exp"] = now + 3600,
            ["azp"] = "22222222-2222-4222-8222-222222222222",
            ["name"] = "Test Person",
            ["oid"] = person.ToString(),
            ["preferred_username"] = "test@contoso.example",
            ["scp"] = "access_as_user",
            ["sub"] = person.ToString("N"),
            ["tid"] = EntraStandIn.Directory.ToString(),
            ["ver"] = "2.0",
        };
    }

    /// <summary>Signed by Entra, with other claims.</summary>
    public string With(params (string Name, JsonNode? Value)[] claims) => Sign(Header(), Changed(Claims(), claims));

    /// <summary>Signed by Entra, without a claim.</summary>
    public string Without(string claim)
    {
        var claims = Claims();
        claims.Remove(claim);
        return Sign(Header(), claims);
    }

    /// <summary>Signed by Entra, with other members of the header.</summary>
    public string WithHeader(params (string Name, JsonNode? Value)[] members) => Sign(Changed(Header(), members), Claims());

    /// <summary>Signed by somebody else, with other members of the header.</summary>
    public string ByAttacker(params (string Name, JsonNode? Value)[] members) => Sign(Changed(Header(), members), Claims(), ByAttackersKey);

    /// <summary>With an algorithm of the caller's choice.</summary>
    public string Algorithm(string? name, Func<byte[], byte[]> sign)
    {
        var header = Header();
        if (name is null)
            header.Remove("alg");
        else
            header["alg"] = name;
        return Sign(header, Claims(), sign);
    }

    public string Sign(JsonNode header, JsonNode claims, Func<byte[], byte[]>? sign = null) => Sign(header.ToJsonString(), claims.ToJsonString(), sign);

    public string Sign(string header, string claims, Func<byte[], byte[]>? sign = null)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode((sign ?? ByEntra)(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static JsonObject AttackersKey()
    {
        var key = Attacker.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) };
    }

    public static string Encode(string text) => Base64UrlEncoder.Encode(text);

    private byte[] ByEntra(byte[] signed) => entra.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static byte[] ByAttackersKey(byte[] signed) => Attacker.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static JsonObject Changed(JsonObject json, (string Name, JsonNode? Value)[] members)
    {
        foreach (var (name, value) in members)
            json[name] = value;
        return json;
    }
}
