using System.Net;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Limits;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Each limit by an API whose buckets are small and fill in days.</summary>
public sealed class LimitsTests(TestApi api)
{
    private const string PerMinute = "0.001";

    private Task<OtherApi> StartAsync(string limit, int burst, bool behindProxy = false)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"Limits:{limit}:Burst"] = $"{burst}",
            [$"Limits:{limit}:PerMinute"] = PerMinute,
        };
        if (behindProxy)
            settings["Transport:KnownProxies:0"] = "127.0.0.1";
        return OtherApi.StartAsync(api, settings);
    }

    private static async Task AssertTooManyAsync(HttpResponseMessage response)
    {
        await response.AssertRefusedAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1), "published clients give up without Retry-After");
        SecurityHeaders.AssertOn(response, "/api/");
    }

    [Fact]
    public async Task A_key_has_a_limit_of_its_own()
    {
        await using var other = await StartAsync("ApiKey", 3);
        var tenant = await api.NewTenantAsync();
        var (key, next) = ((await tenant.NewKeyAsync()).Key, (await tenant.NewKeyAsync()).Key);
        Task<HttpResponseMessage> AskAsync(string with) => other.GetAsync("/api/findings/blocking?pipelineRunId=1", "X-Api-Key", with);

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(key)).StatusCode);
        await AssertTooManyAsync(await AskAsync(key));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(next)).StatusCode);
    }

    [Fact]
    public async Task A_person_has_a_limit_of_their_own()
    {
        await using var other = await StartAsync("Person", 3);
        var (one, another) = (Guid.NewGuid(), Guid.NewGuid());
        Task<HttpResponseMessage> AskAsync(Guid person) => other.GetAsync("/api/me", "Authorization", "Bearer " + api.Entra.Token(person));

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(one)).StatusCode);
        await AssertTooManyAsync(await AskAsync(one));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(another)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_proves_nothing_has_a_limit_and_its_pipelines_do_not_share_it()
    {
        await using var other = await StartAsync("Anonymous", 3);
        var key = (await (await api.NewTenantAsync()).NewKeyAsync()).Key;

        foreach (var path in new[] { "/api/auth-config", "/api/me", "/api/nothing" })
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await other.GetAsync(path)).StatusCode);
        await AssertTooManyAsync(await other.GetAsync("/api/auth-config"));
        await AssertTooManyAsync(await other.GetAsync("/api/auth-config", "X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/findings/blocking?pipelineRunId=1", "X-Api-Key", key)).StatusCode);
    }

    [Fact]
    public async Task Guessing_ends_before_credentials_are_looked_at_and_for_that_address_alone()
    {
        await using var other = await StartAsync("FailedSignIn", 2, behindProxy: true);
        var key = (await (await api.NewTenantAsync()).NewKeyAsync()).Key;
        Task<HttpResponseMessage> AskAsync(string with, string from) =>
            other.GetAsync("/api/findings/blocking?pipelineRunId=1", "X-Api-Key", with, "X-Forwarded-For", from);

        // Wrong tokens and wrong keys count together; nothing at all does not count.
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/me", "X-Forwarded-For", "203.0.113.1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/me", "Authorization", "Bearer x.y.z", "X-Forwarded-For", "203.0.113.1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(ApiKeySecret.Generate().Reveal(), "203.0.113.1")).StatusCode);

        await AssertTooManyAsync(await AskAsync(ApiKeySecret.Generate().Reveal(), "203.0.113.1"));
        await AssertTooManyAsync(await AskAsync(key, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/auth-config", "X-Forwarded-For", "203.0.113.1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key, "203.0.113.2")).StatusCode);
    }

    /// <summary>A newer client sends its key to what this version does not know; that must not lock its building out.</summary>
    [Fact]
    public async Task A_key_that_nobody_looks_at_is_no_guess()
    {
        await using var other = await StartAsync("FailedSignIn", 1);
        var key = (await (await api.NewTenantAsync()).NewKeyAsync()).Key;

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync(HttpMethod.Post, "/api/of-a-newer-version", null, "X-Api-Key", key)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/findings/blocking?pipelineRunId=1", "X-Api-Key", key)).StatusCode);
    }

    [Fact]
    public void A_network_of_one_customer_is_one_address_and_all_fit_into_the_cells()
    {
        var cells = new AddressCell();
        int Of(string address) => cells.Of(IPAddress.Parse(address));

        Assert.Equal(Of("2001:db8:1:2::1"), Of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        Assert.Equal(Of("::ffff:203.0.113.1"), Of("203.0.113.1"));
        var many = Enumerable.Range(0, 256).SelectMany(i => new[] { Of($"203.0.113.{i}"), Of($"2001:db8:1:{i:x}::1") }).ToList();
        Assert.All(many, cell => Assert.InRange(cell, 0, AddressCell.Count - 1));
        Assert.True(many.Distinct().Count() > 400, "addresses share too few cells");
    }
}
