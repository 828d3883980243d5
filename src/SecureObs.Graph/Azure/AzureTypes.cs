using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>Which types do what.</summary>
internal static class AzureTypes
{
    public static readonly string[] Machines = ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine"];

    public static readonly string[] ScaleSets =
        ["azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set", "azurerm_orchestrated_virtual_machine_scale_set", "azurerm_virtual_machine_scale_set"];

    public static readonly string[] WebApps =
    [
        "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot", "azurerm_app_service", "azurerm_app_service_slot",
        "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app_slot", "azurerm_function_app", "azurerm_function_app_slot",
        "azurerm_function_app_flex_consumption", "azurerm_logic_app_standard",
    ];

    public static readonly string[] OtherCompute =
    [
        "azurerm_container_app", "azurerm_container_app_job", "azurerm_container_group", "azurerm_kubernetes_cluster", "azurerm_automation_account", "azurerm_data_factory", "azurerm_logic_app_workflow",
        "azurerm_batch_account", "azurerm_machine_learning_workspace", "azurerm_machine_learning_compute_instance", "azurerm_machine_learning_compute_cluster", "azurerm_databricks_workspace",
    ];

    public static IEnumerable<string> Compute => [.. Machines, .. ScaleSets, .. WebApps, .. OtherCompute];

    /// <summary>Databases that are reached by packets, with the port that they listen on.</summary>
    public static readonly IReadOnlyDictionary<string, string> Databases = new Dictionary<string, string>
    {
        ["azurerm_mssql_server"] = "tcp/1433",
        ["azurerm_sql_server"] = "tcp/1433",
        ["azurerm_mssql_managed_instance"] = "tcp/1433",
        ["azurerm_synapse_workspace"] = "tcp/1433",
        ["azurerm_postgresql_server"] = "tcp/5432",
        ["azurerm_postgresql_flexible_server"] = "tcp/5432",
        ["azurerm_mysql_server"] = "tcp/3306",
        ["azurerm_mysql_flexible_server"] = "tcp/3306",
        ["azurerm_mariadb_server"] = "tcp/3306",
        ["azurerm_redis_cache"] = "tcp/6380",
        ["azurerm_redis_enterprise_cluster"] = "tcp/10000",
    };

    public static IEnumerable<(string Type, NodeKind Kind, AssetKind Asset)> Kinds =>
    [
        .. Compute.Select(type => (type, NodeKind.Compute, AssetKind.None)),
        .. Databases.Keys.Select(type => (type, NodeKind.Store, AssetKind.Database)),
        ("azurerm_cosmosdb_account", NodeKind.Store, AssetKind.Database),
        ("azurerm_storage_account", NodeKind.Store, AssetKind.Storage),
        ("azurerm_key_vault", NodeKind.Store, AssetKind.Secrets),
        ("azurerm_key_vault_managed_hardware_security_module", NodeKind.Store, AssetKind.Secrets),
        ("azurerm_app_configuration", NodeKind.Store, AssetKind.None),
        ("azurerm_user_assigned_identity", NodeKind.Identity, AssetKind.None),
        ("azuread_application", NodeKind.Identity, AssetKind.None),
        ("azuread_service_principal", NodeKind.Identity, AssetKind.None),
        ("azuread_group", NodeKind.Identity, AssetKind.None),
        ("azurerm_virtual_network", NodeKind.Segment, AssetKind.None),
        ("azurerm_subnet", NodeKind.Segment, AssetKind.None),
        ("azurerm_lb", NodeKind.Forwarder, AssetKind.None),
        ("azurerm_application_gateway", NodeKind.Forwarder, AssetKind.None),
        ("azurerm_cdn_frontdoor_origin", NodeKind.Forwarder, AssetKind.None),
        ("azurerm_api_management", NodeKind.Forwarder, AssetKind.None),
        ("azurerm_resource_group", NodeKind.Group, AssetKind.None),
    ];
}
