namespace SecureObs.Bench.Terraform;

/// <summary>A kind of resource of a cell.</summary>
/// <param name="Name">Its name in the configuration; without for_each the number follows it.</param>
/// <param name="Inner">Whether it stands in the module <c>net</c> inside of the cell.</param>
/// <param name="Count">How many of it a cell has.</param>
/// <param name="Values">What the plan knows of each, as JSON.</param>
/// <param name="Made">Its attributes that are made from other resources: of the kind with that name, with the same key where that has keys.</param>
internal sealed record CellKind(string Type, string Name, bool Inner, int Count, string Values, (string Path, string To)[] Made);

/// <summary>
/// What one cell of the large plan has: 199 resources, from each of which some attributes are made from others; 1,000 references in all.
/// The resource <c>app</c> of the root module, one for each cell, is given to it by the variable <c>group</c>.
/// </summary>
internal sealed record CellShape(string Module, string Provider, CellKind Root, IReadOnlyList<CellKind> Kinds)
{
    private const int Each = 40;

    public static CellShape Azure { get; } = new("cell", "azurerm", new("azurerm_resource_group", "app", false, 1, """{"name":"app","location":"westeurope","tags":{"team":"a"}}""", []),
    [
        new("azurerm_virtual_network", "v", true, 1, """{"name":"net","location":"westeurope","resource_group_name":"app","address_space":["10.0.0.0/8"]}""",
            [("resource_group_name", "app"), ("location", "app"), .. Enumerable.Range(0, 8).Select(at => ($"subnet[{at}].name", "app"))]),
        new("azurerm_subnet", "s", true, Each, """{"name":"s","resource_group_name":"app","virtual_network_name":"net","address_prefixes":["10.0.1.0/24"],"service_endpoints":["Microsoft.Storage"]}""",
            [("resource_group_name", "app"), ("virtual_network_name", "v")]),
        new("azurerm_network_security_group", "g", true, Each, $$"""{"name":"g","location":"westeurope","resource_group_name":"app","security_rule":[{{string.Join(',', Enumerable.Range(0, 4).Select(Rule))}}]}""",
            [("resource_group_name", "app"), ("location", "app"), .. Enumerable.Range(0, 4).Select(at => ($"security_rule[{at}].source_address_prefixes", "v"))]),
        new("azurerm_network_interface", "n", false, Each, """{"name":"n","location":"westeurope","resource_group_name":"app","ip_configuration":[{"name":"a","private_ip_address_allocation":"Dynamic"},{"name":"b","private_ip_address_allocation":"Dynamic"}]}""",
            [("resource_group_name", "app"), ("location", "app"), ("ip_configuration[0].subnet_id", "s"), ("ip_configuration[1].subnet_id", "s"), ("dns_servers", "v")]),
        new("azurerm_linux_virtual_machine", "m", false, Each, """{"name":"m","location":"westeurope","resource_group_name":"app","size":"Standard_B1s","disable_password_authentication":true,"identity":[{"type":"SystemAssigned"}],"admin_ssh_key":[{"public_key":"x"}]}""",
            [("resource_group_name", "app"), ("location", "app"), ("network_interface_ids", "n"), ("zone", "s"), ("user_data", "n"), ("custom_data", "s"), ("computer_name", "v")]),
        new("azurerm_role_assignment", "r", false, Each - 2, """{"role_definition_name":"Contributor"}""",
            [("scope", "m"), ("principal_id", "m"), ("condition", "s"), ("name", "v"), ("description", "n")]),
    ]);

    public static CellShape Aws { get; } = new("zone", "aws", new("aws_kms_key", "app", false, 1, """{"enable_key_rotation":true,"tags":{"team":"a"}}""", []),
    [
        new("aws_vpc", "v", true, 1, """{"cidr_block":"10.0.0.0/8","enable_dns_support":true}""",
            [("ipv4_ipam_pool_id", "app"), ("tags", "app"), .. Enumerable.Range(0, 8).Select(at => ($"timeouts[{at}].create", "app"))]),
        new("aws_subnet", "s", true, Each, """{"cidr_block":"10.0.1.0/24","availability_zone":"eu-west-1a","map_public_ip_on_launch":false}""",
            [("vpc_id", "v"), ("outpost_arn", "app")]),
        new("aws_security_group", "g", true, Each, $$"""{"name":"g","ingress":[{{string.Join(',', Enumerable.Range(0, 4).Select(Ingress))}}]}""",
            [("vpc_id", "v"), ("description", "app"), .. Enumerable.Range(0, 4).Select(at => ($"ingress[{at}].cidr_blocks", "v"))]),
        new("aws_network_interface", "n", false, Each, """{"private_ips":["10.0.1.4"],"source_dest_check":true}""",
            [("subnet_id", "s"), ("private_ips", "v"), ("attachment[0].instance", "s"), ("attachment[0].device_index", "v"), ("description", "app")]),
        new("aws_instance", "m", false, Each, """{"instance_type":"t3.micro","associate_public_ip_address":false,"metadata_options":[{"http_tokens":"required"}],"root_block_device":[{"encrypted":true}]}""",
            [("subnet_id", "s"), ("ami", "app"), ("network_interface[0].network_interface_id", "n"), ("root_block_device[0].kms_key_id", "app"), ("user_data", "n"), ("availability_zone", "s"), ("private_ip", "v")]),
        new("aws_iam_role_policy", "r", false, Each - 2, """{"name":"p","policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"}""",
            [("role", "m"), ("policy", "app"), ("name", "v"), ("name_prefix", "s"), ("id", "n")]),
    ]);

    private static string Rule(int at) =>
        $$"""{"name":"r{{at}}","priority":{{100 + at}},"direction":"Inbound","access":"Allow","protocol":"Tcp","source_port_range":"*","destination_port_range":"443","source_address_prefixes":["10.0.0.0/8"],"destination_address_prefix":"*","description":"x"}""";

    private static string Ingress(int at) => $$"""{"from_port":{{at + 443}},"to_port":{{at + 443}},"protocol":"tcp","cidr_blocks":["10.0.0.0/8"],"self":false,"description":"x"}""";
}
