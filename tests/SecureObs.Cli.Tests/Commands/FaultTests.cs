using System.Collections.Concurrent;
using System.Diagnostics;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

/// <summary>What goes wrong between the command and the API, at every step of a scan: exit code, message, and everything once after a retry.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly DevSkimScan scan = new();

    public void Dispose() => scan.Dispose();

    private static readonly Dictionary<string, (Func<Fault> Fault, string Said)> Lasting = new()
    {
        ["500"] = (() => Fault.Status(500), "the API answered 500"),
        ["502"] = (() => Fault.Status(502), "the API answered 502"),
        ["429"] = (() => Fault.Status(429), "the API answered 429"),
        ["429 in 1 s"] = (() => Fault.Status(429, "1"), "the API answered 429"),
        ["reset"] = (Fault.ResetInBody, ""),
        ["302"] = (Fault.Redirect, "the API answered with a redirect (302), which is not followed"),
        ["a page"] = (() => Fault.Page("text/html", "<html>"), "text/html came instead of JSON"),
        ["a page that looks like JSON"] = (() => Fault.Page("text/html", """{"ingested":4,"deduplicated":0}"""), "text/html came instead of JSON"),
        ["nothing"] = (() => Fault.Status(200), "nothing came instead of JSON"),
    };

    private static readonly string[] Steps = ["/scanners/active", "/runs", "/secret-hash-key", "/bulk-universal", "/results/devskim", "/close"];

    public static TheoryData<string, string> Everywhere => new(Lasting.Keys.SelectMany(fault => Steps, (fault, step) => (fault, step)));

    [Theory, MemberData(nameof(Everywhere))]
    public async Task A_fault_that_lasts_ends_with_2_and_one_line_and_after_a_retry_everything_is_there_once(string fault, string step)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith(step, StringComparison.Ordinal) ? Lasting[fault].Fault() : null;

        var result = await scan.RunAsync(api.Url);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(Lasting[fault].Said, result.Error + result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(api.Requests, seen => seen.Path == "/signin");

        api.Answer = _ => null;
        api.Requests.Clear();
        // What got as far as findings was kept; what did not is scanned again.
        var again = File.Exists(scan.Unsent) ? await scan.UploadAsync(api.Url) : await scan.RunAsync(api.Url);
        Assert.Equal(ExitCode.Fine, again.ExitCode);
        Assert.Equal("completed", api.Of("POST", "/close").Single().Json.GetProperty("scanners")[0].GetProperty("status").GetString());
        Assert.Equal(step is "/close" ? 0 : 4, api.Of("POST", "/bulk-universal").Sum(seen => seen.Json.GetArrayLength()));
    }

    private static readonly string[] Short = ["502", "429 in 1 s", "reset"];

    public static TheoryData<string, string> Passing => new(Short.SelectMany(fault => Steps, (fault, step) => (fault, step)));

    [Theory, MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_is_none(string fault, string step)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        var failed = new ConcurrentDictionary<string, bool>();
        api.Answer = seen => seen.Path.EndsWith(step, StringComparison.Ordinal) && failed.TryAdd(step, true) ? Lasting[fault].Fault() : null;

        var result = await scan.RunAsync(api.Url);

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        Assert.Single(failed);
        // Repeated with the same bytes: the API takes the same rows of the same run as the same.
        Assert.Single(api.Of("POST", "/bulk-universal").Select(seen => seen.Body).Distinct());
        Assert.Single(api.Of("POST", "/close").Select(seen => seen.Body).Distinct());
    }

    [Fact]
    public async Task A_slow_API_is_waited_for()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal) ? Fault.Slow("""{"ingested":4,"deduplicated":0}""") : null;

        var result = await scan.RunAsync(api.Url);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("devskim: 4 findings, 4 new", result.Out, StringComparison.Ordinal);
    }

    /// <summary>A file may not grow beyond some bytes: to a program the same as a full disk. The scanner lifts the limit for itself.</summary>
    [Fact]
    public async Task A_disk_without_room_for_what_is_kept_is_said()
    {
        Directory.CreateDirectory(Path.Combine(scan.Workspace.Path, "room"));
        var command = $"trap '' XFSZ; ulimit -S -f 1; exec dotnet {typeof(ExitCode).Assembly.Location} scan {string.Join(' ', Infrastructure.Cli.Run)} --workspace {scan.Workspace.Path}/code --offline-scanners devskim --unsent {scan.Workspace.Path}/room/unsent.jsonl";

        var (exitCode, error) = await StartAsync("http://127.0.0.1:1/api", command, _ => Task.CompletedTask);

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains($"error: findings could not be sent, and not be kept in {scan.Workspace.Path}/room/unsent.jsonl either: ", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await scan.UploadAsync("http://127.0.0.1:1/api", $"{scan.Workspace.Path}/room/unsent.jsonl")).ExitCode);
    }

    [Fact]
    public async Task A_scan_that_is_stopped_in_the_middle_of_sending_says_so_and_the_next_one_brings_everything()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        var arrived = new TaskCompletionSource();
        api.Answer = seen => !seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal) ? null : new Fault(async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(TimeSpan.FromMinutes(1), http.RequestAborted);
        });
        var command = $"exec dotnet {typeof(ExitCode).Assembly.Location} scan {string.Join(' ', Infrastructure.Cli.Run)} --workspace {scan.Workspace.Path}/code --branch main";

        var (exitCode, error) = await StartAsync(api.Url, command, async id =>
        {
            await arrived.Task;
            using var kill = Process.Start("kill", ["-TERM", $"{id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal((ExitCode.Failed, "error: stopped\n"), (exitCode, error));
        Assert.Empty(api.Of("POST", "/close"));
        var first = api.Of("POST", "/bulk-universal").Single().Body;

        api.Answer = _ => null;
        api.Requests.Clear();
        Assert.Equal(ExitCode.Fine, (await scan.RunAsync(api.Url)).ExitCode);
        Assert.Equal(first, api.Of("POST", "/bulk-universal").Single().Body);
        Assert.Single(api.Of("POST", "/close"));
    }

    private async Task<(int ExitCode, string Error)> StartAsync(string url, string command, Func<int, Task> meanwhile)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = scan.Workspace.Path };
        foreach (var (name, value) in scan.Cli(url).Variables)
            start.Environment[name] = value;
        // It reserves memory by means of a file that is larger than a file may be here.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await meanwhile(process.Id);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        return (process.ExitCode, await error);
    }
}
