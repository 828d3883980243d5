using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Commands;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>A scan that sends a plan: what goes, in which order, and what happens when it does not.</summary>
public sealed class ScanWithPlanTests : IDisposable
{
    private const string Plan = """
        {"format_version":"1.2","terraform_version":"1.9.8","variables":{"pw":{"value":"hunter2hunter2"}},
         "resource_changes":[
          {"address":"azurerm_key_vault.v","mode":"managed","type":"azurerm_key_vault","name":"v","change":{"actions":["create"],"after":{"name":"vault","tags":{"a":"hunter2hunter2"}},"after_unknown":{},"after_sensitive":{}}}],
         "configuration":{"root_module":{"resources":[{"mode":"managed","type":"azurerm_key_vault","name":"v","expressions":{"name":{"constant_value":"hunter2hunter2"}}}]}}}
        """;

    private const string Send = "/infrastructure-analyses/terraform-plan";

    private readonly DevSkimScan scan = new();

    public void Dispose() => scan.Dispose();

    private async Task<ApiStandIn> StartAsync(string plan = Plan)
    {
        scan.Workspace.Write("code/plan.json", plan);
        var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith(Send, StringComparison.Ordinal) ? Results.Json(new { resourceCount = 1, edgeCount = 0, potentialAttackPathCount = 2 }) : null;
        return api;
    }

    private Task<CliResult> RunAsync(ApiStandIn api, params string[] more) => scan.RunAsync(api.Url, ["--terraform-plan-json", "code/plan.json", .. more]);

    [Fact]
    public async Task The_topology_goes_after_the_findings_and_before_the_run_is_closed()
    {
        await using var api = await StartAsync();

        var result = await RunAsync(api, "--commit", "0123abcd", "--terraform-root-id", "01936f2a-0000-7000-8000-0000000000aa");

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        Assert.Contains("infrastructure: 1 resources, 0 edges, 2 attack paths\n", result.Out, StringComparison.Ordinal);
        var order = api.Requests.Select(seen => seen.Path[(seen.Path.LastIndexOf('/') + 1)..]).ToList();
        Assert.InRange(order.IndexOf("terraform-plan"), order.IndexOf("bulk-universal") + 1, order.IndexOf("close") - 1);
        var body = JsonNode.Parse(api.Of("POST", Send).Single().Body)!;
        Assert.Equal("01936f2a-0000-7000-8000-0000000000aa", (string?)body["terraformRootId"]);
        Assert.Equal("0123abcd", (string?)body["sourceRevision"]);
        Assert.Equal("vault", (string?)body["resources"]![0]!["safeAttributes"]!["name"]);
        Assert.All(api.Requests, seen => Assert.DoesNotContain("hunter2", seen.Body, StringComparison.Ordinal));
    }

    /// <summary>wire-contract: the published client sends all members, null too.</summary>
    [Fact]
    public async Task The_revision_that_is_told_goes_before_the_commit()
    {
        await using var api = await StartAsync();
        await RunAsync(api, "--commit", "0123abcd", "--source-revision", "release 7");
        Assert.Equal("release 7", (string?)JsonNode.Parse(api.Of("POST", Send).Single().Body)!["sourceRevision"]);
    }

    [Theory]
    [InlineData(false, ExitCode.Fine, "warning: the infrastructure was not analysed: ")]
    [InlineData(true, ExitCode.Failed, "error: the infrastructure was not analysed: ")]
    public async Task That_the_API_refuses_it_is_a_failure_only_when_it_is_required(bool required, int exitCode, string says)
    {
        await using var api = await StartAsync();
        api.Answer = seen => seen.Path.EndsWith(Send, StringComparison.Ordinal) ? Results.Problem("no", statusCode: 400) : null;

        var result = await RunAsync(api, required ? ["--require-infrastructure-analysis"] : []);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith(says, result.Error, StringComparison.Ordinal);
        Assert.Single(api.Of("POST", "/close"));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_read_is_said_and_the_scan_goes_on()
    {
        await using var api = await StartAsync("{\"format_version\":\"9.0\"}");

        var result = await RunAsync(api);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("warning: the infrastructure was not analysed: the Terraform plan cannot be read", result.Error, StringComparison.Ordinal);
        Assert.Single(api.Of("POST", "/bulk-universal"));
        Assert.Empty(api.Of("POST", Send));
    }

    [Fact]
    public async Task A_required_plan_that_cannot_be_read_ends_the_scan_before_it_begins()
    {
        await using var api = await StartAsync("{}");

        var result = await RunAsync(api, "--require-infrastructure-analysis");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Empty(api.Of("POST", "/bulk-universal"));
    }

    [Fact]
    public async Task A_dry_run_writes_what_would_be_sent()
    {
        await using var api = await StartAsync();

        await RunAsync(api, "--dry-run", "--out", "out");

        Assert.Empty(api.Of("POST", Send));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(scan.Workspace.Path, "out"), "*-terraform-plan.json"));
        Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--terraform-root-id", "x")]
    [InlineData("--source-revision", "a\nb")]
    public async Task What_makes_no_sense_is_refused(string option, string value)
    {
        await using var api = await StartAsync();
        Assert.NotEqual(ExitCode.Fine, (await RunAsync(api, option, value)).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task To_require_an_analysis_without_a_plan_is_refused()
    {
        await using var api = await StartAsync();
        Assert.Contains("needs --terraform-plan-json or --terraform-root", (await scan.RunAsync(api.Url, "--require-infrastructure-analysis")).Error, StringComparison.Ordinal);
    }
}
