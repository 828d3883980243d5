using System.Collections.Frozen;
using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws;

/// <summary>What can be done from a resource, and whether it is worth having, by its type.</summary>
internal static class Kinds
{
    public static readonly string[] Compute =
    [
        "aws_instance", "aws_spot_instance_request", "aws_autoscaling_group", "aws_ecs_service", "aws_eks_node_group", "aws_lambda_function", "aws_codebuild_project",
        "aws_sagemaker_notebook_instance", "aws_apprunner_service", "aws_lightsail_instance", "aws_elastic_beanstalk_environment", "aws_emr_cluster", "aws_mq_broker", "aws_msk_cluster",
    ];

    public static readonly string[] Vpcs = ["aws_vpc", "aws_default_vpc"];
    public static readonly string[] Subnets = ["aws_subnet", "aws_default_subnet"];
    public static readonly string[] Groups = ["aws_security_group", "aws_default_security_group"];
    public static readonly string[] Balancers = ["aws_lb", "aws_alb", "aws_elb"];

    private static readonly FrozenDictionary<string, NodeKind> ByType = Pairs(
        (NodeKind.Compute, Compute), (NodeKind.Segment, [.. Vpcs, .. Subnets, .. Groups]), (NodeKind.Forwarder, Balancers),
        (NodeKind.Group, ["aws_ecs_cluster", "aws_eks_cluster", "aws_api_gateway_rest_api", "aws_apigatewayv2_api"]));

    /// <summary>Data sources too: what is only looked up is as worth having, and as good a place to send packets from.</summary>
    public static void Draw(GraphDraft draft)
    {
        foreach (var resource in draft.All)
        {
            if (StoreTypes.All.TryGetValue(resource.Type, out var store))
                draft.Is(resource, NodeKind.Store, AssetOf(resource, store));
            else if (ByType.TryGetValue(resource.Type, out var kind) && (!resource.IsData || kind is NodeKind.Segment))
                draft.Is(resource, kind);
        }
    }

    /// <summary>Of parameters those that are encrypted; what is not known may be.</summary>
    private static AssetKind AssetOf(PlanResource resource, StoreType store) => resource.Type != "aws_ssm_parameter" ? store.Asset
        : resource.Text("type") is { IsUnknown: true } or { Value: "SecureString" } ? AssetKind.Secrets : AssetKind.None;

    private static FrozenDictionary<string, NodeKind> Pairs(params (NodeKind Kind, string[] Types)[] kinds) =>
        kinds.SelectMany(each => each.Types.Select(type => (type, each.Kind))).ToFrozenDictionary(each => each.type, each => each.Kind);
}
