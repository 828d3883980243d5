using System.Collections.Frozen;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Data;

/// <summary>An action of IAM, and what who may do it does to the resource.</summary>
/// <param name="OfObjects">Its resource is an object in the bucket.</param>
/// <param name="IsFirst">It stands for all rights of the type when it is unknown which are meant.</param>
internal sealed record Right(string Action, Verb Verb, bool OfObjects = false, bool IsFirst = false);

/// <param name="Asset">What makes it worth having; none for what is only looked at because policies can open it.</param>
internal sealed record StoreType(AssetKind Asset, ArnForm Form, params IReadOnlyList<Right> Rights)
{
    public IReadOnlyList<Right> Rights { get; } = [.. Rights.Select((right, at) => right with { IsFirst = at == 0 })];
}

/// <summary>
/// Types whose data rights of IAM give, and which actions give what
/// (docs.aws.amazon.com/service-authorization, "Actions, resources, and condition keys"). The first right of a type stands for an unknown one.
/// </summary>
internal static class StoreTypes
{
    public static readonly FrozenDictionary<string, StoreType> All = new Dictionary<string, StoreType>
    {
        ["aws_s3_bucket"] = new(AssetKind.Storage, new("s3", "{0}", "bucket"),
            Objects("s3:GetObject", Verb.MayRead), Objects("s3:GetObjectVersion", Verb.MayRead), Objects("s3:PutObject", Verb.MayWrite), Objects("s3:DeleteObject", Verb.MayWrite),
            Controls("s3:PutBucketPolicy"), Controls("s3:PutReplicationConfiguration")),
        ["aws_secretsmanager_secret"] = new(AssetKind.Secrets, new("secretsmanager", "secret:{0}-{?}", "name"),
            Reads("secretsmanager:GetSecretValue"), Reads("secretsmanager:BatchGetSecretValue"), Writes("secretsmanager:PutSecretValue"), Writes("secretsmanager:UpdateSecret"), Controls("secretsmanager:PutResourcePolicy")),
        ["aws_ssm_parameter"] = new(AssetKind.None, new("ssm", "parameter/{0}", "name"),
            Reads("ssm:GetParameter"), Reads("ssm:GetParameters"), Reads("ssm:GetParametersByPath"), Reads("ssm:GetParameterHistory"), Writes("ssm:PutParameter")),
        ["aws_dynamodb_table"] = new(AssetKind.Storage, new("dynamodb", "table/{0}", "name"),
            Reads("dynamodb:GetItem"), Reads("dynamodb:Query"), Reads("dynamodb:Scan"), Reads("dynamodb:BatchGetItem"), Reads("dynamodb:PartiQLSelect"), Reads("dynamodb:ExportTableToPointInTime"),
            Writes("dynamodb:PutItem"), Writes("dynamodb:UpdateItem"), Writes("dynamodb:DeleteItem"), Writes("dynamodb:BatchWriteItem"), Writes("dynamodb:DeleteTable"), Controls("dynamodb:PutResourcePolicy")),
        ["aws_db_instance"] = Database("rds", "db:{0}", "identifier", Controls("rds:ModifyDBInstance")),
        ["aws_rds_cluster"] = Database("rds", "cluster:{0}", "cluster_identifier", Controls("rds:ModifyDBCluster")),
        ["aws_docdb_cluster"] = Database("rds", "cluster:{0}", "cluster_identifier", Controls("rds:ModifyDBCluster")),
        ["aws_neptune_cluster"] = Database("rds", "cluster:{0}", "cluster_identifier", Controls("rds:ModifyDBCluster")),
        ["aws_redshift_cluster"] = Database("redshift", "cluster:{0}", "cluster_identifier", Controls("redshift:ModifyCluster")),
        ["aws_elasticache_cluster"] = Database("elasticache", "cluster:{0}", "cluster_id", Controls("elasticache:ModifyCacheCluster")),
        ["aws_elasticache_replication_group"] = Database("elasticache", "replicationgroup:{0}", "replication_group_id", Controls("elasticache:ModifyReplicationGroup")),
        ["aws_memorydb_cluster"] = Database("memorydb", "cluster/{0}", "name", Controls("memorydb:UpdateCluster")),
        ["aws_dax_cluster"] = Database("dax", "cache/{0}", "cluster_name"),
        ["aws_opensearch_domain"] = Database("es", "domain/{0}", "domain_name", Controls("es:UpdateDomainConfig"), Controls("es:UpdateElasticsearchDomainConfig")),
        ["aws_elasticsearch_domain"] = Database("es", "domain/{0}", "domain_name", Controls("es:UpdateElasticsearchDomainConfig"), Controls("es:UpdateDomainConfig")),
        ["aws_efs_file_system"] = new(AssetKind.Storage, new("elasticfilesystem", "file-system/{0}", "id"), Controls("elasticfilesystem:PutFileSystemPolicy")),
        ["aws_sqs_queue"] = new(AssetKind.None, new("sqs", "{0}", "name"), Reads("sqs:ReceiveMessage"), Writes("sqs:SendMessage")),
        ["aws_sns_topic"] = new(AssetKind.None, new("sns", "{0}", "name"), Reads("sns:Subscribe"), Writes("sns:Publish")),
    }.ToFrozenDictionary();

    private static StoreType Database(string service, string form, string name, params Right[] rights) => new(AssetKind.Database, new(service, form, name), rights);

    private static Right Reads(string action) => new(action, Verb.MayRead);
    private static Right Writes(string action) => new(action, Verb.MayWrite);
    private static Right Controls(string action) => new(action, Verb.Controls);
    private static Right Objects(string action, Verb verb) => new(action, verb, OfObjects: true);
}
