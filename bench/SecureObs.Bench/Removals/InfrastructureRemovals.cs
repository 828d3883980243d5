namespace SecureObs.Bench.Removals;

/// <summary>What makes a graph right, and who sees it.</summary>
internal static class InfrastructureRemovals
{
    private const string Graph = "SecureObs.Graph/";

    public static Removal[] All { get; } =
    [
        Of("graph: a subnet's rules and an interface's both have to let a packet in", "Azure/AzureFilters.cs", "[.. groups.Select(group => One(group, inbound, place))]", "[.. groups.Take(1).Select(group => One(group, inbound, place))]", "ScenarioTests"),
        Of("graph: a vault that asks its policies does not ask roles", "Azure/AzureRights.cs", "asksRoles.Value ? byRole : byPolicy || role.GivesRoles", "byRole || byPolicy || role.GivesRoles", "ScenarioTests"),
        Of("graph: what is destroyed is not there", "Building/GraphDraft.cs", "resource.ChangeActions is not [\"delete\"]", "resource.ChangeActions is not [\"none\"]", "GraphDraftTests"),
        Of("graph: a store is the end of a path", "Paths/AttackGraph.cs", "node.Asset is AssetKind.None && node.Kind switch", "node.Kind switch", "PathSearchTests"),
        Of("graph: what is let out into a segment limits what goes on", "Paths/AttackGraph.cs", ".Where(edge => Fits(ports, edge.Ports))", ".Where(edge => Fits(ports, \"\"))", "PathSearchTests"),
        Of("graph: a path is as sure as its weakest hop", "Paths/AttackPath.cs", "Hops.Max(hop => hop.Evidence)", "Hops.Min(hop => hop.Evidence)", "PathSearchTests"),
        new("gate: a run without an analysis does not look clean", "SecureObs.Gate/PathRules.cs", "input.Analyses is not { Count: > 0 } analyses", "input.Analyses is not { } analyses", "PathRulesTests") { Project = "SecureObs.Cli.Tests" },
        new("infrastructure: a plan of another project is refused", "SecureObs.Api/Features/Infrastructure/Storing/SendPlan.cs", "Guid.TryParse(named, out var project) && caller.Reaches(project)", "Guid.TryParse(named, out var project)", "EndpointMatrixTests"),
        new("infrastructure: an analysis of another project is not there", "SecureObs.Api/Features/Infrastructure/Reading/ListPaths.cs", "a.project_id = {projectId} and a.id = {analysisId}", "a.id = {analysisId}", "InfrastructureTests"),
        new("infrastructure: what looks like a secret is masked when it arrives", "SecureObs.Api/Features/Infrastructure/Storing/TopologyCheck.cs", "text.Length < ShortestSecret ? text : SecretMask.Text(text)", "text", "InfrastructureTests"),
    ];

    private static Removal Of(string control, string file, string code, string without, string tests) =>
        new(control, Graph + file, code, without, tests) { Project = "SecureObs.Graph.Tests" };
}
