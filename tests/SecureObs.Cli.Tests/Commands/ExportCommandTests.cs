using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("sarif", "application/sarif+json", "format=sarif&status=open&status=in-review")]
    [InlineData("csv", "text/csv", "format=csv")]
    [InlineData("json", "application/json", "format=json")]
    [InlineData("jsonl", "application/jsonl", "format=jsonl")]
    [InlineData("openvex", "application/json", "format=openvex")]
    public async Task What_the_API_sends_is_printed_as_it_is(string format, string type, string query)
    {
        await using var api = await AnsweringAsync("{\"ü\": 1}\n", type);

        var result = await Infrastructure.Cli.Against(api).RunAsync(["export", "--project-id", "p/1", "--format", format]);

        Assert.Equal((ExitCode.Fine, "{\"ü\": 1}\n", ""), (result.ExitCode, result.Out, result.Error));
        Assert.Equal(("/api/projects/p%2F1/findings/export", query), api.Requests.Select(seen => (seen.Path, seen.Query)).Single());
    }

    [Theory]
    [InlineData("sarif", "--status all", "format=sarif")]
    [InlineData("sarif", "--status resolved --category nightly/api", "format=sarif&status=resolved&category=nightly%2Fapi")]
    [InlineData("csv", "--severity high --severity CRITICAL --scanner bandit&x", "format=csv&severity=HIGH&severity=CRITICAL&scanner=bandit%26x")]
    public async Task Filters_go_along(string format, string more, string query)
    {
        await using var api = await AnsweringAsync("", format == "csv" ? "text/csv" : "application/sarif+json");

        await Infrastructure.Cli.Against(api).RunAsync(["export", "--project-id", "p", "--format", format, .. more.Split(' ')]);

        Assert.Equal(query, api.Requests.Single().Query);
    }

    [Fact]
    public async Task A_file_is_replaced_and_only_this_user_reads_it()
    {
        await using var api = await AnsweringAsync(new string('x', 300_000), "text/csv");
        workspace.Write("findings.csv", "before");

        var result = await RunAsync(api);

        Assert.Equal((ExitCode.Fine, $"Wrote {Written}, 300000 bytes.\n"), (result.ExitCode, result.Out.ReplaceLineEndings("\n")));
        Assert.Equal(300_000, new FileInfo(Written).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Written));
        Assert.Equal(["findings.csv"], Directory.EnumerateFileSystemEntries(workspace.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_export_that_breaks_off_leaves_what_was_there_before()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = BreakOffAsync(listener);
        workspace.Write("findings.csv", "before");
        var cli = new Infrastructure.Cli { Variables = { ["SECUREOBS_API_URL"] = $"http://{listener.LocalEndpoint}/api" } };

        var result = await cli.RunAsync(["export", "--project-id", "p", "--format", "csv", "--out", Written]);

        await answering;
        Assert.Equal((ExitCode.Failed, "error: the export broke off before its end: try again\n"), (result.ExitCode, result.Error.ReplaceLineEndings("\n")));
        Assert.Equal("before", await File.ReadAllTextAsync(Written, TestContext.Current.CancellationToken));
        Assert.Equal(["findings.csv"], Directory.EnumerateFileSystemEntries(workspace.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_key_that_may_not_is_refused_and_told_why()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => Results.Problem("An admin can create one that may.", type: "https://x/errors#export-not-allowed", statusCode: 403);

        var result = await RunAsync(api);

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Contains("An admin can create one that may.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Written));
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_export()
    {
        await using var api = await AnsweringAsync("<html>", "text/html");

        var result = await RunAsync(api);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("text/html came instead of text/csv", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Written));
    }

    [Fact]
    public async Task What_is_away_for_a_moment_is_asked_again()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = _ => api.Requests.Count == 1 ? Results.StatusCode(503) : Results.Content("a,b\r\n", "text/csv");

        Assert.Equal(ExitCode.Fine, (await RunAsync(api)).ExitCode);
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said()
    {
        await using var api = await AnsweringAsync("a", "text/csv");

        var result = await Infrastructure.Cli.Against(api).RunAsync(["export", "--project-id", "p", "--format", "csv", "--out", "/nowhere/x.csv"]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("error: the export cannot be written: ", result.Error, StringComparison.Ordinal);
    }

    private string Written => Path.Combine(workspace.Path, "findings.csv");

    private Task<CliResult> RunAsync(ApiStandIn api) =>
        Infrastructure.Cli.Against(api).RunAsync(["export", "--project-id", "p", "--format", "csv", "--out", Written]);

    private static async Task<ApiStandIn> AnsweringAsync(string body, string type)
    {
        var api = await ApiStandIn.StartAsync();
        api.Answer = _ => Results.Content(body, type);
        return api;
    }

    /// <summary>A server that answers one request with some of the body, and then ends the connection.</summary>
    private static async Task BreakOffAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var asked = new byte[4096];
        await connection.ReceiveAsync(asked);
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nid,rule\r\n\r\n"u8.ToArray());
        connection.Shutdown(SocketShutdown.Send);
        await connection.ReceiveAsync(asked);   // until the other side has seen it
    }
}
