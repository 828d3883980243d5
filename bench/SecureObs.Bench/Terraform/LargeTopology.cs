using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Bench.Terraform;

/// <summary>
/// The largest topology that an analysis may be of, with much to find in it: 200 landing zones of 100 resources and 500 references. In each, machines with and without a public
/// address in four subnets, identities with roles, vaults, storage and databases behind private endpoints; zones are peered in pairs.
/// </summary>
internal static class LargeTopology
{
    private const int Zones = 200;
    private const int References = 500;

    public static TerraformTopology Make(Guid project, string run)
    {
        var (resources, references) = (new List<TopologyResource>(), new List<TopologyReference>());
        for (var zone = 0; zone < Zones; zone++)
            new Zone(zone, resources, references).Add();
        return new(1, $"{project}", run, new string('a', 64), "1.2", "1.11.4", null, null, resources, references, [], 2);
    }

    private sealed class Zone(int zone, List<TopologyResource> resources, List<TopologyReference> references)
    {
        private const int Subnets = 4;
        private const int Machines = 24;

        private readonly int first = references.Count;

        public void Add()
        {
            Resource("azurerm_resource_group", "g", "{}");
            Resource("azurerm_virtual_network", "v", $$"""{"address_space":["10.{{zone % 250}}.0.0/16"]}""");
            for (var at = 0; at < Subnets; at++)
                Subnet(at);
            for (var at = 0; at < Machines; at++)
                Machine(at);
            Stores();
            Pad();
        }

        private void Subnet(int at)
        {
            Refer(Resource("azurerm_subnet", $"s{at}", $$"""{"address_prefixes":["10.{{zone % 250}}.{{at}}.0/24"]}"""), "virtual_network_name", "azurerm_virtual_network", "v");
            Resource("azurerm_network_security_group", $"n{at}", $$"""{"security_rule":[{"priority":100,"direction":"Inbound","access":"Allow","protocol":"Tcp","destination_port_range":"{{(at == 0 ? 443 : 22)}}","source_address_prefix":"{{(at < 2 ? "*" : "10.0.0.0/8")}}","destination_address_prefix":"*"}]}""");
            var between = Resource("azurerm_subnet_network_security_group_association", $"a{at}", "{}");
            Refer(between, "subnet_id", "azurerm_subnet", $"s{at}");
            Refer(between, "network_security_group_id", "azurerm_network_security_group", $"n{at}");
        }

        private void Machine(int at)
        {
            var card = Resource("azurerm_network_interface", $"c{at}", """{"ip_configuration":[{}]}""");
            Refer(card, "ip_configuration[0].subnet_id", "azurerm_subnet", $"s{at % Subnets}");
            if (at % 3 == 0)
            {
                Resource("azurerm_public_ip", $"p{at}", """{"sku":"Standard"}""");
                Refer(card, "ip_configuration[0].public_ip_address_id", "azurerm_public_ip", $"p{at}");
            }
            var machine = Resource("azurerm_linux_virtual_machine", $"m{at}", """{"identity":[{"type":"UserAssigned"}]}""");
            Refer(machine, "network_interface_ids[0]", "azurerm_network_interface", $"c{at}");
            Refer(machine, "identity[0].identity_ids", "azurerm_user_assigned_identity", $"i{at % 4}");
        }

        private void Stores()
        {
            for (var at = 0; at < 4; at++)
                Resource("azurerm_user_assigned_identity", $"i{at}", "{}");
            for (var at = 0; at < 2; at++)
                Resource("azurerm_key_vault", $"k{at}", """{"rbac_authorization_enabled":true}""");
            for (var at = 0; at < 4; at++)
                Resource("azurerm_storage_account", $"t{at}", """{"public_network_access_enabled":true}""");
            for (var at = 0; at < 2; at++)
                Resource("azurerm_mssql_server", $"d{at}", """{"public_network_access_enabled":false}""");
            for (var at = 0; at < 12; at++)
                Role(at);
            for (var at = 0; at < 5; at++)
            {
                var endpoint = Resource("azurerm_private_endpoint", $"e{at}", """{"private_service_connection":[{}]}""");
                Refer(endpoint, "subnet_id", "azurerm_subnet", "s3");
                Refer(endpoint, "private_service_connection[0].private_connection_resource_id", at < 2 ? "azurerm_mssql_server" : "azurerm_storage_account", at < 2 ? $"d{at}" : $"t{at - 2}");
            }
            var peering = Resource("azurerm_virtual_network_peering", "x", "{}");
            Refer(peering, "virtual_network_name", "azurerm_virtual_network", "v");
            references.Add(new(peering, $"azurerm_virtual_network.z{zone ^ 1}_v", "terraform", "remote_virtual_network_id"));
        }

        private void Role(int at)
        {
            var role = Resource("azurerm_role_assignment", $"r{at}", $$"""{"role_definition_name":"{{(at % 3) switch { 0 => "Key Vault Secrets User", 1 => "Storage Blob Data Reader", _ => "Contributor" }}}"}""");
            Refer(role, "principal_id", "azurerm_user_assigned_identity", $"i{at % 4}");
            Refer(role, "scope", (at % 3) switch { 0 => "azurerm_key_vault", 1 => "azurerm_storage_account", _ => "azurerm_resource_group" }, (at % 3) switch { 0 => $"k{at % 2}", 1 => $"t{at % 4}", _ => "g" });
        }

        /// <summary>Every resource lies in its group; what is missing to the number of references are dependencies.</summary>
        private void Pad()
        {
            var own = resources.TakeLast(100).Select(resource => resource.Address).ToList();
            foreach (var address in own.Skip(1))
                Refer(address, "resource_group_name", "azurerm_resource_group", "g");
            for (var at = 0; references.Count - first < References; at++)
                references.Add(new(own[99 - (at % 49)], own[1 + (at % 50)], "terraform", $"depends_on[{at / 49}]"));
        }

        private string Resource(string type, string name, string attributes)
        {
            resources.Add(new($"{type}.z{zone}_{name}", null, "managed", type, $"z{zone}_{name}", "registry.terraform.io/hashicorp/azurerm", ["create"], (JsonObject)JsonNode.Parse(attributes)!, [], []));
            return resources[^1].Address;
        }

        private void Refer(string from, string path, string type, string name) => references.Add(new(from, $"{type}.z{zone}_{name}", "terraform", path));
    }
}
