using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

/// <summary>Nothing but what the allowlist lets through leaves or is shown, wherever in a root it stands.</summary>
public sealed class StaticLeakTests : IDisposable
{
    private const string Root = """
        # CANARY-1
        terraform {
          required_providers {
            azurerm = {
              source  = "hashicorp/azurerm"
              version = "CANARY-2"
            }
          }
          backend "azurerm" {
            access_key = "CANARY-3"
          }
        }
        provider "azurerm" {
          client_secret = "CANARY-4"
        }
        variable "unused" {
          default     = "CANARY-5"
          description = "CANARY-6"
        }
        variable "sensitive" {
          default   = "CANARY-7"
          sensitive = true
        }
        variable "given" {
          sensitive = true
        }
        variable "names" {
          default   = { "CANARY-8" = "CANARY-9" }
          sensitive = true
        }
        variable "once" {
          default   = "CANARY-10"
          ephemeral = true
        }
        locals {
          unused = "CANARY-11"
          object = { "CANARY-12" = "CANARY-13", hidden = var.sensitive }
        }
        resource "azurerm_resource_group" "group" {
          name     = "rg-${var.sensitive}"
          location = var.given
          tags     = { "CANARY-14" = "CANARY-15", owner = local.unused }
          timeouts {
            create = "CANARY-16"
          }
        }
        resource "azurerm_resource_group" "each" {
          for_each = var.names
          name     = each.key
          location = each.value
        }
        resource "azurerm_resource_group" "nonsensitive" {
          for_each = toset(nonsensitive(keys(var.names)))
          name     = var.once
          location = local.object.hidden
        }
        resource "azurerm_linux_virtual_machine" "machine" {
          name           = "machine"
          admin_username = "CANARY-17"
          admin_password = "CANARY-18"
          custom_data    = base64encode("CANARY-19")
          user_data      = "CANARY-20"
          dynamic "identity" {
            for_each = [var.sensitive]
            content {
              type = identity.value
            }
          }
          connection {
            password = "CANARY-21"
          }
          provisioner "local-exec" {
            command = "CANARY-22"
            environment = { CANARY_23 = "CANARY-24" }
          }
        }
        resource "azurerm_key_vault_secret" "secret" {
          name  = "secret"
          value = "CANARY-25"
        }
        resource "azurerm_key_vault" "vault" {
          name                = azurerm_key_vault_secret.secret.value
          location            = module.inner.hidden
          resource_group_name = module.inner.visible
          tenant_id           = sensitive("CANARY-26")
        }
        resource "aws_iam_policy" "policy" {
          name   = "policy"
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/CANARY-27" = "CANARY-28" } } }] })
        }
        resource "acme_thing" "thing" {
          anything = "CANARY-29"
        }
        data "azurerm_client_config" "me" {
          anything = "CANARY-30"
        }
        data "http" "call" {
          request_headers = { CANARY-31 = "CANARY-32" }
        }
        module "inner" {
          source = "./inner"
          secret = "CANARY-33"
          more   = var.sensitive
        }
        module "far" {
          source  = "git::https://CANARY-34@example.com/far.git"
          version = "CANARY-35"
        }
        output "out" {
          value = "CANARY-36"
        }
        check "it" {
          assert {
            condition     = true
            error_message = "CANARY-37"
          }
        }
        """;

    private const string Inner = """
        variable "secret" {
          sensitive = true
        }
        variable "more" {}
        output "hidden" {
          value     = "CANARY-38"
          sensitive = true
        }
        output "visible" {
          value = "${var.secret}${var.more}"
        }
        resource "azurerm_resource_group" "inner" {
          name     = var.more
          location = "westeurope"
        }
        """;

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task No_canary_is_in_what_leaves_or_is_shown()
    {
        workspace.Write("main.tf", Root);
        workspace.Write("inner/main.tf", Inner);
        workspace.Write("more.tf.json", """{"locals":{"json":"CANARY-39"},"provider":{"aws":{"secret_key":"CANARY-40"}},"resource":{"azurerm_resource_group":{"json":{"name":"${var.given}","location":"northeurope","tags":{"a":"CANARY-41"}}}}}""");
        workspace.Write("terraform.tfvars", "given = \"CANARY-42\"\n");
        workspace.Write("a.auto.tfvars.json", """{"undeclared":"CANARY-43","sensitive":"CANARY-44"}""");
        workspace.Write("told.tfvars", "sensitive = \"CANARY-45\"\n");

        foreach (var result in new[] { await StaticRoot.PreviewAsync(workspace.Path, "--json"), await StaticRoot.PreviewAsync(workspace.Path, "--terraform-var-file", "told.tfvars") })
        {
            Assert.Equal((ExitCode.Fine, ""), (result.ExitCode, result.Error));
            Assert.DoesNotContain("CANARY", result.Out, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("westeurope", result.Out, StringComparison.Ordinal);
            Assert.Contains("northeurope", result.Out, StringComparison.Ordinal);
            Assert.Contains("module.inner.azurerm_resource_group.inner", result.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_canary_is_in_what_is_said_of_a_broken_root()
    {
        foreach (var at in Enumerable.Range(1, 12).Select(part => Root.Length * part / 13))
        {
            workspace.Write("main.tf", Root[..at] + "\"}{" + Root[at..]);
            workspace.Write("inner/main.tf", Inner);

            var result = await StaticRoot.PreviewAsync(workspace.Path);

            Assert.DoesNotContain("CANARY", result.Out + result.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        }
    }
}
