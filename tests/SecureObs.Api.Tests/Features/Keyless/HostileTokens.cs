using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>Tokens that a project must not take, by what is wrong with them. All else of each is good.</summary>
internal static class HostileTokens
{
    private static readonly Func<byte[], byte[]> Nothing = _ => [];

    public static readonly IReadOnlyDictionary<string, Func<OidcIssuer, string>> All = new Dictionary<string, Func<OidcIssuer, string>>
    {
        ["audience: of somebody else"] = issuer => issuer.Token(("aud", "https://other.example")),
        ["audience: ours among others"] = issuer => issuer.Token(("aud", new JsonArray("https://other.example", Trusting.Audience))),
        ["audience: with a slash"] = issuer => issuer.Token(("aud", Trusting.Audience + "/")),
        ["audience: none"] = issuer => issuer.Token(("aud", null)),
        ["repository: another one"] = issuer => issuer.Token(("repository", "octo-org/other")),
        ["repository: of another owner"] = issuer => issuer.Token(("repository", "evil/shop")),
        ["repository: with more behind it"] = issuer => issuer.Token(("repository", "octo-org/shop-evil")),
        ["repository: with more before it"] = issuer => issuer.Token(("repository", "x/octo-org/shop")),
        ["repository: in other letters"] = issuer => issuer.Token(("repository", "Octo-Org/Shop")),
        ["repository: a list"] = issuer => issuer.Token(("repository", new JsonArray("octo-org/shop"))),
        ["repository: none"] = issuer => issuer.Token(("repository", null)),
        ["repository: with a line break"] = issuer => issuer.Token(("repository", "octo-org/shop\n")),
        ["ref: another branch"] = issuer => issuer.Token(("ref", "refs/heads/dev")),
        ["ref: a tag of the same name"] = issuer => issuer.Token(("ref", "refs/tags/main")),
        ["ref: none"] = issuer => issuer.Token(("ref", null)),
        ["fork: a pull request"] = issuer => issuer.Token(("event_name", "pull_request")),
        ["fork: a pull request that runs in the base repository"] = issuer => issuer.Token(("event_name", "pull_request_target")),
        ["fork: what a pull request set off"] = issuer => issuer.Token(("event_name", "workflow_run")),
        ["fork: a comment on a pull request"] = issuer => issuer.Token(("event_name", "issue_comment")),
        ["fork: by its subject"] = issuer => issuer.Token(("sub", "repo:octo-org/shop:pull_request")),
        ["run: another one"] = issuer => issuer.Token(("run_id", "816")),
        ["run: part of the number"] = issuer => issuer.Token(("run_id", "81")),
        ["run: none"] = issuer => issuer.Token(("run_id", null)),
        ["time: expired"] = issuer => issuer.Token(("exp", Now - 120)),
        ["time: not yet"] = issuer => issuer.Token(("nbf", Now + 600), ("iat", Now + 600), ("exp", Now + 900)),
        ["time: for ever"] = issuer => issuer.Token(("exp", Now + 10L * 365 * 86_400)),
        ["time: no end"] = issuer => issuer.Token(("exp", null)),
        ["time: no beginning"] = issuer => issuer.Token(("nbf", null), ("iat", null)),
        ["issuer: unknown"] = issuer => issuer.Token(("iss", "https://token.actions.githubusercontent.com")),
        ["issuer: with a slash"] = issuer => issuer.Token(("iss", issuer.Url + "/")),
        ["issuer: none"] = issuer => issuer.Token(("iss", null)),
        ["issuer: twice"] = issuer => issuer.Forge.Sign(issuer.Forge.Header().ToJsonString(), issuer.Claims().ToJsonString().Insert(1, "\"iss\":\"https://x.example\",")),
        ["claims: repository twice"] = issuer => issuer.Forge.Sign(issuer.Forge.Header().ToJsonString(), issuer.Claims().ToJsonString().Insert(1, "\"repository\":\"evil/shop\",")),
        ["claims: changed after signing"] = issuer => issuer.Token().Split('.') is [var header, _, var signature]
            ? $"{header}.{TokenForge.Encode(issuer.Claims().ToJsonString())}.{signature}" : "",
        ["claims: no object"] = issuer => issuer.Forge.Sign(issuer.Forge.Header().ToJsonString(), "[]"),
        ["key: of an attacker under the issuer's name"] = issuer => Attackers(issuer),
        ["key: in the header"] = issuer => Attackers(issuer, ("jwk", TokenForge.AttackersKey())),
        ["key: at an address in the header"] = issuer => Attackers(issuer, ("jku", "https://evil.example/keys")),
        ["key: unknown"] = issuer => Attackers(issuer, ("kid", "unknown")),
        ["key: not named"] = issuer => Attackers(issuer, ("kid", null)),
        ["key: the public one as a shared secret"] = issuer => Algorithm(issuer, "HS256",
            signed => HMACSHA256.HashData(Encoding.ASCII.GetBytes(issuer.Current.Key.ExportSubjectPublicKeyInfoPem()), signed)),
        ["algorithm: none"] = issuer => Algorithm(issuer, "none", Nothing),
        ["algorithm: None, with a signature"] = issuer => Algorithm(issuer, "None", signed => signed),
        ["algorithm: not said"] = issuer => Algorithm(issuer, null, signed => issuer.Current.Key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        ["extension: that nobody understands"] = issuer => issuer.Forge.Sign(Changed(issuer.Forge.Header(), ("crit", new JsonArray("b64"))), issuer.Claims()),
        ["form: deep"] = issuer => issuer.Forge.Sign(issuer.Forge.Header().ToJsonString(), issuer.Claims().ToJsonString().Insert(1, $"\"deep\":{new string('[', 60)}{new string(']', 60)},")),
        ["form: without a signature"] = issuer => string.Join('.', issuer.Token().Split('.')[..2]) + ".",
        ["form: two parts"] = issuer => string.Join('.', issuer.Token().Split('.')[..2]),
        ["form: padded"] = issuer => issuer.Token() + "==",
        ["form: other letters"] = issuer => issuer.Token().Replace('-', '+').Replace('_', '/') + "/",
        ["form: no token"] = _ => "x",
    };

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static string Attackers(OidcIssuer issuer, params (string Name, JsonNode? Value)[] header) =>
        issuer.Forge.Sign(Changed(issuer.Forge.Header(), header), issuer.Claims(), Attacker);

    private static readonly RSA AttackersKey = RSA.Create(2048);

    private static byte[] Attacker(byte[] signed) => AttackersKey.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Algorithm(OidcIssuer issuer, string? name, Func<byte[], byte[]> sign) =>
        issuer.Forge.Sign(Changed(issuer.Forge.Header(), ("alg", name)), issuer.Claims(), sign);

    private static JsonObject Changed(JsonObject json, params (string Name, JsonNode? Value)[] members)
    {
        foreach (var (name, value) in members)
            if (value is null)
                json.Remove(name);
            else
                json[name] = value;
        return json;
    }
}
