using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Data;

/// <summary>The policies that stores have themselves: an attribute, or a resource of its own that names the store.</summary>
internal sealed class ResourcePolicies
{
    private static readonly (string Type, string Names, string Policy, string Store)[] Apart =
    [
        ("aws_s3_bucket_policy", "bucket", "policy", "aws_s3_bucket"),
        ("aws_secretsmanager_secret_policy", "secret_arn", "policy", "aws_secretsmanager_secret"),
        ("aws_dynamodb_resource_policy", "resource_arn", "policy", "aws_dynamodb_table"),
        ("aws_sqs_queue_policy", "queue_url", "policy", "aws_sqs_queue"),
        ("aws_sns_topic_policy", "arn", "policy", "aws_sns_topic"),
        ("aws_efs_file_system_policy", "file_system_id", "policy", "aws_efs_file_system"),
        ("aws_opensearch_domain_policy", "domain_name", "access_policies", "aws_opensearch_domain"),
        ("aws_elasticsearch_domain_policy", "domain_name", "access_policies", "aws_elasticsearch_domain"),
    ];

    private readonly Dictionary<PlanResource, List<Statement>> statements = [];
    private readonly HashSet<PlanResource> present = [];

    public ResourcePolicies(GraphDraft draft, PolicyReader policies)
    {
        foreach (var store in draft.OfType(StoreTypes.All.Keys))
            foreach (var path in new[] { "policy", "access_policies" })
                Add(store, policies.Of(store, path), path);
        foreach (var (type, names, path, store) in Apart)
            foreach (var policy in draft.OfType(type))
                foreach (var link in draft.Links(policy, names, store))
                    Add(link.Target, policies.Of(policy, path), path, isApart: true);
    }

    public IReadOnlyList<Statement> Of(PlanResource store) => statements.GetValueOrDefault(store) ?? [];

    /// <summary>Whether it has a policy, known or not.</summary>
    public bool IsThereFor(PlanResource store) => present.Contains(store);

    private void Add(PlanResource store, IReadOnlyList<Statement> read, string path, bool isApart = false)
    {
        if (isApart || read.Count > 0 || store.Object(path) is not null)
            present.Add(store);
        if (!statements.TryGetValue(store, out var known))
            statements[store] = known = [];
        known.AddRange(read);
    }
}
