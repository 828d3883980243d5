using System.Net;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>A method that a route does not have tells nothing and does nothing, whoever asks.</summary>
public sealed class MethodTests(TestApi api)
{
    private static readonly string[] Methods = ["HEAD", "OPTIONS", "GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "MADEUP"];
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_method_that_a_route_does_not_have_answers_as_an_unknown_route()
    {
        var ours = await SeededTenant.CreateAsync(api);
        var endpoints = EndpointFacts.Of(api.Services).Where(endpoint => EndpointCalls.All.ContainsKey(endpoint.Key)).ToList();
        var routes = new List<(IGrouping<string, EndpointFacts> Endpoints, Call Call)>();
        foreach (var route in endpoints.Where(endpoint => endpoint.Method != "ANY" && endpoint.Route.StartsWith("/api/", StringComparison.Ordinal)).GroupBy(endpoint => endpoint.Route))
            routes.Add((route, await EndpointCalls.MakeAsync(route.First(), ours, Caller.Owner)));
        var before = await TenantRows.ReadAsync(api, ours.Id);
        var faults = new List<string>();
        using var watch = new DatabaseWatch();
        foreach (var (route, call) in routes)
        {
            foreach (var method in Methods.Except(route.Select(endpoint => endpoint.Method)))
            {
                var caller = route.First().IsForPeople ? Caller.Owner : Caller.TenantKey;
                var (known, unknown) = (await SendAsync(method, call, route.First(), caller), await SendAsync(method, call, route.First() with { Route = "/api/unknown" }, caller));
                if (known != unknown || known.Status is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
                    faults.Add($"{method} {route.Key}: {known.Everything}\nunknown: {unknown.Everything}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.Equal(before, await TenantRows.ReadAsync(api, ours.Id));

        async Task<Answer> SendAsync(string method, Call call, EndpointFacts endpoint, Caller caller)
        {
            using var request = call.Request(endpoint with { Method = method });
            ours.Sign(request, caller, ours);
            var asked = watch.Follow(request);
            var answer = await Answer.OfAsync(api.Client, request, Ct);
            Assert.Empty(watch.StatementsOf(asked));
            return new(answer.Status, "", answer.Comparable([], new HashSet<string>()));
        }
    }
}
