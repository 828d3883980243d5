using System.Text.Json.Nodes;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform;

public sealed class PlanPreviewTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    /// <summary>Written by hand to the documented format: modules, keys, blocks, an output into an input, a secret, values that are not known.</summary>
    private const string Plan = """
        {"format_version":"1.2","terraform_version":"1.9.8","variables":{"pw":{"value":"hunter2hunter2"}},
         "resource_changes":[
          {"address":"azurerm_resource_group.app","mode":"managed","type":"azurerm_resource_group","name":"app","provider_name":"registry.terraform.io/hashicorp/azurerm","change":{"actions":["create"],"after":{"name":"app","location":"westeurope","tags":{"owner":"somebody"}},"after_unknown":{"id":true},"after_sensitive":{"tags":{}}}},
          {"address":"module.net.azurerm_subnet.s[\"web\"]","module_address":"module.net","mode":"managed","type":"azurerm_subnet","name":"s","index":"web","change":{"actions":["create"],"after":{"name":"web","address_prefixes":["10.0.1.0/24"]},"after_unknown":{"id":true},"after_sensitive":{"address_prefixes":[false]}}},
          {"address":"module.net.azurerm_subnet.s[\"db\"]","module_address":"module.net","mode":"managed","type":"azurerm_subnet","name":"s","index":"db","change":{"actions":["create"],"after":{"name":"db","address_prefixes":["10.0.2.0/24"]},"after_unknown":{},"after_sensitive":{}}},
          {"address":"azurerm_network_interface.n[\"web\"]","mode":"managed","type":"azurerm_network_interface","name":"n","index":"web","change":{"actions":["delete","create"],"after":{"name":"nic","ip_configuration":[{"name":"ip","private_ip_address_allocation":"Dynamic"}]},"after_unknown":{"ip_configuration":[{"subnet_id":true}]},"after_sensitive":{"ip_configuration":[{}]}}},
          {"address":"azurerm_key_vault.v","mode":"managed","type":"azurerm_key_vault","name":"v","change":{"actions":["create"],"after":{"name":"secret-name","enable_rbac_authorization":true,"network_acls":[{"bypass":"AzureServices","default_action":"Deny"}]},"after_unknown":{},"after_sensitive":{"name":true}}},
          {"address":"acme_thing.t","mode":"managed","type":"acme_thing","name":"t","change":{"actions":["create"],"after":{"anything":"hunter2hunter2"},"after_unknown":{},"after_sensitive":{}}}],
         "configuration":{"root_module":{
          "module_calls":{"net":{"expressions":{"group":{"references":["azurerm_resource_group.app.name","azurerm_resource_group.app"]}},"module":{
            "outputs":{"subnet_ids":{"expression":{"references":["azurerm_subnet.s"]}}},
            "resources":[{"mode":"managed","type":"azurerm_subnet","name":"s","expressions":{"resource_group_name":{"references":["var.group"]},"name":{"references":["each.key"]}},"for_each_expression":{"references":["var.names"]}}]}}},
          "resources":[
            {"mode":"managed","type":"azurerm_resource_group","name":"app","expressions":{"name":{"constant_value":"app"}}},
            {"mode":"managed","type":"azurerm_network_interface","name":"n","expressions":{"ip_configuration":[{"name":{"constant_value":"ip"},"subnet_id":{"references":["module.net.subnet_ids","module.net","each.key"]}}],"resource_group_name":{"references":["azurerm_resource_group.app.name","azurerm_resource_group.app"]}}},
            {"mode":"managed","type":"azurerm_key_vault","name":"v","expressions":{"tenant_id":{"references":["data.azurerm_client_config.me.tenant_id","data.azurerm_client_config.me"]},"name":{"references":["local.name"]}},"depends_on":["azurerm_network_interface.n"]},
            {"mode":"data","type":"azurerm_client_config","name":"me"},
            {"mode":"managed","type":"acme_thing","name":"t","expressions":{"anything":{"references":["var.pw"]}}}]}}}
        """;

    [Fact]
    public async Task A_plan_becomes_this()
    {
        workspace.Write("plan.json", Plan);

        var (shown, body) = (await PreviewAsync("plan.json"), await PreviewAsync("plan.json", "--json"));

        Assert.Equal((ExitCode.Fine, ""), (shown.ExitCode, shown.Error));
        Approved.Match(shown.Out + "\n" + JsonNode.Parse(body.Out)!.ToJsonString(new() { WriteIndented = true }).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Each output is made from two outputs of the other module, and so on in a circle: without an end there would be no end.</summary>
    [Fact]
    public async Task References_in_a_circle_end()
    {
        static JsonObject Module() => new()
        {
            ["module_calls"] = new JsonObject(),
            ["outputs"] = new JsonObject([.. Enumerable.Range(0, 40).Select(at => KeyValuePair.Create<string, JsonNode?>($"o{at}", new JsonObject { ["expression"] = new JsonObject { ["references"] = new JsonArray($"var.v{at}", $"var.v{(at + 1) % 40}") } }))]),
        };
        static JsonObject Call(string other) => new()
        {
            ["expressions"] = new JsonObject([.. Enumerable.Range(0, 40).Select(at => KeyValuePair.Create<string, JsonNode?>($"v{at}", new JsonObject { ["references"] = new JsonArray($"module.{other}.o{at}", $"module.{other}.o{(at + 1) % 40}") }))]),
            ["module"] = Module(),
        };
        var plan = new JsonObject
        {
            ["format_version"] = "1.2",
            ["resource_changes"] = new JsonArray(new JsonObject { ["address"] = "aws_vpc.a", ["type"] = "aws_vpc", ["name"] = "a", ["change"] = new JsonObject() }),
            ["configuration"] = new JsonObject
            {
                ["root_module"] = new JsonObject
                {
                    ["resources"] = new JsonArray(new JsonObject { ["type"] = "aws_vpc", ["name"] = "a", ["expressions"] = new JsonObject { ["cidr_block"] = new JsonObject { ["references"] = new JsonArray("module.x.o0") } } }),
                    ["module_calls"] = new JsonObject { ["x"] = Call("y"), ["y"] = Call("x") },
                },
            },
        };
        workspace.Write("plan.json", plan.ToJsonString());

        Assert.Contains("1 resources and 0 references would leave", (await PreviewAsync("plan.json")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{}", "no format_version")]
    [InlineData("[]", "no format_version")]
    [InlineData("{\"format_version\":\"2.0\"}", "format 2.0 is not known")]
    [InlineData("{\"format_version\":\"1.2\"", "not valid JSON")]
    public async Task What_is_no_plan_is_refused_in_one_line(string plan, string why)
    {
        workspace.Write("plan.json", plan);

        var result = await PreviewAsync("plan.json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(why, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("{\"format_version\":\"1.2\"}"), InlineData("\uFEFF{\"format_version\":\"0.1\",\"resource_changes\":[]}")]
    public async Task A_plan_of_nothing_is_one(string plan)
    {
        workspace.Write("plan.json", plan);

        Assert.Contains("0 resources and 0 references would leave", (await PreviewAsync("plan.json")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE")]
    public async Task A_plan_with_a_byte_order_mark_is_the_same(string encoding)
    {
        workspace.Write("plan.json", Plan);
        File.WriteAllText(Path.Combine(workspace.Path, "marked.json"), Plan, System.Text.Encoding.GetEncoding(encoding));
        Assert.True(File.ReadAllBytes(Path.Combine(workspace.Path, "marked.json"))[0] is 0xEF or 0xFE or 0xFF);

        var (plain, marked) = (await PreviewAsync("plan.json"), await PreviewAsync("marked.json"));

        Assert.Equal((ExitCode.Fine, plain.Out), (marked.ExitCode, marked.Out));
        Assert.Contains("6 references would leave", marked.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_regular_file_of_the_workspace_is_read()
    {
        using var elsewhere = new Workspace();
        var outside = elsewhere.Write("plan.json", Plan);
        workspace.Write("real.json", Plan);
        File.CreateSymbolicLink(Path.Combine(workspace.Path, "link.json"), Path.Combine(workspace.Path, "real.json"));
        Directory.CreateSymbolicLink(Path.Combine(workspace.Path, "linked"), elsewhere.Path);

        foreach (var refused in new[] { outside, "link.json", "linked/plan.json", "nowhere.json", ".", "../" + Path.GetFileName(elsewhere.Path) + "/plan.json", "/dev/zero" })
            Assert.Equal(ExitCode.Failed, (await PreviewAsync(refused)).ExitCode);
        Assert.Equal(ExitCode.Fine, (await PreviewAsync("real.json")).ExitCode);
    }

    private Task<CliResult> PreviewAsync(string file, params string[] more) =>
        new Infrastructure.Cli { Directory = workspace.Path }.RunAsync(["plan", "preview", file, "--workspace", workspace.Path, .. more]);
}
