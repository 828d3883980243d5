using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

public sealed class TransportTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/me", HttpStatusCode.Unauthorized)]
    [InlineData("/api/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("/api/findings/blocking?pipelineRunId=1", HttpStatusCode.Unauthorized)]
    public async Task An_api_answers_with_a_problem_and_never_with_a_page_or_a_redirect(string path, HttpStatusCode expected)
    {
        var response = await api.Anonymous().GetAsync(path, Ct);

        Assert.Equal((expected, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)expected, (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        foreach (var path in new[] { "/api/me", "/api/auth-config", "/health/live", "/nowhere" })
        {
            var headers = (await api.Anonymous().GetAsync(path, Ct)).Headers;
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
            var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Outside_development_the_browser_is_sent_to_microsoft_alone()
    {
        var configuration = (await api.Anonymous().GetFromJsonAsync<SignInConfiguration>("/api/auth-config", Ct))!;

        Assert.Equal("https://login.microsoftonline.com/common", configuration.Authority);
        Assert.Empty(configuration.KnownAuthorities);
        Assert.Null(configuration.AuthorityMetadata);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await api.Anonymous().GetAsync(path, Ct)).StatusCode);
}
