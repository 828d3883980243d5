using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Microsoft's keys are out of reach. Whoever signs in with a known key does not notice, and nobody waits for ever.</summary>
public sealed class EntraOutageTests(TestApi api)
{
    private static readonly Func<CancellationToken, Task> Refuses = _ => Task.FromException(new HttpRequestException("No route to host"));
    private static readonly Func<CancellationToken, Task> Hangs = ct => Task.Delay(Timeout.Infinite, ct);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Known_keys_keep_working(bool hangs)
    {
        var entra = new EntraStandIn();
        await using var app = await StartAsync(entra);
        var forge = new TokenForge(entra.Key.Rsa, entra.Key.KeyId, Guid.NewGuid());
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, forge.Good));

        entra.Reach = hangs ? Hangs : Refuses;

        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, forge.Good));
        // An unknown key sends the API to ask Microsoft: it must refuse this one and go on with the others.
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, forge.WithHeader(("kid", "unknown"))));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, forge.Good));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_without_keys_refuses_people_in_bounded_time_and_recovers(bool hangs)
    {
        var entra = new EntraStandIn { Reach = hangs ? Hangs : Refuses };
        await using var app = await StartAsync(entra);
        var forge = new TokenForge(entra.Key.Rsa, entra.Key.KeyId, Guid.NewGuid());

        // All at once: they wait for one look-up together and not one after the other.
        var refused = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => MeAsync(app, forge.Good))).WaitAsync(TimeSpan.FromMinutes(1), Ct);
        Assert.All(refused, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));

        entra.Reach = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, forge.Good));
    }

    private async Task<WebApplication> StartAsync(EntraStandIn entra)
    {
        var app = api.Build(api.Database.AsApi(api.DatabaseName), entra: entra);
        await app.StartAsync(Ct);
        return app;
    }

    private static async Task<HttpStatusCode> MeAsync(WebApplication app, string token)
    {
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync("/api/me", Ct)).StatusCode;
    }
}
