using Microsoft.AspNetCore.Http;
using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>Whose keys are asked for, how often, and what happens while nobody answers.</summary>
public sealed class IssuerKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly MovedClock clock = new();

    [Fact]
    public async Task Keys_are_kept_and_a_new_one_is_looked_for_at_most_once_a_minute()
    {
        await using var issuer = await new OidcIssuer().StartAsync();
        var keys = Keys(issuer);
        var first = issuer.Current.Id;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => Assert.NotNull(await keys.FindAsync(issuer.Url, first, Ct))));
        Assert.Equal(1, issuer.Asked);

        issuer.Rotate();
        for (var n = 0; n < 20; n++)
            Assert.Null(await keys.FindAsync(issuer.Url, $"unknown {n}", Ct));
        Assert.Equal(1, issuer.Asked);
        clock.Move(IssuerKeys.AskAgainAfter);
        Assert.NotNull(await keys.FindAsync(issuer.Url, issuer.Current.Id, Ct));
        Assert.NotNull(await keys.FindAsync(issuer.Url, first, Ct));
        Assert.Equal(2, issuer.Asked);

        clock.Move(IssuerKeys.Keep);
        Assert.NotNull(await keys.FindAsync(issuer.Url, first, Ct));
        Assert.Equal(3, issuer.Asked);
    }

    [Fact]
    public async Task Known_keys_are_used_while_the_issuer_is_away_and_without_any_it_is_said()
    {
        await using var issuer = await new OidcIssuer().StartAsync();
        var keys = Keys(issuer);
        issuer.Instead = Fails;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<IssuerAwayException>(() => keys.FindAsync(issuer.Url, issuer.Current.Id, Ct))));
        Assert.Equal(1, issuer.Asked);   // they do not wait one after the other
        issuer.Instead = null;
        clock.Move(IssuerKeys.AwayFor);
        Assert.NotNull(await keys.FindAsync(issuer.Url, issuer.Current.Id, Ct));

        issuer.Instead = Fails;
        clock.Move(IssuerKeys.Keep);

        Assert.NotNull(await keys.FindAsync(issuer.Url, issuer.Current.Id, Ct));
        static Task Fails(HttpContext context)
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_document_of_somebody_else_gives_no_keys()
    {
        await using var issuer = await new OidcIssuer().StartAsync();
        issuer.Instead = context => context.Response.WriteAsJsonAsync(new { issuer = "https://other.example", jwks_uri = $"{issuer.Url}/keys" }, Ct);

        Assert.Null(await Keys(issuer).FindAsync(issuer.Url, issuer.Current.Id, Ct));
    }

    [Fact]
    public async Task A_document_that_is_too_large_or_comes_too_late_is_none()
    {
        await using var issuer = await new OidcIssuer().StartAsync();
        issuer.Instead = context => context.Response.WriteAsync(new string(' ', IssuerKeys.MostBytes + 1), Ct);
        await Assert.ThrowsAsync<IssuerAwayException>(() => Keys(issuer).FindAsync(issuer.Url, issuer.Current.Id, Ct));

        issuer.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await Assert.ThrowsAsync<IssuerAwayException>(() => Keys(issuer, TimeSpan.FromMilliseconds(200)).FindAsync(issuer.Url, issuer.Current.Id, Ct));
    }

    /// <summary>Only what the operator named may be within the network: a rule must not make the API look around there.</summary>
    [Fact]
    public async Task An_issuer_that_the_operator_did_not_name_is_not_asked_at_a_private_address()
    {
        await using var issuer = await new OidcIssuer().StartAsync();
        using var anybody = new HttpClient(PublicConnections.OfThisMachine.Handler());
        using var own = new HttpClient();
        var keys = new IssuerKeys(new([]), anybody, own, clock);

        foreach (var url in new[] { issuer.Url, issuer.Url.Replace("http", "https", StringComparison.Ordinal), "https://localhost", "https://169.254.169.254" })
            await Assert.ThrowsAsync<IssuerAwayException>(() => keys.FindAsync(url, "x", Ct));

        Assert.Equal(0, issuer.Asked);
    }

    private IssuerKeys Keys(OidcIssuer issuer, TimeSpan? timeout = null)
    {
        var client = new HttpClient { Timeout = timeout ?? IssuerKeys.Timeout, MaxResponseContentBufferSize = IssuerKeys.MostBytes };
        return new(new([issuer.Url]), client, client, clock);
    }
}
