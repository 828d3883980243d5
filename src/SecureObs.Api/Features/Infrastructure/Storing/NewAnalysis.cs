using SecureObs.Contracts;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Features.Infrastructure.Storing;

/// <summary>A topology with all that was made of it, before it is written.</summary>
internal sealed record NewAnalysis(Guid Id, Guid ProjectId, string PipelineRunId, TerraformTopology Topology, InfrastructureGraph Graph, AttackPaths Found, DateTimeOffset At, string? Branch)
{
    /// <summary>The only mark of topologies that were read from HCL, without Terraform: published clients have no other.</summary>
    private const string StaticMark = "Topology extracted by static HCL analysis";

    private const int MostWarnings = 200;

    public byte[] Digest { get; } = Convert.FromHexString(Topology.PlanDigest);

    public string Root { get; } = Topology.TerraformRootId?.ToString() ?? "";

    public bool IsStatic { get; } = Topology.Warnings.Any(warning => warning.StartsWith(StaticMark, StringComparison.Ordinal));

    /// <summary>What the sender could not tell, and what could not be told here.</summary>
    public string[] Warnings { get; } =
        [.. Topology.Warnings.Concat(Graph.Left.Select(left => $"{left.Value} {left.Key}")).Take(MostWarnings)];
}
