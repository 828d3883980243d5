using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Access scopes of machines: addresses and the short names of the command line (cloud.google.com/sdk/gcloud/reference/compute/instances/create#--scopes).</summary>
internal static class GoogleScopes
{
    /// <summary>Scopes that let a machine use its account for one service, and for which resources; true when only to read.</summary>
    private static readonly Dictionary<string, (string[] Types, bool ReadOnly)> Services = new(StringComparer.Ordinal)
    {
        ["devstorage.read_only"] = (["google_storage_bucket"], true),
        ["devstorage.read_write"] = (["google_storage_bucket"], false),
        ["devstorage.full_control"] = (["google_storage_bucket"], false),
        ["storage-ro"] = (["google_storage_bucket"], true),
        ["storage-rw"] = (["google_storage_bucket"], false),
        ["storage-full"] = (["google_storage_bucket"], false),
        ["bigquery"] = (["google_bigquery_dataset"], false),
        ["bigquery.readonly"] = (["google_bigquery_dataset"], true),
        ["sqlservice.admin"] = (["google_sql_database_instance"], false),
        ["sql-admin"] = (["google_sql_database_instance"], false),
        ["sql"] = (["google_sql_database_instance"], false),
        ["datastore"] = (["google_firestore_database"], false),
        ["pubsub"] = (["google_pubsub_topic", "google_pubsub_subscription"], false),
        ["compute"] = ([.. GoogleTypes.Instances, .. GoogleTypes.GroupManagers], false),
        ["compute-rw"] = ([.. GoogleTypes.Instances, .. GoogleTypes.GroupManagers], false),
        ["spanner.data"] = (["google_spanner_instance"], false),
        ["bigtable.data"] = (["google_bigtable_instance"], false),
        ["bigtable.data.readonly"] = (["google_bigtable_instance"], true),
    };

    /// <summary>All that the account may do.</summary>
    public static bool IsAll(string scope) => Short(scope) is "cloud-platform";

    /// <returns>What is left of a right to a resource of this type; null for nothing.</returns>
    public static Verb? Verb(string scope, string type, Verb right)
    {
        if (Short(scope) is "cloud-platform.read-only")
            return right is Model.Verb.MayRead ? right : null;
        if (!Services.TryGetValue(Short(scope), out var service) || !service.Types.Contains(type))
            return null;
        return !service.ReadOnly ? right : right is Model.Verb.MayRead or Model.Verb.MayWrite or Model.Verb.Controls ? Model.Verb.MayRead : null;
    }

    private static string Short(string scope) => scope.StartsWith("https://www.googleapis.com/auth/", StringComparison.Ordinal) ? GoogleSettings.LastPart(scope) : scope;
}
