using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>What a role lets do with one resource that is in its scope, as far as an attack could use it.</summary>
internal static class GoogleRights
{
    /// <summary>Permissions that read, write and take a store, by its type.</summary>
    private static readonly Dictionary<string, (string[] Read, string[] Write, string[] Control)> Stores = new(StringComparer.Ordinal)
    {
        ["google_storage_bucket"] = (["storage.objects.get"], ["storage.objects.create", "storage.objects.update"], ["storage.buckets.setIamPolicy"]),
        ["google_secret_manager_secret"] = (["secretmanager.versions.access"], [], ["secretmanager.secrets.setIamPolicy"]),
        ["google_sql_database_instance"] = (["cloudsql.instances.connect", "cloudsql.instances.login"], [], ["cloudsql.users.create", "cloudsql.users.update"]),
        ["google_alloydb_cluster"] = (["alloydb.clusters.generateClientCertificate"], [], ["alloydb.users.create"]),
        ["google_redis_instance"] = ([], [], ["redis.instances.update"]),
        ["google_bigquery_dataset"] = (["bigquery.tables.getData"], ["bigquery.tables.updateData"], ["bigquery.datasets.setIamPolicy", "bigquery.datasets.update"]),
        ["google_firestore_database"] = (["datastore.entities.get"], ["datastore.entities.create", "datastore.entities.update"], []),
        ["google_spanner_instance"] = (["spanner.databases.select"], ["spanner.databases.write"], ["spanner.databases.setIamPolicy"]),
        ["google_bigtable_instance"] = (["bigtable.tables.readRows"], ["bigtable.tables.mutateRows"], ["bigtable.instances.setIamPolicy"]),
        ["google_kms_crypto_key"] = (["cloudkms.cryptoKeyVersions.useToDecrypt"], [], ["cloudkms.cryptoKeys.setIamPolicy"]),
        ["google_pubsub_subscription"] = (["pubsub.subscriptions.consume"], [], ["pubsub.subscriptions.setIamPolicy"]),
        ["google_pubsub_topic"] = ([], ["pubsub.topics.publish"], ["pubsub.topics.setIamPolicy"]),
    };

    public static bool IsStore(string type) => Stores.ContainsKey(type);

    /// <returns>Null for nothing.</returns>
    public static (Verb Verb, Evidence Evidence)? OnStore(string type, GoogleRole role, bool isWide)
    {
        var (read, write, control) = Stores[type];
        if (isWide && role.GivesRoles)
            return (Verb.Controls, Evidence.Observed);
        if (role.AllowsAny(read))
            return (role.AllowsAny(write) ? Verb.MayWrite : Verb.MayRead, Evidence.Observed);
        if (role.AllowsAny(write))
            return (Verb.MayWrite, Evidence.Observed);
        if (role.AllowsAny(control))
            return (Verb.Controls, Evidence.Observed);
        // A bucket and a dataset let the editors of their project in, unless somebody takes that away (cloud.google.com/storage/docs/access-control/iam-roles#basic-roles-modifiable).
        return isWide && role.Name == GoogleRole.Editor && (type is "google_storage_bucket" or "google_bigquery_dataset") ? (Verb.MayRead, Evidence.Inferred) : null;
    }

    public const string ActAs = "iam.serviceAccounts.actAs";

    private static readonly string[] Taking =
    [
        "iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.signBlob", "iam.serviceAccounts.signJwt", "iam.serviceAccounts.implicitDelegation",
        "iam.serviceAccountKeys.create", "iam.serviceAccounts.setIamPolicy",
    ];

    private static readonly string[] Starting =
    [
        "compute.instances.create", "run.services.create", "run.services.update", "run.jobs.create", "cloudfunctions.functions.create", "cloudfunctions.functions.update", "appengine.versions.create",
        "cloudbuild.builds.create", "dataflow.jobs.create", "dataproc.clusters.create", "composer.environments.create", "cloudscheduler.jobs.create",
    ];

    /// <summary>Lets somebody have tokens of an account.</summary>
    public static bool TakesAccount(GoogleRole role) => role.AllowsAny(Taking);

    /// <summary>Lets somebody start something with an account that they may use.</summary>
    public static bool Starts(GoogleRole role) => role.AllowsAny(Starting);

    /// <summary>Whether a role says anything about resources of a type.</summary>
    public static bool IsAbout(string type, GoogleRole role, bool isWide) => IsStore(type) ? OnStore(type, role, isWide) is not null
        : type == GoogleAccounts.Type ? TakesAccount(role) || role.Allows(ActAs) || (isWide && role.GivesRoles) : OnComputer(type, role, isWide) is not null;

    /// <returns>
    /// Null when the role gives no way to run code there; else whether none is left for somebody who may not use its account. Of a machine there is: its disks, its other users
    /// (cloud.google.com/compute/docs/access/iam#serviceAccountUser).
    /// </returns>
    public static bool? OnComputer(string type, GoogleRole role, bool isWide)
    {
        (string[] Permissions, bool AsksAccount)? ways = type switch
        {
            _ when GoogleTypes.Instances.Contains(type) => (["compute.instances.setMetadata", "compute.instances.osAdminLogin", "compute.instances.osLogin"], false),
            _ when GoogleTypes.GroupManagers.Contains(type) => (["compute.instanceGroupManagers.update", "compute.instances.osAdminLogin", "compute.instances.osLogin"], false),
            _ when GoogleTypes.CloudRun.Contains(type) => (["run.services.update"], true),
            _ when GoogleTypes.Functions.Contains(type) => (["cloudfunctions.functions.update"], true),
            _ when GoogleTypes.AppEngine.Contains(type) => (["appengine.versions.create"], true),
            "google_cloud_run_v2_job" => (["run.jobs.update"], true),
            "google_container_cluster" => (["container.pods.create", "container.pods.exec"], false),
            _ => null,
        };
        return ways is not var (permissions, asks) || !(role.AllowsAny(permissions) || (isWide && role.GivesRoles)) ? null : asks;
    }
}
