using System.CommandLine;
using SecureObs.Cli.Terraform;
using SecureObs.Cli.Terraform.Hcl;
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

    private readonly Option<string?> root = new("--terraform-root")
    {
        Description = "Instead of a plan: a directory of Terraform, read without Terraform and without credentials. Needs Node 20 and @cdktf/hcl2json.",
        HelpName = "directory",
    };

    private readonly Option<string[]> values = new("--terraform-var-file") { Description = "Values of the root's variables, beside those that Terraform reads by itself. Repeatable; the last one wins.", HelpName = "file" };

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
            var (file, directory) = (result.GetValue(plan), result.GetValue(root));
            if (file is not null && directory is not null)
                result.AddError("--terraform-plan-json and --terraform-root exclude each other.");
            if (result.GetValue(required) && file is null && directory is null)
                result.AddError("--require-infrastructure-analysis needs --terraform-plan-json or --terraform-root.");
            if (result.GetValue(values) is { Length: > 0 } && directory is null)
                result.AddError("--terraform-var-file needs --terraform-root.");
        });
        foreach (var option in new Option[] { plan, root, values, revision, rootId, required })
            command.Add(option);
    }

    public bool IsRequired(ParseResult arguments) => arguments.GetValue(required);

    /// <summary>Reduces what is named; nothing of it has left then.</summary>
    /// <returns>Null when nothing is named.</returns>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public async Task<TerraformTopology?> ReadAsync(ParseResult arguments, PipelineRun run, string workspace, string? commit, Surroundings surroundings, CancellationToken ct)
    {
        if (await ReducedAsync(arguments, workspace, surroundings, ct) is not { } reduced)
            return null;
        var id = arguments.GetValue(rootId) is { } named ? Guid.Parse(named) : (Guid?)null;
        return TopologyBody.Of(reduced.Plan, reduced.Digest, run.ProjectId, run.Id, arguments.GetValue(revision) ?? commit, id);
    }

    private async Task<StaticPlan?> ReducedAsync(ParseResult arguments, string workspace, Surroundings surroundings, CancellationToken ct)
    {
        if (arguments.GetValue(root) is { } directory)
            return await new TerraformStatic(workspace, surroundings).ReadAsync(directory, arguments.GetValue(values) ?? [], ct);
        if (arguments.GetValue(plan) is not { } named)
            return null;
        var file = PlanFile.Open(named, workspace, surroundings.CurrentDirectory);
        return new(file.Read(), await file.DigestAsync(ct));
    }
}
