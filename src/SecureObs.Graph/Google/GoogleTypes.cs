using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google;

/// <summary>Which types do what.</summary>
internal static class GoogleTypes
{
    public static readonly string[] Instances = ["google_compute_instance", "google_compute_instance_from_template"];

    public static readonly string[] Templates = ["google_compute_instance_template", "google_compute_region_instance_template"];

    public static readonly string[] GroupManagers = ["google_compute_instance_group_manager", "google_compute_region_instance_group_manager"];

    public static readonly string[] ForwardingRules = ["google_compute_forwarding_rule", "google_compute_global_forwarding_rule"];

    public static readonly string[] BackendServices = ["google_compute_backend_service", "google_compute_region_backend_service"];

    public static readonly string[] CloudRun = ["google_cloud_run_service", "google_cloud_run_v2_service"];

    public static readonly string[] Functions = ["google_cloudfunctions_function", "google_cloudfunctions2_function"];

    public static readonly string[] AppEngine = ["google_app_engine_standard_app_version", "google_app_engine_flexible_app_version"];

    /// <summary>Databases that are reached by packets, with the port that they listen on; of Cloud SQL it depends on the engine.</summary>
    public static readonly IReadOnlyDictionary<string, string> Databases = new Dictionary<string, string>
    {
        ["google_sql_database_instance"] = "tcp/1433, tcp/3306, tcp/5432",
        ["google_alloydb_cluster"] = "tcp/5432",
        ["google_redis_instance"] = "tcp/6379",
        ["google_memcache_instance"] = "tcp/11211",
    };

    public static IEnumerable<(string Type, NodeKind Kind, AssetKind Asset)> Kinds =>
    [
        .. Instances.Concat(GroupManagers).Concat(CloudRun).Concat(Functions).Concat(AppEngine).Concat(OtherCompute).Select(type => (type, NodeKind.Compute, AssetKind.None)),
        .. Databases.Keys.Select(type => (type, NodeKind.Store, AssetKind.Database)),
        ("google_spanner_instance", NodeKind.Store, AssetKind.Database),
        ("google_bigtable_instance", NodeKind.Store, AssetKind.Database),
        ("google_firestore_database", NodeKind.Store, AssetKind.Database),
        ("google_bigquery_dataset", NodeKind.Store, AssetKind.Database),
        ("google_storage_bucket", NodeKind.Store, AssetKind.Storage),
        ("google_filestore_instance", NodeKind.Store, AssetKind.Storage),
        ("google_secret_manager_secret", NodeKind.Store, AssetKind.Secrets),
        ("google_kms_crypto_key", NodeKind.Store, AssetKind.None),
        ("google_pubsub_topic", NodeKind.Store, AssetKind.None),
        ("google_pubsub_subscription", NodeKind.Store, AssetKind.None),
        ("google_service_account", NodeKind.Identity, AssetKind.None),
        ("google_iam_workload_identity_pool", NodeKind.Identity, AssetKind.None),
        ("google_compute_network", NodeKind.Segment, AssetKind.None),
        ("google_compute_subnetwork", NodeKind.Segment, AssetKind.None),
        .. ForwardingRules.Select(type => (type, NodeKind.Forwarder, AssetKind.None)),
        ("google_project", NodeKind.Group, AssetKind.None),
        ("google_folder", NodeKind.Group, AssetKind.None),
        ("google_kms_key_ring", NodeKind.Group, AssetKind.None),
        ("google_app_engine_application", NodeKind.Group, AssetKind.None),
    ];

    private static readonly string[] OtherCompute =
    [
        "google_container_cluster", "google_container_node_pool", "google_cloud_run_v2_job", "google_notebooks_instance", "google_workbench_instance", "google_dataflow_job",
        "google_dataproc_cluster", "google_composer_environment", "google_cloudbuild_trigger",
    ];

    public static bool IsGoogle(string type) => type.StartsWith("google_", StringComparison.Ordinal);
}
