using System.CommandLine;
using SecureObs.Cli.Terraform;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

/// <summary>The arguments of `scan` about Terraform.</summary>
internal sealed class TerraformOptions
{
    private const int LongestRevision = 256;

    private readonly Option<string?> plan = new("--terraform-plan-json")
    {
        Description = "A plan as terraform show -json writes it. It is reduced on this machine; docs/terraform.md says what leaves. secureobs plan preview shows it.",
        HelpName = "file",
    };

    private readonly Option<string?> revision = new("--source-revision") { Description = "What the plan was made of, as text. Default: the commit." };

    private readonly Option<string?> rootId = new("--terraform-root-id") { Description = "A UUID of yours for the root, when the project has several: each is compared with itself.", HelpName = "uuid" };

    private readonly Option<bool> required = new("--require-infrastructure-analysis") { Description = "End with code 2 when the analysis did not happen. Without it that is a warning." };

    public void AddTo(Command command)
    {
        rootId.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && !Guid.TryParse(id, out _))
                result.AddError("--terraform-root-id must be a UUID.");
        });
        revision.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && (text.Length > LongestRevision || text.Any(char.IsControl)))
                result.AddError($"--source-revision must be at most {LongestRevision} characters in one line.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(required) && result.GetValue(plan) is null)
                result.AddError("--require-infrastructure-analysis needs --terraform-plan-json.");
        });
        foreach (var option in new Option[] { plan, revision, rootId, required })
            command.Add(option);
    }

    public bool IsRequired(ParseResult arguments) => arguments.GetValue(required);

    /// <summary>Reduces what is named; nothing of it has left then.</summary>
    /// <returns>Null when nothing is named.</returns>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public async Task<TerraformTopology?> ReadAsync(ParseResult arguments, PipelineRun run, string workspace, string? commit, Surroundings surroundings, CancellationToken ct)
    {
        if (arguments.GetValue(plan) is not { } named)
            return null;
        var file = PlanFile.Open(named, workspace, surroundings.CurrentDirectory);
        var root = arguments.GetValue(rootId) is { } id ? Guid.Parse(id) : (Guid?)null;
        return TopologyBody.Of(file.Read(), await file.DigestAsync(ct), run.ProjectId, run.Id, arguments.GetValue(revision) ?? commit, root);
    }
}
