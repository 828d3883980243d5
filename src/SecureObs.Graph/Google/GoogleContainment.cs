using SecureObs.Graph.Building;

namespace SecureObs.Graph.Google;

/// <summary>What lies in what: the folder and project, then what is closer.</summary>
internal static class GoogleContainment
{
    /// <summary>The attribute that names what a resource lies in; of several for one type the last one that is there is the closest.</summary>
    private static readonly (string Type, string Attribute, string[] Containers)[] Closer =
    [
        ("google_project", "folder_id", ["google_folder"]),
        ("google_folder", "parent", ["google_folder"]),
        ("google_compute_subnetwork", "network", ["google_compute_network"]),
        ("google_compute_firewall", "network", ["google_compute_network"]),
        ("google_compute_route", "network", ["google_compute_network"]),
        ("google_compute_router", "network", ["google_compute_network"]),
        ("google_compute_router_nat", "router", ["google_compute_router"]),
        ("google_compute_instance", "network_interface.network", ["google_compute_network"]),
        ("google_compute_instance", "network_interface.subnetwork", ["google_compute_subnetwork"]),
        ("google_compute_instance_from_template", "network_interface.subnetwork", ["google_compute_subnetwork"]),
        ("google_container_cluster", "network", ["google_compute_network"]),
        ("google_container_cluster", "subnetwork", ["google_compute_subnetwork"]),
        ("google_container_node_pool", "cluster", ["google_container_cluster"]),
        ("google_vpc_access_connector", "network", ["google_compute_network"]),
        ("google_vpc_access_connector", "subnet.name", ["google_compute_subnetwork"]),
        ("google_redis_instance", "authorized_network", ["google_compute_network"]),
        ("google_sql_database", "instance", ["google_sql_database_instance"]),
        ("google_sql_user", "instance", ["google_sql_database_instance"]),
        ("google_alloydb_instance", "cluster", ["google_alloydb_cluster"]),
        ("google_spanner_database", "instance", ["google_spanner_instance"]),
        ("google_bigtable_table", "instance_name", ["google_bigtable_instance"]),
        ("google_bigquery_table", "dataset_id", ["google_bigquery_dataset"]),
        ("google_storage_bucket_object", "bucket", ["google_storage_bucket"]),
        ("google_secret_manager_secret_version", "secret", ["google_secret_manager_secret"]),
        ("google_kms_crypto_key", "key_ring", ["google_kms_key_ring"]),
        ("google_pubsub_subscription", "topic", ["google_pubsub_topic"]),
        ("google_service_account_key", "service_account_id", ["google_service_account"]),
        ("google_iam_workload_identity_pool_provider", "workload_identity_pool_id", ["google_iam_workload_identity_pool"]),
        ("google_dns_record_set", "managed_zone", ["google_dns_managed_zone"]),
    ];

    public static void Draw(GraphDraft draft)
    {
        foreach (var resource in draft.All.Where(each => GoogleTypes.IsGoogle(each.Type) && !each.IsData && each.Type != "google_project"))
            foreach (var project in draft.Links(resource, "project", "google_project").Where(project => !project.Target.IsData))
                draft.Contain(project.Target, resource, project.Evidence, project.Basis);
        foreach (var (type, attribute, containers) in Closer)
            foreach (var resource in draft.OfType(type))
                foreach (var container in draft.Links(resource, attribute, containers).Where(container => container.Target != resource).Take(1))
                    draft.Contain(container.Target, resource, container.Evidence, container.Basis);
    }
}
