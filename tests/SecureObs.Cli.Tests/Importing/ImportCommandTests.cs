using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Identity;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Importing;

public sealed class ImportCommandTests : IDisposable
{
    private const string Grype = """
        {"matches":[{"vulnerability":{"id":"CVE-2020-28500","severity":"Medium"},"artifact":{"name":"lodash","version":"4.17.20","type":"npm","purl":"pkg:npm/lodash@4.17.20","locations":[{"path":"package-lock.json"}]}}],"descriptor":{"name":"grype","version":"0.74.0"}}
        """;

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Findings_of_every_tool_of_a_report_are_sent_and_the_run_ends()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/secret-hash-key", StringComparison.Ordinal) ? Results.Json(new { key = Convert.ToBase64String(new byte[SecretHasher.KeyLength]) }) : null;
        workspace.Write("src/a b.js", "one()\ntwo()\ndb.query('select ' + name);\n");
        var sarif = await File.ReadAllTextAsync(Repository.Test("Importing/sarif.report.sarif"), TestContext.Current.CancellationToken);
        var report = workspace.Write("any.name", sarif.Replace("file:///workspace/", new Uri(workspace.Path).AbsoluteUri + "/", StringComparison.Ordinal));

        var result = await ImportAsync(api, report, "--allow-rejected");

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        var rows = api.Of("POST", "/findings/bulk-universal").Single().Json;
        Assert.Equal(3, rows.GetArrayLength());
        var (features, ordinal) = PackedFeatures.Unpack(rows[0].GetProperty("features").GetBytesFromBase64(), "codeql js/sql-injection");
        Assert.Equal(("src/a b.js", 3, 1), (features.Path, features.Line, ordinal));
        Assert.False(rows[0].TryGetProperty("stableId", out _));
        Assert.Equal("suppressed in source: used for a checksum", rows[1].GetProperty("ignoredInSource").GetString());
        Assert.DoesNotContain("v9dn0bVulnShopFakeKey", api.Of("POST", "/findings/bulk-gitleaks").Single().Body, StringComparison.Ordinal);
        Assert.Equal(("completed", "2.16.1", 3), Result(api, "codeql"));
        Assert.Equal("failed", api.Of("PUT", "/results/broken-tool").Single().Json.GetProperty("status").GetString());
        Assert.Equal(["broken-tool", "codeql", "gitleaks"], api.Of("POST", "/close").Single().Json.GetProperty("scanners").EnumerateArray().Select(each => each.GetProperty("scanner").GetString()));
    }

    [Fact]
    public async Task A_level_that_an_invocation_gave_to_a_rule_counts_for_its_results_alone()
    {
        const string sarif = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"R","defaultConfiguration":{"level":"note"}}]}},
             "invocations":[{"executionSuccessful":true},{"executionSuccessful":true,"ruleConfigurationOverrides":[{"descriptor":{"id":"R"},"configuration":{"level":"error"}}]}],
             "results":[{"ruleId":"R","message":{"text":"a"},"provenance":{"invocationIndex":1}},{"ruleId":"R","message":{"text":"b"},"provenance":{"invocationIndex":0}},
              {"ruleId":"R","message":{"text":"c"}},{"ruleId":"R","message":{"text":"d"},"level":"warning","provenance":{"invocationIndex":1}}]}]}
            """;
        await using var api = await ApiStandIn.StartAsync();

        var result = await ImportAsync(api, workspace.Write("x.sarif", sarif));

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal(["HIGH", "LOW", "LOW", "MEDIUM"], api.Of("POST", "/findings/bulk-universal").Single().Json.EnumerateArray().Select(row => row.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task What_of_the_project_was_scanned_goes_with_every_row_result_and_the_manifest()
    {
        await using var api = await ApiStandIn.StartAsync();

        await ImportAsync(api, workspace.Write("g.json", Grype), "--target", " services/api ");

        Assert.Equal(["services/api", "services/api", "services/api"], new[]
        {
            api.Of("POST", "/findings/bulk-universal").Single().Json[0],
            api.Of("PUT", "/results/grype").Single().Json,
            api.Of("POST", "/close").Single().Json.GetProperty("scanners")[0],
        }.Select(each => each.GetProperty("target").GetString()));
    }

    [Fact]
    public async Task Package_advisory_and_resource_are_told()
    {
        await using var api = await ApiStandIn.StartAsync();

        await ImportAsync(api, workspace.Write("g.json", Grype), Repository.Test("Importing/tfsec.report.json"));

        var package = api.Of("POST", "/findings/bulk-universal").Single(seen => seen.Body.Contains("grype", StringComparison.Ordinal)).Json[0];
        Assert.Equal(("pkg:npm/lodash@4.17.20", "CVE-2020-28500"), (package.GetProperty("packageUrl").GetString(), package.GetProperty("advisory").GetString()));
        Assert.Equal("aws_s3_bucket.logs", api.Of("POST", "/findings/bulk-universal").Single(seen => seen.Body.Contains("tfsec", StringComparison.Ordinal)).Json[0].GetProperty("resourceAddress").GetString());
    }

    [Theory]
    [InlineData(false, ExitCode.Failed, "failed")]
    [InlineData(true, ExitCode.Fine, "completed")]
    public async Task A_rejected_entry_makes_no_complete_result_unless_it_may_be(bool allowed, int exitCode, string status)
    {
        await using var api = await ApiStandIn.StartAsync();
        var report = workspace.Write("r.json", """{"Issues":[{"rule_id":"G1","severity":"LOW","file":"a.go","line":"1"},{"severity":"LOW"}],"Stats":{}}""");

        var result = await ImportAsync(api, [report, .. allowed ? ["--allow-rejected"] : Array.Empty<string>()]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("rejected Issues[1]: it names no rule", result.Out, StringComparison.Ordinal);
        Assert.Equal(status, api.Of("PUT", "/results/gosec").Single().Json.GetProperty("status").GetString());
        Assert.Single(api.Of("POST", "/findings/bulk-universal"));
    }

    [Theory]
    [InlineData("{", "not valid JSON in line 1, byte 2")]
    [InlineData("{\"runs\":[],\"version\":\"1.0.0\"}", "SARIF 1.0.0 is not read")]
    [InlineData("{\"hello\":\"world\"}", "its format is not known")]
    [InlineData("<xml/>", "not valid JSON in line 1, byte 1")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"components\":[]}", "no vulnerabilities")]
    [InlineData("{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[]}", "no vulnerabilities")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{},\"results\":[{\"ruleId\":\"a\"}", "not valid JSON")]
    public async Task What_cannot_be_read_is_one_line_and_sends_nothing(string content, string message)
    {
        await using var api = await ApiStandIn.StartAsync();

        var result = await ImportAsync(api, workspace.Write("r.json", Grype), workspace.Write("broken.json", content));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("utf-8", false), InlineData("utf-8", true), InlineData("utf-16", true), InlineData("utf-16", false), InlineData("utf-16BE", true), InlineData("utf-16BE", false)]
    public async Task Every_encoding_of_JSON_is_read(string encoding, bool mark)
    {
        var encoder = Encoding.GetEncoding(encoding);
        var report = Path.Combine(workspace.Path, "r.json");
        await File.WriteAllBytesAsync(report, [.. mark ? encoder.GetPreamble() : [], .. encoder.GetBytes(Grype.Replace("Medium", "médium", StringComparison.Ordinal))], TestContext.Current.CancellationToken);

        var result = await new Infrastructure.Cli { Variables = { ["SECUREOBS_API_KEY"] = null } }.RunAsync("import", "--check", "--json", report);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal(("grype", 1), (JsonDocument.Parse(result.Out).RootElement[0].GetProperty("format").GetString(), JsonDocument.Parse(result.Out).RootElement[0].GetProperty("accepted").GetInt32()));
    }

    [Theory]
    [InlineData(""), InlineData(" \n"), InlineData("null"), InlineData("[]"), InlineData("{\"results\":[]}")]
    public async Task An_empty_report_is_a_clean_result_of_the_tool_that_is_named(string content)
    {
        await using var api = await ApiStandIn.StartAsync();
        var report = workspace.Write("r.json", content);

        var nameless = await ImportAsync(api, report);
        var named = await ImportAsync(api, report, "--tool", "house-scanner");

        Assert.Equal((ExitCode.Failed, ExitCode.Fine), (nameless.ExitCode, named.ExitCode));
        Assert.Contains("Say so with --tool", nameless.Error, StringComparison.Ordinal);
        Assert.Equal("completed", api.Of("PUT", "/results/house-scanner").Single().Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_report_is_part_of_a_scan_and_its_scanner_is_not_run_again()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["grype"];

        var result = await Infrastructure.Cli.Against(api).RunAsync(["scan", .. Infrastructure.Cli.Run, "--workspace", workspace.Path, "--report", workspace.Write("g.json", Grype)]);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal(("completed", "0.74.0", 1), Result(api, "grype"));
        Assert.Equal("""{"scanners":[{"scanner":"grype","status":"completed","findings":1}]}""", api.Of("POST", "/close").Single().Body);
    }

    [Fact]
    public async Task What_the_API_does_not_take_is_no_success()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.Answer = seen => seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal) ? Results.StatusCode(500) : null;

        var result = await ImportAsync(api, workspace.Write("g.json", Grype));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("failed", api.Of("PUT", "/results/grype").Single().Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_run_must_be_named_unless_nothing_is_sent()
    {
        var report = workspace.Write("g.json", Grype);

        Assert.Equal(ExitCode.Failed, (await new Infrastructure.Cli().RunAsync("import", report)).ExitCode);
        var check = await new Infrastructure.Cli().RunAsync("import", "--check", report);
        Assert.Equal(ExitCode.Fine, check.ExitCode);
        Approved.Match(check.Out.Replace(workspace.Path, "WORKSPACE", StringComparison.Ordinal));
    }

    private Task<CliResult> ImportAsync(ApiStandIn api, params string[] arguments) =>
        Infrastructure.Cli.Against(api).RunAsync(["import", .. Infrastructure.Cli.Run, "--workspace", workspace.Path, .. arguments]);

    private static (string?, string?, int) Result(ApiStandIn api, string scanner) =>
        api.Of("PUT", $"/results/{scanner}").Single().Json is var json ? (json.GetProperty("status").GetString(), json.GetProperty("version").GetString(), json.GetProperty("findings").GetInt32()) : default;
}
