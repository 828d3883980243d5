using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Outside Development nothing but probes is served over plain HTTP, and only a known proxy can say that it was HTTPS.</summary>
public sealed class HttpsTests(TestApi api) : IAsyncLifetime
{
    private OtherApi behindProxy = null!;
    private OtherApi alone = null!;
    private OtherApi behindAnother = null!;

    public async ValueTask InitializeAsync()
    {
        behindProxy = await StartAsync(new() { ["Transport:KnownProxies:0"] = "127.0.0.1" });
        alone = await StartAsync([]);
        behindAnother = await StartAsync(new() { ["Transport:KnownNetworks:0"] = "192.0.2.0/24", ["Transport:HttpsPort"] = "8443" });
    }

    public async ValueTask DisposeAsync()
    {
        await behindProxy.DisposeAsync();
        await alone.DisposeAsync();
        await behindAnother.DisposeAsync();
    }

    private Task<OtherApi> StartAsync(Dictionary<string, string?> settings)
    {
        settings["Transport:AllowPlainHttp"] = "false";
        return OtherApi.StartAsync(api, settings, map: app => app
            .MapGet("/health/of-tests/address", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}").AllowAnonymous());
    }

    [Fact]
    public async Task A_page_moves_to_https()
    {
        var response = await alone.GetAsync("/projects/1?a=b%20c");
        var elsewhere = await behindAnother.GetAsync("/");

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("https://127.0.0.1/projects/1?a=b%20c", response.Headers.Location?.OriginalString);
        Assert.Equal("https://127.0.0.1:8443/", elsewhere.Headers.Location?.OriginalString);
        SecurityHeaders.AssertOn(response, "/projects/1");
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("GET", "/api/auth-config")]
    [InlineData("POST", "/api/findings/bulk-universal")]
    [InlineData("GET", "/.well-known/security.txt")]
    [InlineData("POST", "/projects/1")]
    public async Task An_api_call_is_refused_and_never_redirected(string method, string path)
    {
        var response = await alone.SendAsync(new(method), path);

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "https-required");
        SecurityHeaders.AssertOn(response, path);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_comes_by_address_and_without_tls(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await alone.GetAsync(path, "Host", "10.0.0.7:8080")).StatusCode);

    [Fact]
    public async Task Behind_its_proxy_it_serves_and_keeps_the_browser_on_https()
    {
        var response = await behindProxy.GetAsync("/api/auth-config", "X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.9");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
        Assert.Equal("https 203.0.113.9", await AddressAsync(behindProxy));
    }

    [Fact]
    public async Task A_header_from_anybody_else_changes_nothing()
    {
        foreach (var unproxied in new[] { alone, behindAnother })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await unproxied.GetAsync("/api/auth-config", "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.1")).StatusCode);
            Assert.Equal("http 127.0.0.1", await AddressAsync(unproxied));
        }
    }

    [Fact]
    public async Task What_stands_before_the_first_unknown_hop_is_not_believed() =>
        Assert.Equal("https 203.0.113.9", await AddressAsync(behindProxy, "198.51.100.1, 203.0.113.9"));

    [Theory]
    [InlineData("/")]
    [InlineData("/api/auth-config")]
    public async Task A_host_that_is_not_ours_is_refused(string path)
    {
        var response = await behindProxy.GetAsync(path, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "127.0.0.1", "Host", "evil.example");

        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "host-unknown");
        SecurityHeaders.AssertOn(response, path);
        Assert.Equal(HttpStatusCode.BadRequest, (await alone.GetAsync("/", "Host", "evil.example")).StatusCode);
    }

    private static async Task<string> AddressAsync(OtherApi api, string forwardedFor = "203.0.113.9") =>
        await (await api.GetAsync("/health/of-tests/address", "X-Forwarded-Proto", "https", "X-Forwarded-For", forwardedFor, "X-Forwarded-Host", "evil.example"))
            .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
