using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Api;

public sealed class RetryingTests
{
    [Theory]
    [InlineData(502, null, 4, "2 4")]
    [InlineData(503, null, 4, "2 4")]
    [InlineData(504, null, 4, "2 4")]
    [InlineData(503, "7", 4, "7 7 7")]
    [InlineData(429, "7", 4, "7 7 7")]
    [InlineData(413, "999999", 4, "60 60 60")]
    [InlineData(429, null, 1, "")]
    [InlineData(500, null, 1, "")]
    [InlineData(400, null, 1, "")]
    public async Task A_request_is_repeated_when_the_API_is_only_away(int status, string? retryAfter, int requests, string waits)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => new Refusal(status, retryAfter);
        var cli = Infrastructure.Cli.Against(api);

        var result = await cli.RunAsync(["gate", .. Infrastructure.Cli.Run]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(requests, api.Requests.Count);
        Assert.Equal(waits, string.Join(' ', cli.Time.Waits.Select(wait => wait.TotalSeconds)));
    }

    [Fact]
    public async Task An_API_that_comes_back_is_no_failure()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => api.Requests.Count < 3 ? new Refusal(503, null) : null;

        Assert.Equal(ExitCode.Fine, (await Infrastructure.Cli.Against(api).RunAsync(["gate", .. Infrastructure.Cli.Run])).ExitCode);
    }

    [Fact]
    public async Task A_repeated_POST_has_its_body_again()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Method == "POST" && api.Of("POST", "/runs").Count() < 2 ? new Refusal(503, null) : null;

        Assert.Equal(ExitCode.Fine, (await Infrastructure.Cli.Against(api).RunAsync(["scan", .. Infrastructure.Cli.Run])).ExitCode);
        Assert.Equal(2, api.Of("POST", "/runs").Count());
        Assert.Single(api.Of("POST", "/runs").Select(seen => seen.Body).Distinct());
    }

    private sealed class Refusal(int status, string? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            if (retryAfter is not null)
                httpContext.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        }
    }
}
