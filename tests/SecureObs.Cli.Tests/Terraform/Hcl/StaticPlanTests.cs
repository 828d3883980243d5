using System.Text.Json.Nodes;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

/// <summary>
/// A root that Terraform 1.11.4 planned (`terraform plan -out p; terraform show -json p > plan.json`, no provider but its own): read without
/// Terraform it has the same resources and references.
/// </summary>
public sealed class StaticPlanTests
{
    private static readonly string[] Told = ["address", "moduleAddress", "mode", "type", "name", "providerName"];
    private static readonly string Root = Repository.Test("Terraform/Hcl/builtin");

    [Fact]
    public async Task A_root_is_what_its_plan_is()
    {
        var planned = Body(await new Infrastructure.Cli { Directory = Root }.RunAsync("plan", "preview", "plan.json", "--workspace", Root, "--json"));
        var read = Body(await StaticRoot.PreviewAsync(Root, "--json"));

        Assert.Equal(20, planned["resources"]!.AsArray().Count);
        Assert.Equal(25, planned["references"]!.AsArray().Count);
        Assert.Equal(Resources(planned), Resources(read));
        Assert.Equal(References(planned), References(read));
    }

    private static JsonNode Body(CliResult result)
    {
        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        return JsonNode.Parse(result.Out)!;
    }

    private static string[] Resources(JsonNode body) =>
        [.. body["resources"]!.AsArray().Select(each => string.Join(' ', Told.Select(name => (string?)each![name]))).Order(StringComparer.Ordinal)];

    private static string[] References(JsonNode body) =>
        [.. body["references"]!.AsArray().Select(each => $"{each!["sourceAddress"]} {each["attributePath"]} {each["targetAddress"]}").Order(StringComparer.Ordinal)];
}
