using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws;

/// <summary>What lies in what: networks in the first place, else the cluster or API that something belongs to.</summary>
internal static class Containment
{
    /// <summary>Inner type, the attribute that names the outer one, and its types.</summary>
    private static readonly (string[] Inner, string Path, string[] Outer)[] Direct =
    [
        (["aws_subnet", "aws_default_subnet", "aws_security_group", "aws_default_security_group", "aws_route_table", "aws_default_route_table", "aws_internet_gateway",
            "aws_egress_only_internet_gateway", "aws_network_acl", "aws_default_network_acl", "aws_vpc_endpoint", "aws_lb_target_group", "aws_alb_target_group", "aws_vpn_gateway"], "vpc_id", Kinds.Vpcs),
        (["aws_instance", "aws_spot_instance_request", "aws_nat_gateway", "aws_network_interface", "aws_efs_mount_target", "aws_sagemaker_notebook_instance"], "subnet_id", Kinds.Subnets),
        (["aws_ecs_service"], "cluster", ["aws_ecs_cluster"]),
        (["aws_eks_node_group", "aws_eks_fargate_profile"], "cluster_name", ["aws_eks_cluster"]),
        (["aws_rds_cluster_instance"], "cluster_identifier", ["aws_rds_cluster"]),
        (["aws_docdb_cluster_instance"], "cluster_identifier", ["aws_docdb_cluster"]),
        (["aws_neptune_cluster_instance"], "cluster_identifier", ["aws_neptune_cluster"]),
        (["aws_lb_listener", "aws_alb_listener"], "load_balancer_arn", Kinds.Balancers),
        (["aws_api_gateway_resource", "aws_api_gateway_method", "aws_api_gateway_integration"], "rest_api_id", ["aws_api_gateway_rest_api"]),
        (["aws_apigatewayv2_route", "aws_apigatewayv2_integration", "aws_apigatewayv2_stage"], "api_id", ["aws_apigatewayv2_api"]),
    ];

    /// <summary>Types that name several subnets, of which the network is the nearest that contains them all.</summary>
    private static readonly (string[] Inner, string Path)[] BySubnets =
    [
        (["aws_lb", "aws_alb", "aws_elb"], "subnets"), (["aws_autoscaling_group"], "vpc_zone_identifier"), (["aws_lambda_function"], "vpc_config.subnet_ids"),
        (["aws_eks_cluster"], "vpc_config.subnet_ids"), (["aws_opensearch_domain", "aws_elasticsearch_domain"], "vpc_options.subnet_ids"),
    ];

    /// <summary>The same by a group of subnets.</summary>
    private static readonly (string[] Inner, string Path, string Group)[] ByGroup =
    [
        (["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster"], "db_subnet_group_name", "aws_db_subnet_group"),
        (["aws_neptune_cluster"], "neptune_subnet_group_name", "aws_neptune_subnet_group"),
        (["aws_elasticache_cluster", "aws_elasticache_replication_group"], "subnet_group_name", "aws_elasticache_subnet_group"),
        (["aws_redshift_cluster"], "cluster_subnet_group_name", "aws_redshift_subnet_group"),
    ];

    public static void Draw(GraphDraft draft)
    {
        foreach (var (inner, path, outer) in Direct)
            foreach (var each in draft.OfType(inner))
                if (draft.Links(each, path, outer) is [var link])
                    draft.Contain(link.Target, each, link.Evidence, link.Basis);
        foreach (var (inner, path) in BySubnets)
            foreach (var each in draft.OfType(inner))
                InNetwork(draft, each, draft.Links(each, path, Kinds.Subnets));
        foreach (var (inner, path, group) in ByGroup)
            foreach (var each in draft.OfType(inner))
                InNetwork(draft, each, [.. draft.Links(each, path, group).SelectMany(link => draft.Links(link.Target, "subnet_ids", Kinds.Subnets))]);
    }

    private static void InNetwork(GraphDraft draft, PlanResource each, IReadOnlyList<Link> subnets)
    {
        if (subnets is [var only])
            draft.Contain(only.Target, each, only.Evidence, only.Basis);
        else if (subnets.SelectMany(subnet => draft.Links(subnet.Target, "vpc_id", Kinds.Vpcs)).Select(vpc => vpc.Target).Distinct().ToList() is [var vpc])
            draft.Contain(vpc, each, Evidence.Inferred, subnets[0].Basis);
    }
}
