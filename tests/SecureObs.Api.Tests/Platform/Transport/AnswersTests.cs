using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

public sealed class AnswersTests(TestApi api)
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

    [Fact]
    public async Task The_description_of_the_api_is_not_served()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous().GetAsync("/openapi/v1.json", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous().GetAsync("/swagger/v1/swagger.json", Ct)).StatusCode);
        Assert.DoesNotContain(
            api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
            endpoint => endpoint.RoutePattern.RawText!.Contains("openapi", StringComparison.OrdinalIgnoreCase)
                || endpoint.RoutePattern.RawText!.Contains("swagger", StringComparison.OrdinalIgnoreCase));
    }
}
