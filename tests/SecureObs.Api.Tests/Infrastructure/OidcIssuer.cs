using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A CI system that gives its pipelines tokens, over HTTP on this machine: discovery document, keys, and the tokens themselves.</summary>
internal sealed class OidcIssuer : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<(string Id, RSA Key)> published = [];
    private WebApplication? app;
    private int asked;

    public string Url => app!.Urls.Single();

    /// <summary>How often it was asked for its keys.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>What it answers in place of its discovery document.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>The key that it signs with now.</summary>
    public (string Id, RSA Key) Current { get; private set; }

    public async Task<OidcIssuer> StartAsync()
    {
        Rotate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", async context =>
        {
            Interlocked.Increment(ref asked);
            await (Instead ?? DocumentAsync)(context);
        });
        // As the CI systems give a token to their pipelines.
        app.MapGet("/github-token", (HttpContext context, string audience) => context.Request.Headers.Authorization == "Bearer of-the-job" ? Results.Json(new { value = Token(("aud", audience)) }) : Results.Unauthorized());
        app.MapPost("/azure-token", (HttpContext context, string serviceConnectionId) => context.Request.Headers.Authorization == "Bearer of-the-job"
            ? Results.Json(new { oidcToken = Token(("aud", "api://AzureADTokenExchange"), ("sub", $"sc://octo/shop/{serviceConnectionId}"), ("run_id", null)) }) : Results.Unauthorized());
        app.MapGet("/keys", context => context.Response.WriteAsJsonAsync(Keys()));
        await app.StartAsync();
        return this;
    }

    /// <summary>A new key; those before stay published.</summary>
    public void Rotate()
    {
        lock (gate)
            published.Add(Current = ($"key-{Guid.NewGuid():N}", RSA.Create(2048)));
    }

    /// <summary>A token as GitHub's are, of a push to main; arguments bend one thing at a time. Null takes a claim away.</summary>
    public string Token(params (string Name, JsonNode? Value)[] claims)
    {
        var all = Claims();
        foreach (var (name, value) in claims)
            if (value is null)
                all.Remove(name);
            else
                all[name] = value;
        return Forge.Sign(Forge.Header(), all);
    }

    public JsonObject Claims()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Url,
            ["aud"] = "https://secureobs.example",
            ["sub"] = "repo:octo-org/shop:ref:refs/heads/main",
            ["jti"] = $"{Guid.NewGuid()}",
            ["iat"] = now - 10,
            ["nbf"] = now - 10,
            ["exp"] = now + 300,
            ["repository"] = "octo-org/shop",
            ["repository_id"] = "4711",
            ["repository_owner"] = "octo-org",
            ["ref"] = "refs/heads/main",
            ["environment"] = "production",
            ["event_name"] = "push",
            ["workflow_ref"] = "octo-org/shop/.github/workflows/scan.yml@refs/heads/main",
            ["run_id"] = "815",
        };
    }

    public TokenForge Forge => new(Current.Key, Current.Id, Guid.Empty);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    private Task DocumentAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = Url, ["jwks_uri"] = $"{Url}/keys" });

    private JsonObject Keys()
    {
        lock (gate)
            return new()
            {
                ["keys"] = new JsonArray([.. published.Select(each =>
                {
                    var key = each.Key.ExportParameters(false);
                    return (JsonNode)new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = each.Id, ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) };
                })]),
            };
    }
}
