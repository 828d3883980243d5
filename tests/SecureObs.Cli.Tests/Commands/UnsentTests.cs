using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

public sealed class UnsentTests : IDisposable
{
    private const string Nobody = "http://127.0.0.1:1/api";

    private readonly DevSkimScan scan = new();

    public void Dispose() => scan.Dispose();

    [Fact]
    public async Task Without_the_API_nothing_is_scanned_unless_the_customer_said_what()
    {
        var result = await scan.RunAsync(Nobody);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("error: could not read the active scanners", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("scanning", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_scanned_without_the_API_arrives_later_in_the_same_run()
    {
        var offline = await scan.RunAsync(Nobody, "--offline-scanners", "devskim,gitleaks");
        Assert.Equal(ExitCode.Fine, offline.ExitCode);
        Assert.Contains("Only the scanners of --offline-scanners run: devskim, gitleaks\n", offline.Error, StringComparison.Ordinal);
        Assert.Contains($"warning: 4 findings are not sent. They are kept in {scan.Unsent}: secureobs upload {scan.Unsent}\n", offline.Error, StringComparison.Ordinal);
        AssertPrivate();

        await using var api = await ApiStandIn.StartAsync();
        var result = await scan.UploadAsync(api.Url);

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        var opened = api.Of("POST", "/runs").Single().Json;
        Assert.Equal(("r1", "main"), (opened.GetProperty("pipelineRunId").GetString(), opened.GetProperty("branch").GetString()));
        Assert.True(opened.GetProperty("startedAt").GetDateTimeOffset() < DateTimeOffset.UtcNow);
        Assert.Equal(4, api.Of("POST", "/findings/bulk-universal").Single().Json.GetArrayLength());
        Assert.Equal("completed skipped", string.Join(' ', api.Requests.Where(seen => seen.Method == "PUT").Select(seen => seen.Json.GetProperty("status"))));
        Assert.Equal("""{"scanners":[{"scanner":"devskim","status":"completed","findings":4},{"scanner":"gitleaks","status":"skipped","findings":0}]}""", api.Of("POST", "/close").Single().Body);
        Assert.False(File.Exists(scan.Unsent));
    }

    [Fact]
    public async Task A_refused_key_is_no_missing_API()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => Results.StatusCode(401);

        var result = await scan.RunAsync(api.Url, "--offline-scanners", "devskim");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.False(File.Exists(scan.Unsent));
    }

    [Fact]
    public async Task What_the_API_did_not_take_is_kept_and_arrives_byte_by_byte_the_same()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal) ? Results.StatusCode(500) : null;

        var failed = await scan.RunAsync(api.Url);
        var refused = api.Of("POST", "/bulk-universal").Single().Body;
        Assert.Equal(ExitCode.Failed, failed.ExitCode);
        Assert.Contains("4 findings are not sent", failed.Error, StringComparison.Ordinal);
        Assert.Equal("failed", api.Of("PUT", "/results/devskim").Last().Json.GetProperty("status").GetString());
        AssertPrivate();

        api.Answer = _ => null;
        api.Requests.Clear();
        Assert.Equal(ExitCode.Fine, (await scan.UploadAsync(api.Url)).ExitCode);
        Assert.Equal(refused, api.Of("POST", "/bulk-universal").Single().Body);
        Assert.Equal("completed", api.Of("PUT", "/results/devskim").Single().Json.GetProperty("status").GetString());
        Assert.Equal("completed", api.Of("POST", "/close").Single().Json.GetProperty("scanners")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_upload_that_fails_keeps_the_file_and_an_earlier_file_is_never_written_over()
    {
        await scan.RunAsync(Nobody, "--offline-scanners", "devskim");
        var first = await File.ReadAllBytesAsync(scan.Unsent, TestContext.Current.CancellationToken);
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/close", StringComparison.Ordinal) ? Results.StatusCode(500) : null;

        Assert.Equal(ExitCode.Failed, (await scan.UploadAsync(api.Url)).ExitCode);
        await scan.RunAsync(Nobody, "--offline-scanners", "devskim");

        Assert.Equal(first, await File.ReadAllBytesAsync(scan.Unsent, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(scan.Workspace.Path, "secureobs-unsent-r1-2.jsonl")));
    }

    [Theory]
    [InlineData("\"rows\":4", "\"rows\":4,\"x\":1", null)]
    [InlineData("\"codeSnippet\":\"one()\"", "\"codeSnippet\":\"two()\"", "a body in it was changed")]
    [InlineData("findings/bulk-universal", "../admin/keys", "a body in it is none of findings")]
    [InlineData("secureobs-unsent-1", "secureobs-unsent-9", "it is not a file of unsent findings that this version knows")]
    [InlineData("\"manifest\"", "\"other\"", "its end is missing: scan again")]
    [InlineData("{\"scanner\"", "{{", "a line in it is no JSON")]
    public async Task A_file_that_is_not_as_it_was_kept_is_not_sent(string original, string changed, string? why)
    {
        await scan.RunAsync(Nobody, "--offline-scanners", "devskim");
        var text = await File.ReadAllTextAsync(scan.Unsent, TestContext.Current.CancellationToken);
        Assert.Contains(original, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(scan.Unsent, text.Replace(original, changed, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var api = await ApiStandIn.StartAsync();

        var result = await scan.UploadAsync(api.Url);

        Assert.Equal(why is null ? ExitCode.Fine : ExitCode.Failed, result.ExitCode);
        Assert.Equal(why is null ? "" : $"error: {scan.Unsent} cannot be sent: {why}\n", result.Error);
        Assert.Equal(why is null, !api.Requests.IsEmpty);
    }

    [Theory]
    [InlineData("nowhere.jsonl"), InlineData("tool.sh"), InlineData("code")]
    public async Task What_is_no_such_file_is_one_line(string file)
    {
        var result = await scan.UploadAsync(Nobody, file);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_place_that_takes_no_file_is_said()
    {
        var result = await scan.RunAsync(Nobody, "--offline-scanners", "devskim", "--unsent", "/nowhere/unsent.jsonl");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("error: findings could not be sent, and not be kept in /nowhere/unsent.jsonl either", result.Error, StringComparison.Ordinal);
    }

    private void AssertPrivate()
    {
        var kept = File.ReadAllText(scan.Unsent);
        Assert.DoesNotContain(DevSkimScan.Secret, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Infrastructure.Cli.Key, kept, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scan.Unsent));
    }
}
