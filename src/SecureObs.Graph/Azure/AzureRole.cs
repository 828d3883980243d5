using System.Text.RegularExpressions;

namespace SecureObs.Graph.Azure;

/// <summary>
/// A role definition: what it lets do with resources and with the data in them. Patterns have <c>*</c>
/// (learn.microsoft.com/azure/role-based-access-control/role-definitions).
/// </summary>
internal sealed record AzureRole(string Name, IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions, IReadOnlyList<string> DataActions, IReadOnlyList<string> NotDataActions)
{
    public bool Allows(string action) => Actions.Any(pattern => Matches(pattern, action)) && !NotActions.Any(pattern => Matches(pattern, action));

    public bool AllowsData(string action) => DataActions.Any(pattern => Matches(pattern, action)) && !NotDataActions.Any(pattern => Matches(pattern, action));

    /// <summary>Whoever can give roles to themselves may do everything in the scope.</summary>
    public bool GivesRoles => Allows("Microsoft.Authorization/roleAssignments/write");

    private static bool Matches(string pattern, string action) =>
        pattern == "*" || Regex.IsMatch(action, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// The built-in roles that lead somewhere, with the part of their actions that matters here
    /// (learn.microsoft.com/azure/role-based-access-control/built-in-roles). Others, such as Reader, give nothing that an attack could follow.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, AzureRole> BuiltIn = new AzureRole[]
    {
        Control("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "*"),
        new("Contributor", ["*"], ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write", "Microsoft.Authorization/elevateAccess/Action"], [], []) { Id = "b24988ac-6180-42a0-ab88-20f7382dd24c" },
        Control("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "Microsoft.Authorization/*"),
        Control("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Microsoft.Authorization/roleAssignments/write"),
        Control("Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/virtualMachineScaleSets/*"),
        Data("Virtual Machine Administrator Login", "1c0163c0-47e6-4577-8991-ea5c82e286e4", "Microsoft.Compute/virtualMachines/login/action", "Microsoft.Compute/virtualMachines/loginAsAdmin/action"),
        Data("Virtual Machine User Login", "fb879df8-f326-4884-b1cf-06f3ad86be52", "Microsoft.Compute/virtualMachines/login/action"),
        Control("Website Contributor", "de139f84-1756-47ae-9be6-808fbbe84772", "Microsoft.Web/sites/*"),
        Control("Azure Kubernetes Service Contributor Role", "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8", "Microsoft.ContainerService/managedClusters/*"),
        Control("Azure Kubernetes Service Cluster Admin Role", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8", "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action"),
        Data("Azure Kubernetes Service RBAC Cluster Admin", "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", "Microsoft.ContainerService/managedClusters/*"),
        Control("Automation Contributor", "f353d9bd-d4a6-484e-a77a-8050b599b867", "Microsoft.Automation/automationAccounts/*"),
        Control("Managed Identity Contributor", "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59", "Microsoft.ManagedIdentity/userAssignedIdentities/*"),
        Data("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", "Microsoft.KeyVault/vaults/*"),
        Data("Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Microsoft.KeyVault/vaults/secrets/*"),
        Data("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", "Microsoft.KeyVault/vaults/secrets/getSecret/action"),
        // It gives roles, but by a condition those of vaults alone.
        Data("Key Vault Data Access Administrator", "8b54135c-b56d-4d72-a534-26097cfdc8d8", "Microsoft.KeyVault/vaults/*"),
        Control("Key Vault Contributor", "f25e0fa2-a7c8-4377-a976-54943a77a395", "Microsoft.KeyVault/*"),
        Data("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"),
        Data("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"),
        Data("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"),
        Data("Storage File Data SMB Share Contributor", "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb", "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/*"),
        Data("Storage File Data Privileged Contributor", "69566ab7-960f-475b-8e7c-b3118f30c6bd", "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/*"),
        Data("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Microsoft.Storage/storageAccounts/queueServices/queues/messages/*"),
        Data("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Microsoft.Storage/storageAccounts/tableServices/tables/entities/*"),
        Control("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab", "Microsoft.Storage/storageAccounts/*"),
        Control("Storage Account Key Operator Service Role", "81a9662b-bebf-436f-a333-f67b29880f12", "Microsoft.Storage/storageAccounts/listkeys/action"),
        Control("Reader and Data Access", "c12c1c16-33a1-487b-954d-41c89c60f349", "Microsoft.Storage/storageAccounts/listKeys/action"),
        Control("SQL Server Contributor", "6d8ee4ec-f05a-4a1d-8b00-a9b17e38b437", "Microsoft.Sql/servers/*"),
        Control("SQL Security Manager", "056cd41c-7e88-42e1-933e-88ba6a50c9c3", "Microsoft.Sql/servers/administrators/*"),
        Control("DocumentDB Account Contributor", "5bd9cd88-fe45-4216-938b-f97437e15450", "Microsoft.DocumentDb/databaseAccounts/*"),
        Control("Cosmos DB Account Reader Role", "fbdf93bf-df7d-467e-a4d2-9458aa1360c8", "Microsoft.DocumentDB/databaseAccounts/readonlykeys/action"),
        Control("Redis Cache Contributor", "e0f68234-74aa-48ed-b826-c38b57376e17", "Microsoft.Cache/redis/*"),
    }.ToDictionary(role => role.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of a built-in role, which is the same everywhere.</summary>
    public string Id { get; private init; } = "";

    private static AzureRole Control(string name, string id, params string[] actions) => new(name, actions, [], [], []) { Id = id };

    private static AzureRole Data(string name, string id, params string[] actions) => new(name, [], [], actions, []) { Id = id };
}
