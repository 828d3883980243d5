using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>What a role lets do with one resource that is in its scope, as far as an attack could use it.</summary>
internal static class AzureRights
{
    /// <returns>Null for nothing; what of the resource itself says so is in the basis.</returns>
    public static (Verb Verb, Evidence Evidence, IReadOnlyList<Basis> Says)? On(PlanResource target, AzureRole role) => target.Type switch
    {
        "azurerm_key_vault" => Vault(target, role),
        "azurerm_storage_account" => Storage(target, role),
        "azurerm_cosmosdb_account" => role.GivesRoles || role.Allows("Microsoft.DocumentDB/databaseAccounts/listKeys/action") || role.Allows("Microsoft.DocumentDB/databaseAccounts/readonlykeys/action")
            ? Unless(target.Flag("local_authentication_disabled"), target.Says("local_authentication_disabled")) : null,
        "azurerm_redis_cache" => role.GivesRoles || role.Allows("Microsoft.Cache/redis/listKeys/action") ? (Verb.MayRead, Evidence.Observed, []) : null,
        "azurerm_user_assigned_identity" => role.GivesRoles || role.Allows("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write") ? (Verb.MayAssume, Evidence.Observed, []) : null,
        _ when AzureTypes.Databases.ContainsKey(target.Type) => role.GivesRoles || role.Allows($"{Service(target.Type)}/write") || role.Allows($"{Service(target.Type)}/administrators/write")
            ? (Verb.Controls, Evidence.Observed, []) : null,
        _ => Compute(target.Type) is { } actions && (role.GivesRoles || actions.Any(action => role.Allows(action) || role.AllowsData(action))) ? (Verb.Controls, Evidence.Observed, []) : null,
    };

    /// <summary>
    /// A vault asks either its access policies or roles, never both: roles for data do nothing in the first case, and whoever may change
    /// the vault can let themselves in by a policy only there (learn.microsoft.com/azure/key-vault/general/rbac-migration).
    /// </summary>
    private static (Verb, Evidence, IReadOnlyList<Basis>)? Vault(PlanResource vault, AzureRole role)
    {
        var (asksRoles, says) = AzureVaults.AsksRoles(vault);
        var byRole = role.GivesRoles || role.AllowsData("Microsoft.KeyVault/vaults/secrets/getSecret/action");
        var byPolicy = role.Allows("Microsoft.KeyVault/vaults/accessPolicies/write");
        if (asksRoles.IsUnknown)
            return byRole || byPolicy ? (Verb.MayRead, byRole && byPolicy ? Evidence.Observed : Evidence.UnknownDependent, [says]) : null;
        // An owner can turn the vault to either.
        return (asksRoles.Value ? byRole : byPolicy || role.GivesRoles) ? (Verb.MayRead, Evidence.Observed, [says]) : null;
    }

    private static readonly string[] DataReads =
        ["blobServices/containers/blobs/read", "queueServices/queues/messages/read", "tableServices/tables/entities/read", "fileServices/fileshares/files/read"];

    private static (Verb, Evidence, IReadOnlyList<Basis>)? Storage(PlanResource account, AzureRole role)
    {
        const string Data = "Microsoft.Storage/storageAccounts/";
        if (role.AllowsData(Data + "blobServices/containers/blobs/write") || role.AllowsData(Data + "fileServices/fileshares/files/write"))
            return (Verb.MayWrite, Evidence.Observed, []);
        if (role.GivesRoles || DataReads.Any(action => role.AllowsData(Data + action)))
            return (Verb.MayRead, Evidence.Observed, []);
        if (!role.Allows(Data + "listKeys/action"))
            return null;
        var keys = account.Flag("shared_access_key_enabled").Or(true);
        return keys.Is(false) ? null : (Verb.MayRead, keys.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed, [account.Says("shared_access_key_enabled")]);
    }

    private static (Verb, Evidence, IReadOnlyList<Basis>)? Unless(Fact<bool> flag, Basis says) =>
        flag.Is(true) ? null : (Verb.MayRead, flag.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed, [says]);

    /// <summary>Actions of which each one lets code run there, or gives the rights to.</summary>
    private static string[]? Compute(string type) => type switch
    {
        _ when AzureTypes.Machines.Contains(type) => ["Microsoft.Compute/virtualMachines/runCommand/action", "Microsoft.Compute/virtualMachines/login/action"],
        _ when AzureTypes.ScaleSets.Contains(type) => ["Microsoft.Compute/virtualMachineScaleSets/write"],
        _ when AzureTypes.WebApps.Contains(type) => ["Microsoft.Web/sites/publishxml/action", "Microsoft.Web/sites/write"],
        "azurerm_container_app" => ["Microsoft.App/containerApps/write"],
        "azurerm_container_group" => ["Microsoft.ContainerInstance/containerGroups/write"],
        "azurerm_kubernetes_cluster" => ["Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action", "Microsoft.ContainerService/managedClusters/pods/write"],
        "azurerm_automation_account" => ["Microsoft.Automation/automationAccounts/runbooks/write"],
        _ => null,
    };

    private static string Service(string type) => type switch
    {
        "azurerm_mssql_server" or "azurerm_sql_server" => "Microsoft.Sql/servers",
        "azurerm_mssql_managed_instance" => "Microsoft.Sql/managedInstances",
        "azurerm_synapse_workspace" => "Microsoft.Synapse/workspaces",
        "azurerm_postgresql_server" => "Microsoft.DBforPostgreSQL/servers",
        "azurerm_postgresql_flexible_server" => "Microsoft.DBforPostgreSQL/flexibleServers",
        "azurerm_mysql_server" => "Microsoft.DBforMySQL/servers",
        "azurerm_mysql_flexible_server" => "Microsoft.DBforMySQL/flexibleServers",
        "azurerm_mariadb_server" => "Microsoft.DBforMariaDB/servers",
        _ => "Microsoft.Cache/redisEnterprise",
    };
}
