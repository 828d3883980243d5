using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>What happens to the endpoint of somebody who forgot: it is denied when it runs, and the checks name it.</summary>
public sealed class UnruledEndpointTests(TestApi api)
{
    private const string Forgotten = "/api/forgotten";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WebApplication Build(Action<WebApplication> map) => api.Build(api.Database.AsApi(api.DatabaseName), map: map);

    private static List<EndpointFacts> Facts(IEndpointRouteBuilder app) => EndpointFacts.Of(app.DataSources.SelectMany(source => source.Endpoints));

    private static List<string> Violations(WebApplication app) => EndpointChecks.Violations(Facts(app), EndpointCalls.All.Keys);

    [Theory]
    [InlineData(Caller.Anonymous, HttpStatusCode.Unauthorized)]
    [InlineData(Caller.Stranger, HttpStatusCode.Forbidden)]
    [InlineData(Caller.Owner, HttpStatusCode.Forbidden)]
    [InlineData(Caller.TenantKey, HttpStatusCode.Unauthorized)]
    public async Task An_endpoint_without_a_rule_is_denied_to_everybody(Caller caller, HttpStatusCode expected)
    {
        var tenant = await SeededTenant.CreateAsync(api);
        var ran = false;
        await using var app = Build(endpoints => endpoints.MapGet(Forgotten, () => ran = true));
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, Forgotten);
        tenant.Sign(request, caller, tenant);

        Assert.Equal(expected, (await client.SendAsync(request, Ct)).StatusCode);
        Assert.False(ran);
        Assert.Contains(Violations(app), violation => violation.StartsWith($"GET {Forgotten}: it has no rule", StringComparison.Ordinal));
    }

    /// <summary>"Some rule" is not enough: asking for a signed-in person in the framework's own words skips ours.</summary>
    [Fact]
    public async Task An_endpoint_that_asks_for_no_rule_of_ours_is_denied_and_named()
    {
        var tenant = await SeededTenant.CreateAsync(api);
        await using var app = Build(endpoints => endpoints.MapGet(Forgotten, () => "in").RequireAuthorization());
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, Forgotten);
        tenant.Sign(request, Caller.Owner, tenant);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, Ct)).StatusCode);
        Assert.Contains(Violations(app), violation => violation.StartsWith($"GET {Forgotten}: NOT A RULE BY NAME", StringComparison.Ordinal));
    }

    [Fact]
    public void An_endpoint_that_the_matrix_cannot_call_is_named() => Assert.Contains(
        Violations(Build(endpoints => endpoints.MapGet("/api/tenants/{tenantId}/forgotten", () => "in").RequireAuthorization(Rules.Member))),
        violation => violation.StartsWith("GET /api/tenants/{tenantId}/forgotten: the matrix cannot call it. Add [", StringComparison.Ordinal));

    [Fact]
    public void A_call_without_its_endpoint_is_named() => Assert.Contains(
        "GET /api/gone: no such endpoint. Remove it from EndpointCalls.cs.",
        EndpointChecks.Violations(EndpointFacts.Of(api.Services), [.. EndpointCalls.All.Keys, "GET /api/gone"]));

    [Theory]
    [InlineData("/api/tenants/{tenantId}/x", Rules.Person)]
    [InlineData("/api/tenants/{tenantId}/x", Rules.ApiKey)]
    [InlineData("/api/x", Rules.Owner)]
    public void A_rule_that_does_not_fit_the_route_is_named(string route, string rule) => Assert.Contains(
        Violations(Build(endpoints => endpoints.MapGet(route, () => "in").RequireAuthorization(rule))),
        violation => violation.StartsWith($"GET {route}: a route with {{tenantId}} has a rule for members", StringComparison.Ordinal));

    [Fact]
    public void Of_several_rules_the_strictest_is_shown() => Assert.Contains(
        Facts(Build(endpoints => endpoints.MapGet("/api/tenants/{tenantId}/x", () => "in")
            .RequireAuthorization(Rules.Member).RequireAuthorization(Rules.Admin))),
        endpoint => endpoint is { Route: "/api/tenants/{tenantId}/x", Rule: Rules.Admin });

    [Fact]
    public async Task A_handler_that_nobody_was_let_into_reaches_no_database()
    {
        var tenant = await SeededTenant.CreateAsync(api);
        await using var app = Build(endpoints => endpoints.MapGet(Forgotten, async (TenantDb db, CancellationToken ct) =>
        {
            var rows = await db.TransactAsync(tx => tx.FirstAsync<long>($"select count(*) from app.projects where tenant_id = {tx.TenantId}", ct), ct);
            return Results.Ok(rows);
        }).RequireAuthorization(Rules.Person));
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var watch = new DatabaseWatch();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Forgotten}?tenantId={tenant.Id}");
        tenant.Sign(request, Caller.Owner, tenant);
        var asked = watch.Follow(request);

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.SendAsync(request, Ct)).StatusCode);
        Assert.Empty(watch.StatementsOf(asked));
    }
}
