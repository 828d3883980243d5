using SecureObs.Admin.Commands;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>What the health check of an image without a shell and without curl says.</summary>
public sealed class HealthCommandTests(TestApi api)
{
    [Theory]
    [InlineData("/health/ready", 0)]
    [InlineData("/health/nowhere", 1)]
    public async Task It_ends_as_the_answer_is(string path, int code) => Assert.Equal(code, await RunAsync(new Uri(api.Address, path).ToString()));

    [Fact]
    public async Task Nobody_who_answers_and_what_is_no_address_are_not_ready()
    {
        Assert.Equal(1, await RunAsync("http://127.0.0.1:1/health/ready"));
        Assert.Equal(1, await RunAsync("nowhere"));
    }

    private static Task<int> RunAsync(string url) => HealthCommand.Create().Parse([url]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
}
