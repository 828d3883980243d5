using System.Globalization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>A sanitized plan in the words of the API.</summary>
internal static class TopologyBody
{
    private const int SchemaVersion = 1;

    public static TerraformTopology Of(SanitizedPlan plan, string digest, string projectId, string pipelineRunId, string? revision, Guid? root) => new(
        SchemaVersion, projectId, pipelineRunId, digest, plan.FormatVersion, plan.TerraformVersion, revision, root, plan.Resources, plan.References,
        [.. plan.Warnings, .. plan.Unresolved.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value} references lead to {each.Key}"))], Allowlist.Version);
}
