using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Every answer carries the security headers: of every endpoint, of files, and of everything that goes wrong.</summary>
public sealed partial class HeadersTests(TestApi api) : IAsyncLifetime
{
    private readonly string webRoot = Directory.CreateTempSubdirectory("secureobs-web-").FullName;
    private OtherApi other = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(webRoot, "assets"));
        await File.WriteAllTextAsync(Path.Combine(webRoot, "index.html"), "<meta content=\"__CSP_NONCE__\">", Ct);
        await File.WriteAllTextAsync(Path.Combine(webRoot, "assets", "app.js"), "1", Ct);
        other = await OtherApi.StartAsync(api, [], webRoot: webRoot, map: app => app
            .MapGet("/api/of-tests/fault", string () => throw new InvalidOperationException("a secret of the inside")).AllowAnonymous());
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        Directory.Delete(webRoot, true);
    }

    [Fact]
    public async Task Of_every_endpoint()
    {
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 25);
        foreach (var endpoint in endpoints)
        {
            var path = "/" + Parameters().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.NewGuid().ToString());
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET");
            SecurityHeaders.AssertOn(await api.Anonymous().SendAsync(new(method, path), Ct), path);
        }
    }

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("HEAD", "/", 200)]
    [InlineData("GET", "/projects/1", 200)]
    [InlineData("GET", "/assets/app.js", 200)]
    [InlineData("GET", "/assets/gone.js", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api/me", 401)]
    [InlineData("GET", "/api/of-tests/fault", 500)]
    [InlineData("GET", "/security.txt", 308)]
    [InlineData("GET", "/health/nothing", 404)]
    [InlineData("GET", "/.well-known/nothing", 404)]
    [InlineData("POST", "/projects/1", 404)]
    [InlineData("OPTIONS", "/projects/1", 404)]
    [InlineData("HEAD", "/api/auth-config", 404)]
    [InlineData("OPTIONS", "/api/me", 404)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("TRACE", "/api/me", 405)]
    [InlineData("PROPFIND", "/api/me", 405)]
    public async Task Of_what_goes_well_and_wrong(string method, string path, int status)
    {
        var response = await other.SendAsync(new(method), path);

        Assert.Equal(status, (int)response.StatusCode);
        SecurityHeaders.AssertOn(response, path);
    }

    [Fact]
    public async Task Of_a_file_that_the_browser_has()
    {
        var first = await other.GetAsync("/assets/app.js");
        var second = await other.GetAsync("/assets/app.js", "If-None-Match", first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        SecurityHeaders.AssertOn(second, "/assets/app.js");
        Assert.Equal("public, max-age=31536000, immutable", second.Headers.CacheControl!.ToString().Replace("immutable, public, max-age=31536000", "public, max-age=31536000, immutable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_refused_people_and_bodies()
    {
        var forbidden = await other.GetAsync("/api/me", "Authorization", "Bearer " + api.Entra.Token(Guid.NewGuid(), scope: "other"));
        var text = await other.SendAsync(HttpMethod.Post, "/api/findings/bulk-universal", new StringContent("[]", new MediaTypeHeaderValue("text/plain")));

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        SecurityHeaders.AssertOn(forbidden, "/api/me");
        SecurityHeaders.AssertOn(text, "/api/findings/bulk-universal");
    }

    [Fact]
    public async Task A_fault_says_nothing_of_the_inside()
    {
        var response = await other.GetAsync("/api/of-tests/fault", "Accept", "text/html");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("inside", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_a_nonce_of_its_own_and_its_policy_names_it()
    {
        var (first, second) = (await other.GetAsync("/"), await other.GetAsync("/"));
        var nonce = (await first.Content.ReadAsStringAsync(Ct)).Split('"')[1];

        Assert.Contains($"'nonce-{nonce}'", Assert.Single(first.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain(nonce, Assert.Single(second.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameters();
}
