namespace SecureObs.Graph.Google.Iam;

/// <summary>A role: what it permits. Patterns have one <c>*</c>, which are ours: Google lists each permission.</summary>
internal sealed record GoogleRole(string Name, IReadOnlyList<string> Permissions)
{
    public bool Allows(string permission) => Permissions.Any(pattern => Matches(pattern, permission));

    public bool AllowsAny(IEnumerable<string> permissions) => permissions.Any(Allows);

    /// <summary>Whoever can give roles on a project, folder or organization to themselves may do everything in it.</summary>
    public bool GivesRoles => Allows("resourcemanager.projects.setIamPolicy") || Allows("resourcemanager.folders.setIamPolicy") || Allows("resourcemanager.organizations.setIamPolicy");

    public const string Owner = "roles/owner", Editor = "roles/editor";

    private static bool Matches(string pattern, string permission) => pattern.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star
        ? permission.Length >= pattern.Length - 1 && permission.StartsWith(pattern[..star], StringComparison.Ordinal) && permission.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal)
        : pattern == permission;

    /// <summary>
    /// The predefined roles that lead somewhere, with the part of their permissions that matters here (cloud.google.com/iam/docs/roles-permissions). Others, such as
    /// <c>roles/viewer</c> or <c>roles/logging.logWriter</c>, give nothing that an attack could follow.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, GoogleRole> BuiltIn = new GoogleRole[]
    {
        new(Owner, ["*"]),
        // Not what needs a right to data: no versions of secrets, no objects, no tables, no decryption.
        new(Editor, ["compute.*", "container.*", "run.*", "cloudfunctions.*", "appengine.*", "cloudbuild.*", "dataflow.*", "dataproc.*", "composer.*", "iam.serviceAccounts.actAs",
            "cloudsql.*", "alloydb.*", "redis.*", "datastore.entities.*", "spanner.databases.*", "bigtable.tables.*", "pubsub.*", "secretmanager.versions.add"]),
        new("roles/resourcemanager.projectIamAdmin", ["resourcemanager.projects.setIamPolicy"]),
        new("roles/resourcemanager.folderAdmin", ["resourcemanager.folders.setIamPolicy", "resourcemanager.projects.setIamPolicy"]),
        new("roles/resourcemanager.folderIamAdmin", ["resourcemanager.folders.setIamPolicy"]),
        new("roles/resourcemanager.organizationAdmin", ["resourcemanager.*.setIamPolicy"]),
        new("roles/iam.securityAdmin", ["*.setIamPolicy"]),
        new("roles/iam.serviceAccountAdmin", ["iam.serviceAccounts.setIamPolicy"]),
        new("roles/iam.serviceAccountKeyAdmin", ["iam.serviceAccountKeys.*"]),
        new("roles/iam.serviceAccountTokenCreator", ["iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.signBlob", "iam.serviceAccounts.signJwt", "iam.serviceAccounts.implicitDelegation"]),
        new("roles/iam.serviceAccountUser", ["iam.serviceAccounts.actAs"]),
        new(WorkloadIdentityUser, ["iam.serviceAccounts.getAccessToken"]),
        new("roles/secretmanager.admin", ["secretmanager.*"]),
        new("roles/secretmanager.secretAccessor", ["secretmanager.versions.access"]),
        new("roles/storage.admin", ["storage.*"]),
        new("roles/storage.objectAdmin", ["storage.objects.*"]),
        new("roles/storage.objectUser", ["storage.objects.get", "storage.objects.create", "storage.objects.update"]),
        new("roles/storage.objectViewer", ["storage.objects.get", "storage.objects.list"]),
        new("roles/storage.objectCreator", ["storage.objects.create"]),
        new("roles/storage.legacyObjectReader", ["storage.objects.get"]),
        new("roles/storage.legacyObjectOwner", ["storage.objects.get", "storage.objects.update", "storage.objects.setIamPolicy"]),
        new("roles/storage.legacyBucketReader", ["storage.objects.list"]),
        new("roles/storage.legacyBucketWriter", ["storage.objects.list", "storage.objects.create"]),
        new("roles/storage.legacyBucketOwner", ["storage.objects.list", "storage.objects.create", "storage.buckets.setIamPolicy"]),
        new("roles/cloudsql.admin", ["cloudsql.*"]),
        new("roles/cloudsql.editor", ["cloudsql.instances.connect", "cloudsql.instances.update", "cloudsql.instances.export"]),
        new("roles/cloudsql.client", ["cloudsql.instances.connect"]),
        new("roles/cloudsql.instanceUser", ["cloudsql.instances.login"]),
        new("roles/alloydb.admin", ["alloydb.*"]),
        new("roles/alloydb.client", ["alloydb.clusters.generateClientCertificate"]),
        new("roles/redis.admin", ["redis.*"]),
        new("roles/bigquery.admin", ["bigquery.*"]),
        new("roles/bigquery.dataOwner", ["bigquery.tables.*", "bigquery.datasets.*"]),
        new("roles/bigquery.dataEditor", ["bigquery.tables.getData", "bigquery.tables.updateData"]),
        new("roles/bigquery.dataViewer", ["bigquery.tables.getData"]),
        new("roles/datastore.owner", ["datastore.*"]),
        new("roles/datastore.user", ["datastore.entities.*"]),
        new("roles/datastore.viewer", ["datastore.entities.get", "datastore.entities.list"]),
        new("roles/spanner.admin", ["spanner.*"]),
        new("roles/spanner.databaseAdmin", ["spanner.databases.*"]),
        new("roles/spanner.databaseUser", ["spanner.databases.select", "spanner.databases.write"]),
        new("roles/spanner.databaseReader", ["spanner.databases.select"]),
        new("roles/bigtable.admin", ["bigtable.*"]),
        new("roles/bigtable.user", ["bigtable.tables.readRows", "bigtable.tables.mutateRows"]),
        new("roles/bigtable.reader", ["bigtable.tables.readRows"]),
        new("roles/pubsub.admin", ["pubsub.*"]),
        new("roles/pubsub.editor", ["pubsub.subscriptions.consume", "pubsub.topics.publish"]),
        new("roles/pubsub.subscriber", ["pubsub.subscriptions.consume"]),
        new("roles/pubsub.publisher", ["pubsub.topics.publish"]),
        new("roles/cloudkms.admin", ["cloudkms.cryptoKeys.setIamPolicy"]),
        new("roles/cloudkms.cryptoKeyDecrypter", ["cloudkms.cryptoKeyVersions.useToDecrypt"]),
        new("roles/cloudkms.cryptoKeyEncrypterDecrypter", ["cloudkms.cryptoKeyVersions.useToDecrypt"]),
        new("roles/compute.admin", ["compute.*"]),
        new("roles/compute.instanceAdmin", ["compute.instances.*", "compute.instanceGroupManagers.*", "compute.instanceTemplates.*"]),
        new("roles/compute.instanceAdmin.v1", ["compute.instances.*", "compute.instanceGroupManagers.*", "compute.instanceTemplates.*"]),
        new("roles/compute.osAdminLogin", ["compute.instances.osAdminLogin", "compute.instances.osLogin"]),
        new("roles/compute.osLogin", ["compute.instances.osLogin"]),
        new("roles/container.admin", ["container.*"]),
        new("roles/container.developer", ["container.pods.*"]),
        new("roles/run.admin", ["run.*"]),
        new("roles/run.developer", ["run.services.create", "run.services.update", "run.jobs.*"]),
        new("roles/run.invoker", ["run.routes.invoke", "run.jobs.run"]),
        new("roles/run.servicesInvoker", ["run.routes.invoke"]),
        new("roles/cloudfunctions.admin", ["cloudfunctions.*"]),
        new("roles/cloudfunctions.developer", ["cloudfunctions.functions.create", "cloudfunctions.functions.update", "cloudfunctions.functions.invoke"]),
        new("roles/cloudfunctions.invoker", ["cloudfunctions.functions.invoke"]),
        new("roles/appengine.appAdmin", ["appengine.*"]),
        new("roles/appengine.deployer", ["appengine.versions.create"]),
        new("roles/cloudbuild.builds.editor", ["cloudbuild.builds.create"]),
        new("roles/dataflow.developer", ["dataflow.jobs.create"]),
        new("roles/dataflow.admin", ["dataflow.*"]),
        new("roles/dataproc.editor", ["dataproc.clusters.create"]),
        new("roles/dataproc.admin", ["dataproc.*"]),
        new("roles/composer.admin", ["composer.*"]),
        new("roles/cloudscheduler.admin", ["cloudscheduler.jobs.create"]),
    }.ToDictionary(role => role.Name, StringComparer.Ordinal);

    public const string WorkloadIdentityUser = "roles/iam.workloadIdentityUser";

    /// <summary>Words of the access lists of BigQuery (cloud.google.com/bigquery/docs/access-control-basic-roles).</summary>
    public static GoogleRole? OfDataset(string word) => BuiltIn.GetValueOrDefault(word switch { "OWNER" => "roles/bigquery.dataOwner", "WRITER" => "roles/bigquery.dataEditor", "READER" => "roles/bigquery.dataViewer", _ => word });
}
