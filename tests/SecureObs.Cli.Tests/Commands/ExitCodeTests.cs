using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("scan", 401, ExitCode.Refused)]
    [InlineData("scan", 404, ExitCode.Refused)]
    [InlineData("scan", 403, ExitCode.Failed)]
    [InlineData("scan", 500, ExitCode.Failed)]
    [InlineData("scan", 302, ExitCode.Failed)]
    [InlineData("scan", 503, ExitCode.Failed)]
    [InlineData("gate", 401, ExitCode.Refused)]
    [InlineData("gate", 404, ExitCode.Refused)]
    [InlineData("gate", 409, ExitCode.Failed)]
    [InlineData("gate", 500, ExitCode.Failed)]
    [InlineData("gate", 302, ExitCode.Failed)]
    public async Task An_answer_other_than_success_has_a_code_and_one_line(string command, int status, int exitCode)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => status == 302
            ? Results.Redirect("/signin")
            : Results.Content("<html>" + new string('x', 1000), "text/html", statusCode: status);

        var result = await With(api).RunAsync([command, .. Infrastructure.Cli.Run]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.InRange(result.Error.Length, 10, 310);
        Assert.DoesNotContain(api.Requests, seen => seen.Path == "/signin");
    }

    [Theory]
    [InlineData("null"), InlineData("{}"), InlineData("false"), InlineData("0"), InlineData(""), InlineData("<html>"), InlineData("[]"), InlineData("{\"blocked\":false}")]
    public async Task A_gate_answer_that_is_no_whole_verdict_is_an_API_error(string body)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => Results.Content(body, "application/json");

        Assert.Equal(ExitCode.Failed, (await With(api).RunAsync(["gate", .. Infrastructure.Cli.Run])).ExitCode);
    }

    [Theory]
    [InlineData("scan"), InlineData("gate")]
    public async Task A_refused_connection_is_an_API_error(string command)
    {
        var cli = new Infrastructure.Cli { Variables = { ["SECUREOBS_API_URL"] = "http://127.0.0.1:1/api" } };

        var result = await cli.RunAsync([command, .. Infrastructure.Cli.Run]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], cli.Time.Waits);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" \t\n"), InlineData("a\nb")]
    public async Task Without_a_key_nothing_is_asked(string? key)
    {
        await using var api = await ApiStandIn.StartAsync();
        var cli = With(api);
        cli.Variables["SECUREOBS_API_KEY"] = key;

        Assert.Equal(ExitCode.Refused, (await cli.RunAsync(["scan", .. Infrastructure.Cli.Run])).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task White_space_around_the_key_is_cut()
    {
        await using var api = await ApiStandIn.StartAsync();
        var cli = With(api);
        cli.Variables["SECUREOBS_API_KEY"] = " " + Infrastructure.Cli.Key + "\n";

        Assert.Equal(ExitCode.Fine, (await cli.RunAsync(["gate", .. Infrastructure.Cli.Run])).ExitCode);
        Assert.All(api.Requests, seen => Assert.Equal(Infrastructure.Cli.Key, seen.Key));
    }

    [Theory]
    [InlineData("https://secureobs.invalid"), InlineData("ftp://secureobs.invalid/api"), InlineData("api")]
    public async Task An_unusable_address_is_bad_usage(string url)
    {
        var cli = new Infrastructure.Cli { Variables = { ["SECUREOBS_API_URL"] = url } };

        var result = await cli.RunAsync(["gate", .. Infrastructure.Cli.Run]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("SECUREOBS_API_URL", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan"), InlineData("gate --project-id p --tenant-id t"), InlineData("nonsense"), InlineData("")]
    [InlineData("gate --project-id p --tenant-id t --pipeline-run-id r --what"), InlineData("gate --project-id  --tenant-id t --pipeline-run-id r")]
    [InlineData("audit"), InlineData("audit verify"), InlineData("audit verify a b"), InlineData("audit verify nowhere.jsonl --what")]
    [InlineData("scan --project-id p --tenant-id t --pipeline-run-id r --tool-timeout x"), InlineData("scan --project-id p --tenant-id t --pipeline-run-id r --workspace /nowhere")]
    public async Task Bad_usage_is_2_not_1(string line) =>
        Assert.Equal(ExitCode.Failed, (await new Infrastructure.Cli().RunAsync(line.Length == 0 ? [] : line.Split(' '))).ExitCode);

    [Theory]
    [InlineData(""), InlineData("scan"), InlineData("gate"), InlineData("verify-gate"), InlineData("pr-comment"), InlineData("audit verify"), InlineData("doctor"), InlineData("upload"), InlineData("export"), InlineData("plan preview")]
    public async Task Help(string command)
    {
        var result = await new Infrastructure.Cli().RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        // The name of the running program: the test's own here.
        var program = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);
        Approved.Match(result.Out.ReplaceLineEndings("\n").Replace(program, "secureobs", StringComparison.Ordinal), command.Replace(' ', '.'));
    }

    private static Infrastructure.Cli With(ApiStandIn api) => Infrastructure.Cli.Against(api);
}
