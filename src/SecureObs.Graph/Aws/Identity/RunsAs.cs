using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>The roles that code on machines, functions and services has.</summary>
internal static class RunsAs
{
    private const string Role = "aws_iam_role", Profile = "aws_iam_instance_profile";

    private static readonly string[] ProfilePaths = ["iam_instance_profile", "iam_instance_profile.name", "iam_instance_profile.arn"];

    /// <summary>Types that name their role themselves, and by which attribute.</summary>
    private static readonly (string Type, string Path)[] Direct =
    [
        ("aws_lambda_function", "role"), ("aws_eks_node_group", "node_role_arn"), ("aws_codebuild_project", "service_role"), ("aws_sagemaker_notebook_instance", "role_arn"),
        ("aws_apprunner_service", "instance_configuration.instance_role_arn"),
    ];

    public static void Draw(GraphDraft draft)
    {
        foreach (var (type, path) in Direct)
            foreach (var each in draft.OfType(type))
                foreach (var role in draft.Links(each, path, Role))
                    Draw(draft, each, role.Target, new Claim(role.Evidence, [role.Basis]));
        foreach (var instance in draft.OfType("aws_instance", "aws_spot_instance_request"))
            OfInstance(draft, instance, instance);
        foreach (var group in draft.OfType("aws_autoscaling_group"))
            foreach (var template in Templates.Of(draft, group))
                OfInstance(draft, group, template.Target);
        foreach (var service in draft.OfType("aws_ecs_service"))
            foreach (var task in draft.Links(service, "task_definition", "aws_ecs_task_definition"))
                foreach (var role in draft.Links(task.Target, "task_role_arn", Role))
                    Draw(draft, service, role.Target, new Claim(role.Evidence, [task.Basis, role.Basis]));
        foreach (var association in draft.OfType("aws_eks_pod_identity_association"))
            OfPods(draft, association);
    }

    /// <summary>By the instance profile, of itself or of its launch template, unless its metadata service is off.</summary>
    private static void OfInstance(GraphDraft draft, PlanResource machine, PlanResource says)
    {
        if (says.First("metadata_options").Text("http_endpoint").Is("disabled"))
            return;
        var profiles = Profiles(draft, says);
        if (profiles.Count == 0)
            profiles = [.. Templates.Of(draft, says).SelectMany(template => Profiles(draft, template.Target))];
        foreach (var profile in profiles)
            foreach (var role in draft.Links(profile.Target, "role", Role))
                Draw(draft, machine, role.Target, new Claim(Claim.Weaker(profile.Evidence, role.Evidence), [profile.Basis, role.Basis]));
    }

    private static List<Link> Profiles(GraphDraft draft, PlanResource says) => ProfilePaths
        .SelectMany(path => draft.Links(says, path, Profile)).DistinctBy(each => each.Target).ToList();

    /// <summary>Whoever has a node has the tokens of the pods on it.</summary>
    private static void OfPods(GraphDraft draft, PlanResource association)
    {
        foreach (var cluster in draft.Links(association, "cluster_name", "aws_eks_cluster"))
            foreach (var (nodes, path) in GraphDraft.ReferrersOf(cluster.Target, "aws_eks_node_group").Where(each => each.Path == "cluster_name").ToList())
                foreach (var role in draft.Links(association, "role_arn", Role))
                    draft.Draw(nodes.Address, role.Target.Address, EdgeFamily.Identity, Verb.MayAssume, Evidence.Inferred, association.Says("role_arn"), nodes.Says(path));
    }

    private static void Draw(GraphDraft draft, PlanResource machine, PlanResource role, Claim claim) =>
        draft.Draw(machine.Address, role.Address, EdgeFamily.Identity, Verb.RunsAs, claim.Evidence, claim.Basis);
}
