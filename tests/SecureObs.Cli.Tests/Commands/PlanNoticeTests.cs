using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

/// <summary>A plan that is used up is a warning, and one that is full a failure: never a scan that only looks complete.</summary>
public sealed class PlanNoticeTests : IDisposable
{
    private const string Notice = "The plan allows 10 findings, and 12 are used. Above 12 new ones are refused: resolve findings, or ask an owner to change the plan.";

    private readonly DevSkimScan scan = new();

    public void Dispose() => scan.Dispose();

    [Fact]
    public async Task What_the_API_says_of_the_plan_is_one_warning()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Notice = Notice;

        var result = await scan.RunAsync(api.Url);

        Assert.Equal((ExitCode.Fine, $"warning: {Notice}\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_full_plan_ends_the_scan_with_2_and_says_what_to_do_once()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.Contains("/findings/bulk-", StringComparison.Ordinal)
            ? Results.Problem("The plan allows 10 findings, and 9 are used. 4 more were brought, and none of them was stored.", statusCode: 402, type: "https://docs.secureobs.com/errors#plan-limit")
            : null;

        var result = await scan.RunAsync(api.Url);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Single(result.Out.Split('\n'), line => line.StartsWith("devskim: ERROR could not upload the findings of devskim: the API answered 402: ", StringComparison.Ordinal)
            && line.Contains("The plan allows 10 findings", StringComparison.Ordinal));
        Assert.Single(api.Of("POST", "/findings/bulk-universal"));
        Assert.Contains("warning: 4 findings are not sent. They are kept in", result.Error, StringComparison.Ordinal);
    }
}
