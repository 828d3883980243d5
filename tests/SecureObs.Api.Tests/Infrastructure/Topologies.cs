using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A machine that takes SSH from everywhere and whose identity may read a vault, as the command would send it.</summary>
internal static class Topologies
{
    public static TerraformTopology Shop(Guid project, string run, bool isOpen = true, string digest = "a", string word = "", Guid? root = null) => new(
        1, $"{project}", run, new string(digest[0], 64), "1.2", "1.11.4", null, root,
        [
            Resource("azurerm_resource_group.shop", """{"name":"shop"}"""),
            Resource("azurerm_virtual_network.shop", """{"name":"shop","resource_group_name":"shop","address_space":["10.0.0.0/16"]}"""),
            Resource("azurerm_subnet.web", """{"name":"web","resource_group_name":"shop","virtual_network_name":"shop","address_prefixes":["10.0.1.0/24"]}"""),
            Resource("azurerm_network_security_group.web", $$"""{"name":"web","resource_group_name":"shop","security_rule":[{"direction":"Inbound","access":"{{(isOpen ? "Allow" : "Deny")}}","priority":100,"protocol":"Tcp","destination_port_range":"22","destination_address_prefix":"*","source_address_prefix":"*"}]}"""),
            Resource("azurerm_subnet_network_security_group_association.web", "{}"),
            Resource("azurerm_public_ip.web", """{"name":"web","resource_group_name":"shop","sku":"Standard"}"""),
            Resource("azurerm_network_interface.web", """{"name":"web","resource_group_name":"shop","ip_configuration":[{}]}"""),
            Resource("azurerm_linux_virtual_machine.web", """{"name":"web","resource_group_name":"shop","identity":[{"type":"SystemAssigned"}]}"""),
            Resource("azurerm_key_vault.shop", $$"""{"name":"shop{{word}}","resource_group_name":"shop","rbac_authorization_enabled":true}"""),
            Resource("azurerm_role_assignment.web", """{"role_definition_name":"Key Vault Secrets User"}"""),
        ],
        [
            Reference("azurerm_virtual_network.shop", "resource_group_name", "azurerm_resource_group.shop"),
            Reference("azurerm_subnet.web", "virtual_network_name", "azurerm_virtual_network.shop"),
            Reference("azurerm_subnet_network_security_group_association.web", "subnet_id", "azurerm_subnet.web"),
            Reference("azurerm_subnet_network_security_group_association.web", "network_security_group_id", "azurerm_network_security_group.web"),
            Reference("azurerm_network_interface.web", "ip_configuration[0].subnet_id", "azurerm_subnet.web"),
            Reference("azurerm_network_interface.web", "ip_configuration[0].public_ip_address_id", "azurerm_public_ip.web"),
            Reference("azurerm_linux_virtual_machine.web", "network_interface_ids", "azurerm_network_interface.web"),
            Reference("azurerm_role_assignment.web", "principal_id", "azurerm_linux_virtual_machine.web"),
            Reference("azurerm_role_assignment.web", "scope", "azurerm_key_vault.shop"),
        ],
        [], 1);

    public static TopologyResource Resource(string address, string attributes, params string[] unknown)
    {
        var dot = address.IndexOf('.', StringComparison.Ordinal);
        return new(address, null, "managed", address[..dot], address[(dot + 1)..], "registry.terraform.io/hashicorp/azurerm", ["create"], (JsonObject)JsonNode.Parse(attributes)!, unknown, []);
    }

    public static TopologyReference Reference(string source, string path, string target) => new(source, target, "terraform", path);
}
