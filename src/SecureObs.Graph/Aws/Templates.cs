using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws;

/// <summary>What machines are launched from.</summary>
internal static class Templates
{
    private static readonly string[] Types = ["aws_launch_template", "aws_launch_configuration"];

    private static readonly string[] Paths =
    [
        "launch_template.id", "launch_template.name", "launch_configuration", "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
        "mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
    ];

    public static IReadOnlyList<Link> Of(GraphDraft draft, PlanResource machine) => [.. Paths.SelectMany(path => draft.Links(machine, path, Types)).DistinctBy(each => each.Target)];
}
