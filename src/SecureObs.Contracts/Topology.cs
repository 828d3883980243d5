using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SecureObs.Contracts;

/// <summary>
/// <c>POST /api/infrastructure-analyses/terraform-plan</c>: what a Terraform plan says about which resources there will be and
/// what refers to what. Reduced on the customer's machine to the attributes of an allowlist; nothing else of the plan is in it.
/// What is not known is written as null: the published contract has every member.
/// </summary>
/// <param name="SchemaVersion">1.</param>
/// <param name="PlanDigest">SHA-256 of the plan file, 64 hexadecimal digits.</param>
/// <param name="FormatVersion">The plan's own, such as <c>1.2</c>.</param>
/// <param name="TerraformVersion">Null when the plan does not say.</param>
/// <param name="SourceRevision">What the caller says of the source, such as a commit.</param>
/// <param name="TerraformRootId">Which root of several; null when the caller names none.</param>
/// <param name="AllowlistVersion">Of the list of attributes; null from older clients.</param>
/// <param name="Warnings">What could not be told, in words without data.</param>
public sealed record TerraformTopology(
    int SchemaVersion, string ProjectId, string PipelineRunId,
    [property: Required, StringLength(64, MinimumLength = 64)] string PlanDigest, string FormatVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? TerraformVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? SourceRevision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? TerraformRootId,
    IReadOnlyList<TopologyResource> Resources, IReadOnlyList<TopologyReference> References, IReadOnlyList<string> Warnings,
    int? AllowlistVersion = null);

/// <summary>One resource, or one data source, of a plan.</summary>
/// <param name="Address">In full, such as <c>module.net.azurerm_subnet.app["a"]</c>.</param>
/// <param name="ModuleAddress">Null in the root module.</param>
/// <param name="Mode"><c>managed</c> or <c>data</c>.</param>
/// <param name="ChangeActions">Of create, update, delete, no-op, read; <c>delete</c> and <c>create</c> for a replacement.</param>
/// <param name="SafeAttributes">Attributes of the allowlist with values that are known and not sensitive, nested as in the plan.</param>
/// <param name="UnknownAttributePaths">Of the allowlist too, with values that are known only after apply.</param>
/// <param name="RedactedAttributePaths">Of the allowlist too, with values that are sensitive or look as if they were.</param>
public sealed record TopologyResource(
    string Address, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ModuleAddress, string Mode, string Type, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ProviderName, IReadOnlyList<string> ChangeActions,
    JsonObject SafeAttributes, IReadOnlyList<string> UnknownAttributePaths, IReadOnlyList<string> RedactedAttributePaths);

/// <summary>An attribute of one resource is made from another one.</summary>
/// <param name="ReferenceType"><c>terraform</c>.</param>
/// <param name="AttributePath">The attribute of the source, such as <c>ip_configuration[0].subnet_id</c>; <c>count</c>, <c>for_each</c> and <c>depends_on</c> too.</param>
public sealed record TopologyReference(string SourceAddress, string TargetAddress, string ReferenceType, string AttributePath);

/// <summary>What became of a topology.</summary>
/// <param name="EdgeCount">Of the graph: what resources do to each other.</param>
/// <param name="PotentialAttackPathCount">Paths of different shape; at most as many as are listed.</param>
/// <param name="AnalysisId">Null from older servers.</param>
public sealed record TopologyResult(int ResourceCount, int EdgeCount, int PotentialAttackPathCount, Guid? AnalysisId = null);

/// <summary><c>GET /api/projects/{projectId}/infrastructure/comparison?pipelineRunId=</c>: what a run's plans change against the default branch, one for each root.</summary>
public sealed record InfrastructureComparisons(IReadOnlyList<InfrastructureComparison> Roots);

/// <summary>An analysis beside the newest one of the default branch before it.</summary>
/// <param name="Root">Which of several roots; empty when the sender named none.</param>
/// <param name="BaseId">Null when the default branch has none: then everything is new.</param>
/// <param name="AddedResources">At most 50 of them, by address.</param>
/// <param name="NewPaths">At most 20 of them, the most plausible first.</param>
public sealed record InfrastructureComparison(
    string Root, Guid AnalysisId, Guid? BaseId, bool IsStatic,
    int AddedResourceCount, int RemovedResourceCount, IReadOnlyList<string> AddedResources, IReadOnlyList<string> RemovedResources,
    int NewPathCount, int ClosedPathCount, IReadOnlyList<PathSummary> NewPaths, IReadOnlyList<PathSummary> ClosedPaths);

/// <summary>An attack path in short.</summary>
/// <param name="Entry"><c>internet</c>, <c>anyone</c> or <c>ci</c>.</param>
/// <param name="Target">The address of what is at its end.</param>
/// <param name="Asset"><c>storage</c>, <c>database</c>, <c>secrets</c> or <c>admin</c>.</param>
/// <param name="Evidence"><c>observed</c>, <c>inferred</c> or <c>unknown-dependent</c>: of its weakest hop.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Hops">The addresses that it goes over, from the entry to the target.</param>
/// <param name="Narrative">One sentence for each hop, and what is at the end.</param>
public sealed record PathSummary(string Entry, string Target, string Asset, string Evidence, int Score, IReadOnlyList<string> Hops, IReadOnlyList<string> Narrative);
