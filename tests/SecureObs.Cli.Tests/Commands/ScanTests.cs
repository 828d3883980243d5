using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Identity;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Commands;

public sealed class ScanTests : IDisposable
{
    private const string Sarif = """
        {"runs":[{"results":[{"ruleId":"R1","level":"error","message":{"text":"m"},"locations":[{"physicalLocation":
        {"artifactLocation":{"uri":"a%20b.js"},"region":{"startLine":3,"snippet":{"text":"password = 'hunter2'"}}}}]}]}]}
        """;

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Findings_results_and_the_end_of_the_run_reach_the_API()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];

        var result = await ScanAsync(api, Writes(Sarif));

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal("""{"pipelineRunId":"r1","branch":"main","commit":"abc"}""", api.Of("POST", "/runs").Single().Body);
        var row = api.Of("POST", "/findings/bulk-universal").Single().Json[0];
        Assert.Equal("a b.js", row.GetProperty("filePath").GetString());
        Assert.Equal("password = '*******'", row.GetProperty("codeSnippet").GetString());
        Assert.Equal("HIGH", row.GetProperty("severity").GetString());
        Assert.Equal(44, row.GetProperty("fingerprint").GetString()!.Length);
        var reported = api.Of("PUT", "/results/devskim").Single().Json;
        Assert.Equal(("completed", "1.2.3", 1), (reported.GetProperty("status").GetString(), reported.GetProperty("version").GetString(), reported.GetProperty("findings").GetInt32()));
        Assert.Matches("^[0-9a-f]{64}$", reported.GetProperty("rulesDigest").GetString());
        Assert.EndsWith("/close", api.Requests.Last().Path, StringComparison.Ordinal);
        Assert.Equal("""{"scanners":[{"scanner":"devskim","status":"completed","findings":1}]}""", api.Requests.Last().Body);
        Assert.All(api.Requests, seen => Assert.Equal(Infrastructure.Cli.Key, seen.Key));
        Assert.DoesNotContain(Infrastructure.Cli.Key, result.Out + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "devskim: 1 findings, 0 new")]
    [InlineData(true, "devskim: 1 findings, 7 new")]
    public async Task What_is_new_is_what_the_API_says_of_the_whole_result_if_it_says_so(bool says, string expected)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => says && seen.Path.EndsWith("/results/devskim", StringComparison.Ordinal) ? Results.Json(new { findings = 1, @new = 7 }) : null;

        var result = await ScanAsync(api, Writes(Sarif));

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains(expected, result.Out + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_found_secret_is_sent_masked_with_its_hash_under_the_key_of_the_organisation()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        var key = new byte[SecretHasher.KeyLength];
        api.Answer = seen => seen.Path.EndsWith("/secret-hash-key", StringComparison.Ordinal) ? Results.Json(new { key = Convert.ToBase64String(key) }) : null;

        await ScanAsync(api, Writes(Sarif.Replace("R1", "DS173237", StringComparison.Ordinal)));

        var row = api.Of("POST", "/findings/bulk-universal").Single();
        Assert.Equal(new SecretHasher(new(key)).HashText("hunter2"), row.Json[0].GetProperty("secretHash").GetString());
        Assert.DoesNotContain("hunter2", row.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_what_a_finding_is_known_again_and_what_the_code_says_of_it_are_sent()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith("/secret-hash-key", StringComparison.Ordinal)
            ? Results.Json(new { key = Convert.ToBase64String(new byte[SecretHasher.KeyLength]) }) : null;
        workspace.Write("a b.js", "one()\ntwo()\nthree() // DevSkim: ignore all\n");

        await ScanAsync(api, Writes(Sarif));

        var row = api.Of("POST", "/findings/bulk-universal").Single().Json[0];
        var (features, ordinal) = PackedFeatures.Unpack(row.GetProperty("features").GetBytesFromBase64(), "devskim R1");
        Assert.Equal(("a b.js", 3, 1), (features.Path, features.Line, ordinal));
        Assert.Equal("DevSkim: ignore all", row.GetProperty("ignoredInSource").GetString());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(204)]
    public async Task A_server_without_such_a_key_gets_no_hash_and_all_else(int status)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith("/secret-hash-key", StringComparison.Ordinal) ? Results.StatusCode(status) : null;
        workspace.Write("a b.js", "one()\ntwo()\nthree()\n");

        var result = await ScanAsync(api, Writes(Sarif.Replace("R1", "DS173237", StringComparison.Ordinal)));

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.False(api.Of("POST", "/findings/bulk-universal").Single().Json[0].TryGetProperty("features", out _));
        Assert.False(api.Of("POST", "/findings/bulk-universal").Single().Json[0].TryGetProperty("secretHash", out _));
        Assert.Equal(("completed", 1), StatusOf(api, "devskim"));
    }

    [Fact]
    public async Task A_clean_scan_is_told_with_zero_findings()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];

        await ScanAsync(api, Writes("""{"runs":[{"results":[]}]}"""));

        Assert.Empty(api.Of("POST", "/findings/bulk-universal"));
        Assert.Equal(("completed", 0), StatusOf(api, "devskim"));
    }

    [Theory]
    [InlineData("echo 'it broke: token=hunter2hunter2' >&2; exit 9", "ended with exit code 9: it broke: token=hu")]
    [InlineData("exit 0", "it wrote no report")]
    [InlineData("echo '{' > \"$REPORT\"", "the report is not what this tool writes")]
    [InlineData("rm \"$REPORT\"", "it wrote no report")]
    [InlineData("sleep 30 & sleep 30", "killed: it took longer than 1 seconds")]
    public async Task A_tool_that_fails_is_an_error_row_and_no_exit_code(string script, string message)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];

        var result = await ScanAsync(api, workspace.Tool(Prologue + script + "\n"), "--tool-timeout", "1");

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains($"devskim: ERROR {message}", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2hunter2", result.Out, StringComparison.Ordinal);
        Assert.Equal(("failed", 0), StatusOf(api, "devskim"));
    }

    [Theory]
    [InlineData("gitleaks")]
    [InlineData("a/scanner&of=the future")]
    public async Task A_missing_tool_is_skipped_and_no_clean_result(string key)
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = [key];

        var result = await ScanAsync(api, "/nowhere");

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("SKIPPED not installed: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("found nothing out: this is not a clean result", result.Out, StringComparison.Ordinal);
        Assert.Equal(("skipped", 0), StatusOf(api, Uri.EscapeDataString(key)));
        Assert.Equal("skipped", api.Of("POST", "/close").Single().Json.GetProperty("scanners")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_the_tool_ended_with_is_told()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];

        await ScanAsync(api, workspace.Tool(Prologue + "exit 9\n"));

        Assert.Equal(9, api.Of("PUT", "/results/devskim").Single().Json.GetProperty("exitCode").GetInt32());
    }

    [Theory]
    [InlineData("--target", ""), InlineData("--target", "  "), InlineData("--target", "a\nb")]
    public async Task A_target_is_a_name(string option, string value)
    {
        await using var api = await ApiStandIn.StartAsync();

        Assert.Equal(ExitCode.Failed, (await ScanAsync(api, "/nowhere", option, value)).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task A_refused_upload_is_an_API_error_and_the_scanner_failed()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim", "gitleaks"];
        api.Answer = seen => seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal)
            ? Results.Json(new { title = "Too much", detail = "Ask\nyour operator" }, statusCode: 500) : null;

        var result = await ScanAsync(api, Writes(Sarif));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("could not upload the findings of devskim: the API answered 500: Too much: Ask your operator\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(("failed", 0), StatusOf(api, "devskim"));
        Assert.Equal(("skipped", 0), StatusOf(api, "gitleaks"));
    }

    [Fact]
    public async Task The_report_is_private_and_gone_afterwards()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        var seen = Path.Combine(workspace.Path, "seen");

        await ScanAsync(api, workspace.Tool(Prologue + $"stat -c '%a %n' \"$REPORT\" \"$(dirname \"$REPORT\")\" > {seen}\n"));

        var lines = await File.ReadAllLinesAsync(seen, TestContext.Current.CancellationToken);
        Assert.StartsWith("600 ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("700 ", lines[1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(lines[1][4..]));
    }

    [Fact]
    public async Task The_summary_fits_80_columns()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];

        var result = await ScanAsync(api, Writes(Sarif));

        var table = result.Out.Split('\n').Where(line => line.StartsWith("SCANNER ", StringComparison.Ordinal) || line.StartsWith("devskim ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, table.Count);
        Assert.All(table, line => Assert.InRange(line.Length, 1, 80));
        Assert.Matches(@"^devskim\s+1\.2\.3\s+OK\s+0\s+1\s+0\s+0\s+0\s+0\s+[0-9.]+s$", table[1]);
    }

    private const string Prologue = """
        [ "$1" = --version ] && { echo "tool v1.2.3"; exit 0; }
        while [ "$1" != -O ]; do shift; done; REPORT=$2

        """;

    private string Writes(string report) => workspace.Tool(Prologue + $"cat > \"$REPORT\" <<'END'\n{report}\nEND\n");

    private Task<CliResult> ScanAsync(ApiStandIn api, string devskim, params string[] more)
    {
        var cli = new Infrastructure.Cli { Directory = workspace.Path };
        cli.Variables["SECUREOBS_API_URL"] = api.Url + "/";
        cli.Variables["SECUREOBS_TOOL_DEVSKIM"] = devskim;
        return cli.RunAsync(["scan", .. Infrastructure.Cli.Run, "--branch", "main", "--commit", "abc", .. more]);
    }

    private static (string?, int) StatusOf(ApiStandIn api, string scanner)
    {
        var json = api.Of("PUT", "/results/" + scanner).Last().Json;
        return (json.GetProperty("status").GetString(), json.GetProperty("findings").GetInt32());
    }
}
