using System.Text;
using System.Text.Json.Nodes;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

/// <summary>What expressions come to. What they should is what `terraform console` 1.11.4 says; null for what stays unknown or sensitive.</summary>
public sealed class StaticExpressionTests : IDisposable
{
    private const string Declared = """
        variable "one" {
          default = "a"
        }
        variable "none" {}
        variable "zero" {
          default = null
        }
        variable "hidden" {
          default   = "CANARY"
          sensitive = true
        }
        variable "list" {
          default = ["b", "a", "b"]
        }
        variable "map" {
          default = { x = { n = 1 }, "y.z" = { n = 2 } }
        }
        locals {
          circle = local.round
          round  = local.circle
          joined = "${var.one}-${local.number}"
          number = 4 + 1
          deep   = { list = [{ name = "found" }] }
        }
        resource "azurerm_resource_group" "named" {
          name     = "group"
          location = "westeurope"
        }
        resource "azurerm_key_vault_secret" "secret" {
          name  = "s"
          value = "CANARY"
        }
        """;

    private static readonly (string Expression, string? Value)[] Expected =
    [
        ("\"plain\"", "plain"), ("var.one", "a"), ("\"${var.one}\"", "a"), ("\"x-${var.one}-y\"", "x-a-y"), ("\"${var.one} ${var.one}\"", "a a"), ("local.joined", "a-5"), ("(var.one)", "a"),
        ("1.50", "1.5"), ("\"${true}\"", "true"), ("replace(replace(\"a$${b}\", \"$${\", \"-\"), \"}\", \"\")", "a-b"), ("upper(\"a\\u0062\")", "AB"), ("\"${upper(\"q\")}\"", "Q"),
        ("local.deep.list[0].name", "found"), ("var.map[\"y.z\"].n", "2"), ("var.map.x.n", "1"), ("lookup(var.map, \"x\").n", "1"), ("var.list[1]", "a"), ("var.list[local.number - 4]", "a"),
        ("var.one == \"a\" ? \"yes\" : \"no\"", "yes"), ("var.zero == null ? \"yes\" : \"no\"", "yes"), ("\"%{ if var.one == \"b\" }yes%{ else }no%{ endif }\"", "no"),
        ("!(1 < 2) || 3 % 2 == 1 && true ? 7 * 2 : -1", "14"), ("length(var.list) - 1", "2"), ("join(\"-\", distinct(var.list))", "b-a"), ("join(\"-\", toset(var.list))", "a-b"),
        ("join(\"-\", [for k, v in var.map : \"${k}.${v.n}\" if v.n > 1])", "y.z.2"), ("{ for k in var.list : upper(k) => k... }[\"A\"][0]", null),
        ("join(\"-\", concat(var.list, [\"c\"]))", "b-a-b-c"), ("merge(var.map, { x = { n = 9 } }).x.n", "9"), ("keys(var.map)[1]", "y.z"), ("element(split(\",\", \"a,b\"), 3)", "b"),
        ("replace(\"a-b\", \"-\", \"_\")", "a_b"), ("flatten([[\"a\"], [\"b\", [\"c\"]]])[2]", "c"), ("tostring(5)", "5"), ("try(var.one, \"x\")", "a"), ("coalesce(\"\", \"x\")", null),
        ("cidrsubnet(\"10.0.0.0/16\", 8, 3)", "10.0.3.0/24"), ("cidrsubnet(\"2001:db8::/56\", 8, 17)", "2001:db8:0:11::/64"), ("cidrsubnet(\"10.0.0.0/16\", 8, 256)", null),
        ("jsonencode({ a = [1, true, null] })", null),   // known, but no name
        ("azurerm_resource_group.named.name", "group"), ("\"in-${azurerm_resource_group.named.location}\"", "in-westeurope"), ("azurerm_resource_group.named.id", null),
        ("azurerm_key_vault_secret.secret.value", null), ("var.none", null), ("\"x${var.none}\"", null), ("var.hidden", null), ("\"x${var.hidden}\"", null), ("upper(var.hidden)", null),
        ("nonsensitive(var.hidden)", null), ("[var.hidden][0]", null), ("{ a = var.hidden }.a", null), ("var.hidden == \"x\" ? \"a\" : \"b\"", null), ("local.circle", null), ("local.missing", null),
        ("path.module", null), ("terraform.workspace", null), ("data.azurerm_client_config.me.tenant_id", null), ("file(\"main.tf\")", null), ("timestamp()", null), ("1 / 0", null), ("var.one.nothing", null),
    ];

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task What_can_be_told_is()
    {
        var root = new StringBuilder(Declared);
        foreach (var (at, (expression, _)) in Expected.Index())
            root.Append($"\nresource \"azurerm_virtual_network\" \"e{at}\" {{\n  name = {expression}\n}}\n");
        workspace.Write("main.tf", root.ToString());

        var result = await StaticRoot.PreviewAsync(workspace.Path, "--json");

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain("CANARY", result.Out, StringComparison.Ordinal);
        var names = JsonNode.Parse(result.Out)!["resources"]!.AsArray().ToDictionary(each => (string)each!["address"]!, each => each!["safeAttributes"]!["name"]?.ToString());
        Assert.Equal(Expected.Select(each => $"{each.Expression} = {each.Value}"), Expected.Select((each, at) => $"{each.Expression} = {names[$"azurerm_virtual_network.e{at}"]}"));
    }
}
