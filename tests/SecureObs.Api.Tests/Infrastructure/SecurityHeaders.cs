namespace SecureObs.Api.Tests.Infrastructure;

internal static class SecurityHeaders
{
    private const string ForPrograms = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>What every answer carries, and nothing that tells what serves it.</summary>
    public static void AssertOn(HttpResponseMessage response, string path)
    {
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options", path));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy", path));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy", path));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy", path));
        Assert.StartsWith("camera=()", Header(response, "Permissions-Policy", path), StringComparison.Ordinal);
        var policy = Header(response, "Content-Security-Policy", path);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        if (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal) || path.StartsWith("/.well-known", StringComparison.Ordinal))
            Assert.Equal(ForPrograms, policy);
        // How to sign in is of nobody and may be kept: RevalidationTests.
        if (path.StartsWith("/api", StringComparison.Ordinal) && !(path == "/api/auth-config" && response.IsSuccessStatusCode))
            Assert.True(response.Headers.CacheControl?.NoStore, $"{path} may be stored by caches");
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    private static string Header(HttpResponseMessage response, string name, string path)
    {
        Assert.True(response.Headers.TryGetValues(name, out var values), $"{(int)response.StatusCode} {path} lacks {name}");
        return Assert.Single(values);
    }
}
