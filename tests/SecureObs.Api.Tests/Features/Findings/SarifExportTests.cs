using System.Text.Json.Nodes;
using SecureObs.Api.Features.Findings.Exports;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>SARIF as code scanning takes it.</summary>
public sealed class SarifExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
}
