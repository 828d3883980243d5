using System.Net;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

public sealed class CorsTests(TestApi api)
{
    private const string Ours = "https://portal.example.com";
    private static readonly string[] Preflight = ["Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization,content-type"];

    [Fact]
    public async Task Pages_of_named_origins_may_call_without_credentials()
    {
        await using var other = await OtherApi.StartAsync(api, new() { ["Cors:Origins:0"] = Ours });

        var preflight = await other.SendAsync(HttpMethod.Options, "/api/me", null, ["Origin", Ours, .. Preflight]);
        var call = await other.GetAsync("/api/me", "Origin", Ours);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("authorization,content-type,if-none-match", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Headers")), ignoreCase: true);
        SecurityHeaders.AssertOn(preflight, "/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
        SecurityHeaders.AssertOn(call, "/api/me");
        foreach (var answer in new[] { preflight, call })
        {
            Assert.Equal(Ours, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }

        foreach (var origin in new[] { "https://evil.example", "https://portal.example.com.evil.example", "http://portal.example.com", "null" })
        {
            Assert.False((await other.GetAsync("/api/me", "Origin", origin)).Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False((await other.SendAsync(HttpMethod.Options, "/api/me", null, ["Origin", origin, .. Preflight])).Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task By_default_no_other_origin_may_call()
    {
        var client = api.Anonymous();
        client.DefaultRequestHeaders.Add("Origin", Ours);

        Assert.False((await client.GetAsync("/api/me", TestContext.Current.CancellationToken)).Headers.Contains("Access-Control-Allow-Origin"));
    }
}
