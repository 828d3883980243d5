using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>
/// A key of ours that somebody pasted into a field is stored nowhere. Every text of every request that the running
/// application accepts is tried, also of endpoints that are added tomorrow.
/// </summary>
public sealed class OwnKeyTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Endpoints(bool ofPipelines) => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
        .Where(endpoint => ofPipelines == endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => Rules.TakesKeys(rule.Policy)));

    [Fact]
    public async Task What_people_send_is_refused_and_not_repeated()
    {
        var (tenant, key) = (await api.NewTenantAsync(), ApiKeySecret.Generate().Reveal());
        var tried = 0;
        foreach (var (endpoint, body) in Endpoints(ofPipelines: false).SelectMany(endpoint => Bodies(endpoint, tenant, key)))
        {
            var response = await SendAsync(tenant.Owner, endpoint, tenant, body, Guid.NewGuid().ToString());
            var answer = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(response.StatusCode is HttpStatusCode.BadRequest && answer.Contains("#looks-like-key", StringComparison.Ordinal), $"{endpoint.RoutePattern.RawText} {body} {(int)response.StatusCode} {answer}");
            Assert.DoesNotContain(key, answer, StringComparison.Ordinal);
            tried++;
        }

        Assert.True(tried >= 2, "No endpoint took a text: the walk found nothing.");
        await AssertNowhereAsync(key);
    }

    [Fact]
    public async Task What_pipelines_send_is_kept_with_the_key_masked()
    {
        var (tenant, key) = (await api.NewTenantAsync(), ApiKeySecret.Generate().Reveal());
        var pipeline = await tenant.PipelineAsync();
        var (accepted, tried) = (0, 0);
        foreach (var endpoint in Endpoints(ofPipelines: true))
        {
            foreach (var (_, body) in Bodies(endpoint, tenant, key).Append((endpoint, null)))
            {
                var response = await SendAsync(pipeline, endpoint, tenant, body, key);
                Assert.DoesNotContain(key, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
                Assert.True((int)response.StatusCode < 500, $"{endpoint.RoutePattern.RawText} {body}");
                accepted += response.IsSuccessStatusCode ? 1 : 0;
                tried++;
            }
        }

        Assert.True(tried > 30 && accepted > 20, $"{accepted} of {tried} requests were accepted: the walk stores too little to prove anything.");
        await AssertNowhereAsync(key);
        Assert.Contains("sobs*", (await api.DumpAsync()).Replace("sobs_", "sobs", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static IEnumerable<(RouteEndpoint Endpoint, string? Body)> Bodies(RouteEndpoint endpoint, TestTenant tenant, string key) =>
        endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type && !Attribute.IsDefined(type, typeof(CarriesKeyAttribute))
            ? RequestBodies.Texts(type).Select(place => (endpoint, RequestBodies.Make(type, place, key, tenant.ProjectId)?.ToJsonString()))
            : [];

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint endpoint, TestTenant tenant, string? body, string text)
    {
        var address = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => segment.Parts[0] switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "tenantId" } => tenant.Id.ToString(),
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "projectId" } => tenant.ProjectId.ToString(),
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => Guid.NewGuid().ToString(),
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => text,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "x",
        }));
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        var request = new HttpRequestMessage(new(method), address);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return client.SendAsync(request, Ct);
    }

    private async Task AssertNowhereAsync(string key)
    {
        Assert.DoesNotContain(key, await api.DumpAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, api.Logs.Text, StringComparison.Ordinal);
    }
}
