using System.Net;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>A project that trusts pipelines of the issuer of tests, and such pipelines.</summary>
internal static class Trusting
{
    public const string Audience = "https://secureobs.example";

    /// <summary>What the issuer's tokens say of their run.</summary>
    public const string Run = "gha-815-1";

    public static TrustRuleRequest Rule(this TestApi api, params (string Claim, string Value)[] claims) =>
        new("Builds of main", TrustPlatform.GitHub, api.Issuer.Url, Audience, Claims([("repository", "octo-org/shop"), ("ref", "refs/heads/main"), .. claims]));

    public static Dictionary<string, string> Claims(params (string Claim, string Value)[] claims) => claims.ToDictionary(each => each.Claim, each => each.Value);

    public static async Task<Guid> TrustAsync(this TestTenant tenant, TrustRuleRequest rule) =>
        (await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/trust-rules"), rule).ReadAsync<CreatedTrustRule>(HttpStatusCode.Created)).Id;

    public static Task<HttpResponseMessage> ExchangeAsync(this TestApi api, Guid project, string token, string run = Run) =>
        api.Client.SendAsync("POST", $"/api/projects/{project}/run-credentials", new RunCredentialRequest(token, run));

    /// <summary>A pipeline that got in by its token.</summary>
    public static async Task<HttpClient> KeylessAsync(this TestApi api, Guid project, string run = Run, params (string Name, JsonNode? Value)[] claims) =>
        api.WithKey((await api.ExchangeAsync(project, api.Issuer.Token(claims), run).ReadAsync<RunCredentialAnswer>()).Credential);
}
