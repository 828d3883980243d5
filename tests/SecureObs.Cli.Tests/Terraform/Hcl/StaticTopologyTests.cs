using System.Text.Json.Nodes;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

public sealed class StaticTopologyTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    /// <summary>Modules with keys, blocks and dynamic blocks, locals, values of three files, JSON, an override, what is undecided, remote or sensitive.</summary>
    [Fact]
    public async Task A_root_becomes_this()
    {
        Write();

        var shown = await StaticRoot.PreviewAsync(workspace.Path, "--terraform-var-file", "last.tfvars.json");
        var body = JsonNode.Parse((await StaticRoot.PreviewAsync(workspace.Path, "--terraform-var-file", "last.tfvars.json", "--json")).Out)!;

        Assert.Equal((ExitCode.Fine, ""), (shown.ExitCode, shown.Error));
        var references = body["references"]!.AsArray().Select(each => $"{each!["sourceAddress"]} {each["attributePath"]} -> {each["targetAddress"]}").Order(StringComparer.Ordinal);
        Approved.Match($"{shown.Out}\n{string.Join('\n', references)}\n\n{string.Join('\n', body["warnings"]!.AsArray())}\n".ReplaceLineEndings("\n"));
        Assert.StartsWith("Topology extracted by static HCL analysis", (string)body["warnings"]![0]!, StringComparison.Ordinal);
        Assert.Equal(("1.0", null), ((string?)body["formatVersion"], (string?)body["terraformVersion"]));
        Assert.DoesNotContain(body["resources"]!.AsArray().SelectMany(each => each!["changeActions"]!.AsArray()), action => (string?)action != "read");
    }

    /// <summary>The order of files and of what stands in them says nothing; a value does.</summary>
    [Fact]
    public async Task The_digest_is_of_what_it_means()
    {
        workspace.Write("a.tf", "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n");
        workspace.Write("b.tf", "resource \"aws_subnet\" \"b\" {\n  vpc_id = aws_vpc.a.id\n}\n");
        var one = await DigestAsync();
        File.Delete(Path.Combine(workspace.Path, "a.tf"));
        workspace.Write("b.tf", "# moved\nresource \"aws_subnet\" \"b\" { vpc_id = \"${aws_vpc.a.id}\" }\nresource \"aws_vpc\" \"a\" { cidr_block = \"10.0.0.0/16\" }\n");
        var same = await DigestAsync();
        workspace.Write("b.tf", "resource \"aws_subnet\" \"b\" { vpc_id = \"${aws_vpc.a.id}\" }\nresource \"aws_vpc\" \"a\" { cidr_block = \"10.1.0.0/16\" }\n");

        Assert.Equal(one, same);
        Assert.NotEqual(one, await DigestAsync());
        Assert.Matches("^[0-9a-f]{64}$", one);
    }

    /// <summary>Values that double and expressions in expressions end, whatever they come to.</summary>
    [Fact]
    public async Task What_grows_without_end_ends()
    {
        var doubled = string.Concat(Enumerable.Range(1, 60).Select(at => $"  t{at} = \"${{local.t{at - 1}}}${{local.t{at - 1}}}\"\n  l{at} = [local.l{at - 1}, local.l{at - 1}]\n"));
        var chained = string.Concat(Enumerable.Range(1, 5_000).Select(at => $"  c{at} = local.c{at - 1}\n"));
        workspace.Write("main.tf", $$"""
            locals {
              t0 = "text"
              l0 = ["item"]
              c0 = "end"
            {{doubled}}{{chained}}
            }
            resource "azurerm_resource_group" "g" {
              name     = local.t60
              location = jsonencode(local.l60)
            }
            resource "azurerm_resource_group" "c" {
              name     = local.c5000
              location = {{string.Concat(Enumerable.Repeat("upper(", 150))}}"a"{{new string(')', 150)}}
            }
            """);

        var result = await StaticRoot.PreviewAsync(workspace.Path);

        Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
        Assert.Contains("{\"location\":\"A\"}", result.Out, StringComparison.Ordinal);
    }

    private async Task<string> DigestAsync() => (string)JsonNode.Parse((await StaticRoot.PreviewAsync(workspace.Path, "--json")).Out)!["planDigest"]!;

    private void Write()
    {
        workspace.Write("main.tf", """
            terraform {
              required_providers {
                az = { source = "hashicorp/azurerm" }
              }
            }
            variable "subnets" {
              type = map(object({ cidr = string, open = optional(bool) }))
            }
            variable "ports" {
              default = [80]
            }
            variable "admin" {
              sensitive = true
              default   = "admin"
            }
            variable "zone" {}
            locals {
              group = azurerm_resource_group.app.name
              ids   = { web = module.net.ids["web"], admin = azurerm_user_assigned_identity.admin.principal_id }
            }
            resource "azurerm_resource_group" "app" {
              provider = az.west
              name     = "app"
              location = "westeurope"
              tags     = { owner = "somebody" }
            }
            resource "azurerm_user_assigned_identity" "admin" {
              name                = var.admin
              resource_group_name = local.group
              location            = azurerm_resource_group.app.location
            }
            module "net" {
              source  = "./modules/net"
              group   = local.group
              subnets = var.subnets
            }
            module "far" {
              source = "Azure/vnet/azurerm"
            }
            resource "azurerm_network_interface" "n" {
              for_each            = var.subnets
              name                = "nic-${each.key}"
              location            = azurerm_resource_group.app.location
              resource_group_name = local.group
              ip_configuration {
                name                 = "ip"
                subnet_id            = module.net.ids[each.key]
                public_ip_address_id = each.key == "web" ? azurerm_public_ip.ip[0].id : null
              }
            }
            resource "azurerm_public_ip" "ip" {
              count             = length(var.ports) > 0 ? 1 : 0
              name              = "ip${count.index + 1}"
              allocation_method = "Static"
              location          = "northeurope"
            }
            resource "azurerm_public_ip" "none" {
              count = contains(keys(var.subnets), "spare") ? 1 : 0
              name  = "none"
            }
            resource "azurerm_public_ip" "some" {
              for_each = toset(var.zone)
              name     = each.value
            }
            resource "azurerm_network_security_group" "web" {
              name = "web"
              security_rule {
                name                       = "deny"
                priority                   = "4000"
                direction                  = "Inbound"
                access                     = "Deny"
                protocol                   = "*"
                source_address_prefix      = "*"
                destination_port_range     = "*"
              }
              dynamic "security_rule" {
                for_each = var.ports
                iterator = port
                content {
                  name                   = "p${port.value}"
                  priority               = 100 + port.key
                  direction              = "Inbound"
                  access                 = "Allow"
                  protocol               = "Tcp"
                  source_address_prefix  = azurerm_public_ip.ip[0].ip_address
                  destination_port_range = port.value
                }
              }
            }
            resource "azurerm_role_assignment" "admin" {
              principal_id         = local.ids.admin
              role_definition_name = "Owner"
              scope                = azurerm_resource_group.app.id
            }
            resource "azurerm_subnet_network_security_group_association" "far" {
              subnet_id                 = module.far.subnet_id
              network_security_group_id = data.azurerm_network_security_group.old.id
            }
            data "azurerm_network_security_group" "old" {
              name                = "old"
              resource_group_name = local.group
            }
            """);
        workspace.Write("modules/net/net.tf.json", """
            {"variable":{"group":{},"subnets":{}},
             "resource":{"azurerm_virtual_network":{"v":{"name":"net","resource_group_name":"${var.group}","address_space":["10.0.0.0/16"],"depends_on":["azurerm_subnet.s"]}},
              "azurerm_subnet":{"s":{"for_each":"${var.subnets}","name":"${each.key}","resource_group_name":"${var.group}","virtual_network_name":"net","address_prefixes":["${each.value.cidr}"],
               "delegation":{"name":"d","service_delegation":{"name":"Microsoft.Web/serverFarms"}}}}},
             "output":{"ids":{"value":"${{ for name, subnet in azurerm_subnet.s : name => subnet.id }}"}}}
            """);
        workspace.Write("main_override.tf", "resource \"azurerm_resource_group\" \"app\" {\n  location = \"germanywestcentral\"\n}\n");
        workspace.Write("terraform.tfvars", "ports = [22]\nsubnets = { web = { cidr = \"10.0.1.0/24\" } }\n");
        workspace.Write("b.auto.tfvars", "subnets = { web = { cidr = \"10.0.1.0/24\" }, db = { cidr = \"10.0.2.0/24\" } }\n");
        workspace.Write("last.tfvars.json", """{"ports":[443,"8443"]}""");
    }
}
