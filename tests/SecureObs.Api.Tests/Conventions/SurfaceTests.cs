using SecureObs.Api.Tests.Conventions.Matrix;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>The approved file is the answer to "who may call what". A change to it is a security review.</summary>
public sealed class SurfaceTests(TestApi api)
{
    [Fact]
    public void Every_endpoint_and_its_rule() =>
        Approved.Match(string.Concat(EndpointFacts.Of(api.Services).Select(endpoint => $"{endpoint.Method,-6} {endpoint.Route,-70} {endpoint.Rule}{(endpoint.MayReadStandby ? ", may read a standby" : "")}\n")));

    [Fact]
    public void No_endpoint_is_without_a_rule() => Assert.DoesNotContain(EndpointFacts.Of(api.Services), endpoint => endpoint.Rule == EndpointFacts.Denied);
}
