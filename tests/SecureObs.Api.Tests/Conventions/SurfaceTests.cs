using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>The approved file is the answer to "who may call what". A change to it is a security review.</summary>
public sealed class SurfaceTests(TestApi api)
{
    private IEnumerable<RouteEndpoint> Endpoints => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_endpoint_and_its_rule() => Approved.Match(string.Concat(Endpoints.Select(Line).Order(StringComparer.Ordinal)));

    [Fact]
    public void No_endpoint_is_without_a_rule() => Assert.DoesNotContain(Endpoints, endpoint => Rule(endpoint) == "DENIED");

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
        return $"{string.Join(',', methods),-6} {"/" + endpoint.RoutePattern.RawText!.Trim('/'),-70} {Rule(endpoint)}\n";
    }

    private static string Rule(RouteEndpoint endpoint)
    {
        var rules = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().ToList();
        return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anonymous"
            : rules is [] ? "DENIED"
            : string.Join('+', rules);
    }
}
