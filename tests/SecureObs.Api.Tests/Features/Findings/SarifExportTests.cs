using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.Findings.Exports;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>SARIF as code scanning takes it, by the word of Microsoft's own validator: `npm ci --prefix tools/sarif` brings it.</summary>
public sealed class SarifExportTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_validator_of_github_finds_no_error()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal",
            Row(tenant, "plain"),
            Row(tenant, "no file", row => row.Remove("filePath")),
            Row(tenant, "no line", row => row.Remove("startLine")),
            Row(tenant, "a file with odd signs", row => row["filePath"] = "a b/ü#%.py"),
            Row(tenant, "said differently", row => row["description"] = "one [thing](https://example.com) `{0}`"),
            Row(tenant, "said differently", row => (row["description"], row["filePath"]) = ("another", "b.py")),
            Row(tenant, "many weaknesses", row => row["cweIds"] = new JsonArray([.. Enumerable.Range(1, 30).Select(n => JsonValue.Create($"CWE-{n}"))])),
            Row(tenant, "of a package", row => (row["packageUrl"], row["advisory"]) = ("pkg:npm/lodash@4.17.20", "GHSA-35jh-r3h4-6jhm")),
            Row(tenant, "of a resource", row => row["resourceAddress"] = "aws_s3_bucket.a[\"b\"]"),
            Row(tenant, "of no severity", row => row["severity"] = "UNKNOWN"));

        var sarif = await tenant.Member.GetStringAsync(tenant.Route("findings/export?format=sarif"), Ct);

        Assert.Equal(10, JsonNode.Parse(sarif)!["runs"]!.AsArray().Sum(run => run!["results"]!.AsArray().Count));
        var (lines, errors) = await ValidateAsync(sarif);
        Assert.Contains("1 files scanned", lines, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_validator_does_see_what_is_wrong()
    {
        var (_, errors) = await ValidateAsync("""
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"r"}]}},"results":[{"ruleId":"r","message":{"text":"m"}}]}]}
            """);

        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task A_run_has_no_more_results_than_code_scanning_takes_and_each_its_own_category()
    {
        var count = SarifWriter.MostResults + 1;
        var page = Enumerable.Range(0, count).Select(n => Finding("bandit", $"B{n % 3}")).Append(Finding("eslint", "x")).ToList();

        var runs = await WriteAsync(page, "shop/nightly");

        Assert.Equal([SarifWriter.MostResults, 1, 1], runs.Select(run => run!["results"]!.AsArray().Count));
        Assert.Equal(["shop/nightly/bandit", "shop/nightly/bandit/2", "shop/nightly/eslint"], runs.Select(Category));
        Assert.All(runs, run => Assert.All(run!["results"]!.AsArray(), result =>
            Assert.Equal(result!["ruleId"]!.GetValue<string>(), run!["tool"]!["driver"]!["rules"]![result["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_category_stays_the_same_from_one_export_to_the_next()
    {
        var (first, second) = (await WriteAsync([Finding("bandit", "B1")], "secureobs"), await WriteAsync([Finding("bandit", "B1")], "secureobs"));

        Assert.Equal(Category(first[0]), Category(second[0]));
        Assert.NotEqual(first[0]!["automationDetails"]!["id"]!.GetValue<string>(), second[0]!["automationDetails"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_rule_has_help_in_which_what_scanners_say_stays_text()
    {
        var finding = Finding("trivy", "CVE-2021-23337`](javascript:x)") with { Cwe = ["CWE-94"], Advisory = "GHSA-35jh-r3h4-6jhm", PackageUrl = "pkg:npm/lodash@4.17.20" };

        var rule = (await WriteAsync([finding], "secureobs"))[0]!["tool"]!["driver"]!["rules"]![0]!;

        Assert.Equal("""
            Found by the rule `CVE-2021-23337'](javascript:x)` of `trivy`.

            - [CWE-94](https://cwe.mitre.org/data/definitions/94.html)
            - [GHSA-35jh-r3h4-6jhm](https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm)
            """, rule["help"]!["markdown"]!.GetValue<string>(), ignoreLineEndingDifferences: true);
        Assert.Equal("What is wrong", rule["shortDescription"]!["text"]!.GetValue<string>());
        Assert.Equal(["security", "external/cwe/cwe-94"], rule["properties"]!["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
    }

    /// <summary>What GitHub takes for the category: all before the last slash.</summary>
    private static string Category(JsonNode? run) =>
        run!["automationDetails"]!["id"]!.GetValue<string>() is var id ? id[..id.LastIndexOf('/')] : "";

    private static JsonObject Row(TestTenant tenant, string rule, Action<JsonObject>? with = null)
    {
        var row = Rows.Universal(tenant.ProjectId, "1", rule: rule, path: "app/main.py");
        with?.Invoke(row);
        return row;
    }

    private static ExportedFinding Finding(string scanner, string rule) => new()
    {
        Id = Guid.NewGuid(),
        ProjectId = Guid.NewGuid(),
        ProjectName = "shop",
        Scanner = scanner,
        RuleId = rule,
        Severity = 4,
        Status = 1,
        FilePath = "a.py",
        StartLine = 3,
        Description = "What is wrong",
        Cwe = [],
        Fingerprint = new byte[32],
        FirstSeenAt = DateTime.UnixEpoch,
    };

    private static async Task<JsonArray> WriteAsync(IReadOnlyList<ExportedFinding> findings, string category)
    {
        using var body = new MemoryStream();
        await using (var writer = new SarifWriter(body, new(Guid.NewGuid(), DateTimeOffset.UnixEpoch, category)))
        {
            await writer.StartAsync(Ct);
            await writer.WriteAsync(findings, Ct);
            await writer.EndAsync(Ct);
        }
        return JsonNode.Parse(body.ToArray())!["runs"]!.AsArray();
    }

    /// <summary>Its exit code is always 0: its lines tell.</summary>
    private static async Task<(string Lines, string[] Errors)> ValidateAsync(string sarif)
    {
        var directory = Directory.CreateTempSubdirectory("sarif");
        try
        {
            var file = Path.Combine(directory.FullName, "export.sarif");
            await File.WriteAllTextAsync(file, sarif, Encoding.UTF8, Ct);
            var start = new ProcessStartInfo(Validator(), ["validate", "--rule-kind", "Sarif;Ghas", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEndAsync(Ct);
            var lines = await process.StandardOutput.ReadToEndAsync(Ct) + await said;
            await process.WaitForExitAsync(Ct);
            return (lines, [.. lines.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal))]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Validator()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var path = Repository.Path($"tools/sarif/node_modules/@microsoft/sarif-multitool-{system}/Sarif.Multitool");
        Assert.True(File.Exists(path), "The validator is missing. Run: npm ci --prefix tools/sarif");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);   // its package installs itself by a script that does not run
        return path;
    }
}
