using SecureObs.Graph.Building;

namespace SecureObs.Graph.Azure;

/// <summary>What lies in what: the resource group, then what is closer.</summary>
internal static class AzureContainment
{
    /// <summary>The attribute that names what a resource lies in; of several for one type the last one that is there is the closest.</summary>
    private static readonly (string Type, string Attribute, string[] Containers)[] Closer =
    [
        ("azurerm_subnet", "virtual_network_name", ["azurerm_virtual_network"]),
        ("azurerm_network_interface", "ip_configuration.subnet_id", ["azurerm_subnet"]),
        ("azurerm_private_endpoint", "subnet_id", ["azurerm_subnet"]),
        ("azurerm_bastion_host", "ip_configuration.subnet_id", ["azurerm_subnet"]),
        ("azurerm_virtual_network_gateway", "ip_configuration.subnet_id", ["azurerm_subnet"]),
        ("azurerm_firewall", "ip_configuration.subnet_id", ["azurerm_subnet"]),
        ("azurerm_application_gateway", "gateway_ip_configuration.subnet_id", ["azurerm_subnet"]),
        ("azurerm_container_group", "subnet_ids", ["azurerm_subnet"]),
        ("azurerm_kubernetes_cluster", "default_node_pool.vnet_subnet_id", ["azurerm_subnet"]),
        ("azurerm_kubernetes_cluster_node_pool", "kubernetes_cluster_id", ["azurerm_kubernetes_cluster"]),
        ("azurerm_container_app_environment", "infrastructure_subnet_id", ["azurerm_subnet"]),
        ("azurerm_container_app", "container_app_environment_id", ["azurerm_container_app_environment"]),
        ("azurerm_postgresql_flexible_server", "delegated_subnet_id", ["azurerm_subnet"]),
        ("azurerm_mysql_flexible_server", "delegated_subnet_id", ["azurerm_subnet"]),
        ("azurerm_mssql_managed_instance", "subnet_id", ["azurerm_subnet"]),
        ("azurerm_network_security_rule", "network_security_group_name", ["azurerm_network_security_group"]),
        ("azurerm_route", "route_table_name", ["azurerm_route_table"]),
        ("azurerm_lb_rule", "loadbalancer_id", ["azurerm_lb"]),
        ("azurerm_lb_nat_rule", "loadbalancer_id", ["azurerm_lb"]),
        ("azurerm_lb_probe", "loadbalancer_id", ["azurerm_lb"]),
        ("azurerm_lb_backend_address_pool", "loadbalancer_id", ["azurerm_lb"]),
        ("azurerm_storage_container", "storage_account_name", ["azurerm_storage_account"]),
        ("azurerm_storage_container", "storage_account_id", ["azurerm_storage_account"]),
        ("azurerm_storage_share", "storage_account_name", ["azurerm_storage_account"]),
        ("azurerm_storage_share", "storage_account_id", ["azurerm_storage_account"]),
        ("azurerm_storage_blob", "storage_account_name", ["azurerm_storage_account"]),
        ("azurerm_storage_queue", "storage_account_name", ["azurerm_storage_account"]),
        ("azurerm_storage_table", "storage_account_name", ["azurerm_storage_account"]),
        ("azurerm_key_vault_secret", "key_vault_id", ["azurerm_key_vault"]),
        ("azurerm_key_vault_key", "key_vault_id", ["azurerm_key_vault"]),
        ("azurerm_key_vault_certificate", "key_vault_id", ["azurerm_key_vault"]),
        ("azurerm_key_vault_access_policy", "key_vault_id", ["azurerm_key_vault"]),
        ("azurerm_mssql_database", "server_id", ["azurerm_mssql_server"]),
        ("azurerm_mssql_firewall_rule", "server_id", ["azurerm_mssql_server"]),
        ("azurerm_sql_database", "server_name", ["azurerm_sql_server"]),
        ("azurerm_postgresql_flexible_server_database", "server_id", ["azurerm_postgresql_flexible_server"]),
        ("azurerm_mysql_flexible_database", "server_name", ["azurerm_mysql_flexible_server"]),
        ("azurerm_cosmosdb_sql_database", "account_name", ["azurerm_cosmosdb_account"]),
        ("azurerm_cosmosdb_mongo_database", "account_name", ["azurerm_cosmosdb_account"]),
        ("azurerm_servicebus_queue", "namespace_id", ["azurerm_servicebus_namespace"]),
        ("azurerm_servicebus_topic", "namespace_id", ["azurerm_servicebus_namespace"]),
        ("azurerm_eventhub", "namespace_id", ["azurerm_eventhub_namespace"]),
        ("azurerm_eventhub", "namespace_name", ["azurerm_eventhub_namespace"]),
        ("azurerm_linux_web_app", "service_plan_id", ["azurerm_service_plan"]),
        ("azurerm_windows_web_app", "service_plan_id", ["azurerm_service_plan"]),
        ("azurerm_linux_function_app", "service_plan_id", ["azurerm_service_plan"]),
        ("azurerm_windows_function_app", "service_plan_id", ["azurerm_service_plan"]),
        ("azurerm_app_service", "app_service_plan_id", ["azurerm_app_service_plan"]),
        ("azurerm_function_app", "app_service_plan_id", ["azurerm_app_service_plan"]),
        ("azurerm_automation_runbook", "automation_account_name", ["azurerm_automation_account"]),
    ];

    public static void Draw(GraphDraft draft)
    {
        foreach (var resource in draft.All.Where(each => each.Type.StartsWith("azurerm_", StringComparison.Ordinal)))
            foreach (var group in draft.Links(resource, "resource_group_name", "azurerm_resource_group"))
                draft.Contain(group.Target, resource, group.Evidence, group.Basis);
        foreach (var (type, attribute, containers) in Closer)
            foreach (var resource in draft.OfType(type))
                foreach (var container in draft.Links(resource, attribute, containers).Take(1))
                    draft.Contain(container.Target, resource, container.Evidence, container.Basis);
        // A machine lies where its first interface does.
        foreach (var machine in draft.OfType(AzureTypes.Machines))
            foreach (var card in draft.Links(machine, "network_interface_ids", "azurerm_network_interface").Take(1))
                foreach (var subnet in draft.Links(card.Target, "ip_configuration.subnet_id", "azurerm_subnet").Take(1))
                    draft.Contain(subnet.Target, machine, card.Evidence, card.Basis);
    }
}
