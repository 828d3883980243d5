using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>SARIF by the word of Microsoft's own validator: `npm ci --prefix tools/sarif` brings it.</summary>
public sealed class SarifValidityTests(TestApi api)
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

    private static JsonObject Row(TestTenant tenant, string rule, Action<JsonObject>? with = null)
    {
        var row = Rows.Universal(tenant.ProjectId, "1", rule: rule, path: "app/main.py");
        with?.Invoke(row);
        return row;
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
