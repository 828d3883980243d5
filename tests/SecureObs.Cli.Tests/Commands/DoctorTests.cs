using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

public sealed class DoctorTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task It_says_what_is_there_what_is_too_old_and_how_to_get_the_rest()
    {
        await using var api = await ApiStandIn.StartAsync();
        Bin("bandit", "bandit 1.6.2");
        Bin("gitleaks", "gitleaks version 8.16.3");

        var result = await DoctorAsync(api);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        var lines = result.Out.Split('\n');
        Assert.Contains($"API {api.Url}/: it answers, and the key is good.", lines);
        Assert.Contains("bandit           1.6.2     ok", lines);
        Assert.Contains("gitleaks         8.16.3    version 8.16.3 is not supported", lines);
        Assert.Contains("trivy            -         not installed", lines);
        Assert.Contains("  trivy (0.50 and newer, before 1.0): Trivy 0.50 or newer from https://github.com/aquasecurity/trivy/releases", lines);
        Assert.Contains("  osv-scanner: names and versions of the dependencies, and commits of git directories, to api.osv.dev. No code", lines);
        Assert.DoesNotContain(Infrastructure.Cli.Key, result.Out + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_without_what_it_needs_beside_itself_is_no_tool()
    {
        await using var api = await ApiStandIn.StartAsync();
        Bin("eslint", "v9.39.5");

        var tool = Tool(await DoctorAsync(api, "--json"), "eslint-security");

        Assert.StartsWith("not installed: eslint-plugin-security is not beside ESLint", tool.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bandit", ExitCode.Fine), InlineData("trivy", ExitCode.Failed), InlineData("of-the-future", ExitCode.Failed)]
    public async Task What_the_project_runs_must_be_there(string scanner, int exitCode)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = [scanner];
        Bin("bandit", "bandit 1.6.2");

        var result = await DoctorAsync(api, "--project-id", "p1", "--json");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.True(Tool(result, scanner).GetProperty("active").GetBoolean());
        Assert.Equal(AllDrivers.ByKey.Keys.Append(scanner).Distinct().Order(StringComparer.Ordinal), Json(result).GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("key").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(401, ExitCode.Refused, "the API refused the API key (401)"), InlineData(500, ExitCode.Failed, "could not ask the API: the API answered 500")]
    [InlineData(302, ExitCode.Failed, "could not ask the API: the API answered with a redirect (302), which is not followed. Check SECUREOBS_API_URL.")]
    [InlineData(200, ExitCode.Failed, "could not ask the API: text/html came instead of JSON: this is not the API, perhaps a proxy. Check SECUREOBS_API_URL.")]
    public async Task An_API_that_is_none_or_a_key_that_is_none_has_a_code_and_the_tools_are_told_all_the_same(int status, int exitCode, string problem)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => status == 302 ? Results.Redirect("/signin") : Results.Content("<html>", "text/html", statusCode: status);
        Bin("bandit", "bandit 1.6.2");

        var result = await DoctorAsync(api, "--json");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(problem, Json(result).GetProperty("api").GetProperty("problem").GetString());
        Assert.Equal("1.6.2", Tool(result, "bandit").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Without_a_key_the_tools_are_told_all_the_same()
    {
        var result = await new Infrastructure.Cli { Variables = { ["SECUREOBS_API_KEY"] = null } }.RunAsync("doctor", "--json");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.False(Json(result).GetProperty("api").GetProperty("isGood").GetBoolean());
        Assert.Equal("not installed", Tool(result, "trivy").GetProperty("problem").GetString());
    }

    private void Bin(string name, string version)
    {
        var tool = workspace.Tool($"echo '{version}'\n");
        Directory.CreateDirectory(Path.Combine(workspace.Path, "bin"));
        File.Move(tool, Path.Combine(workspace.Path, "bin", name));
    }

    private Task<CliResult> DoctorAsync(ApiStandIn api, params string[] more)
    {
        var cli = Infrastructure.Cli.Against(api);
        cli.Variables["PATH"] = Path.Combine(workspace.Path, "bin");
        return cli.RunAsync(["doctor", .. more]);
    }

    private static JsonElement Json(CliResult result) => JsonDocument.Parse(result.Out).RootElement;

    private static JsonElement Tool(CliResult result, string key) =>
        Json(result).GetProperty("tools").EnumerateArray().Single(tool => tool.GetProperty("key").GetString() == key);
}
