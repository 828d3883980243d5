using System.Collections.Frozen;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>
/// Policies that AWS manages, as far as they give rights that the graph draws
/// (docs.aws.amazon.com/aws-managed-policy/latest/reference). All rights are on <c>*</c>, unless a resource stands after <c>@</c>.
/// </summary>
internal static class ManagedPolicies
{
    private const string Prefix = ":iam::aws:policy/";

    private static readonly FrozenDictionary<string, string[]> Rights = new Dictionary<string, string[]>
    {
        ["AdministratorAccess"] = ["*"],
        ["IAMFullAccess"] = ["iam:*"],
        ["SecretsManagerReadWrite"] = ["secretsmanager:*"],
        ["AmazonS3FullAccess"] = ["s3:*"],
        ["AmazonS3ReadOnlyAccess"] = ["s3:Get*", "s3:List*"],
        ["AmazonDynamoDBFullAccess"] = ["dynamodb:*"],
        ["AmazonDynamoDBFullAccess_v2"] = ["dynamodb:*"],
        ["AmazonDynamoDBReadOnlyAccess"] = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect"],
        ["AmazonSSMFullAccess"] = ["ssm:*"],
        ["AmazonSSMReadOnlyAccess"] = ["ssm:Get*", "ssm:List*"],
        ["AmazonSSMManagedInstanceCore"] = ["ssm:GetParameter", "ssm:GetParameters", "ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*"],
        ["AmazonSSMManagedEC2InstanceDefaultPolicy"] = ["ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*"],
        ["AmazonEC2RoleforSSM"] = ["ssm:GetParameter", "ssm:GetParameters", "ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*", "s3:GetObject", "s3:PutObject"],
        ["AmazonRDSFullAccess"] = ["rds:*"],
        ["AmazonRedshiftFullAccess"] = ["redshift:*"],
        ["AmazonElastiCacheFullAccess"] = ["elasticache:*"],
        ["AmazonMemoryDBFullAccess"] = ["memorydb:*"],
        ["AmazonOpenSearchServiceFullAccess"] = ["es:*"],
        ["AmazonESFullAccess"] = ["es:*"],
        ["AmazonElasticFileSystemFullAccess"] = ["elasticfilesystem:*"],
        ["AmazonEC2FullAccess"] = ["ec2:*", "elasticloadbalancing:*", "autoscaling:*"],
        ["AWSLambda_FullAccess"] = ["lambda:*"],
        ["AmazonECS_FullAccess"] = ["ecs:*"],
        ["AmazonSQSFullAccess"] = ["sqs:*"],
        ["AmazonSNSFullAccess"] = ["sns:*"],
        ["AWSCloudFormationFullAccess"] = ["cloudformation:*"],
        ["ReadOnlyAccess"] = ["s3:Get*", "dynamodb:BatchGet*", "dynamodb:Get*", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "ssm:Get*"],
        ["CloudWatchAgentServerPolicy"] = ["ssm:GetParameter@arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"],
        ["CloudWatchAgentAdminPolicy"] = ["ssm:GetParameter@arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*", "ssm:PutParameter@arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"],
    }.ToFrozenDictionary();

    /// <summary>These give none of the rights that are drawn.</summary>
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "SecurityAudit", "ViewOnlyAccess", "AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AmazonECSTaskExecutionRolePolicy", "AmazonEKSClusterPolicy",
        "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEKSVPCResourceController", "AmazonEKSFargatePodExecutionRolePolicy", "AmazonEKSServicePolicy",
        "AmazonEC2ContainerRegistryReadOnly", "AmazonEC2ContainerRegistryPullOnly", "AmazonEC2ContainerServiceforEC2Role", "AmazonRDSEnhancedMonitoringRole",
        "AWSXRayDaemonWriteAccess", "AmazonEC2ReadOnlyAccess", "CloudWatchLogsFullAccess", "CloudWatchReadOnlyAccess", "AmazonVPCReadOnlyAccess", "AmazonSQSReadOnlyAccess",
    }.ToFrozenSet();

    /// <summary>The name of the policy; null when it is none of AWS.</summary>
    public static string? NameOf(string arn) => arn.Contains(Prefix, StringComparison.Ordinal) ? arn[(arn.LastIndexOf('/') + 1)..] : null;

    /// <summary>Null when it is not known here.</summary>
    public static IReadOnlyList<Statement>? Statements(string name, Basis says)
    {
        if (Harmless.Contains(name))
            return [];
        if (name == "PowerUserAccess")
            return [Allow(new Patterns(["iam:*", "organizations:*", "account:*"], IsNegated: true), "*", says)];
        return Rights.GetValueOrDefault(name)?.Select(right => right.Split('@') is [var action, var resource]
            ? Allow(new Patterns([action]), resource, says) : Allow(new Patterns([right]), "*", says)).ToList();
    }

    private static Statement Allow(Patterns actions, string resource, Basis says) => new(true, actions, new Patterns([resource]), Principals.None, Conditions.None, says);
}
