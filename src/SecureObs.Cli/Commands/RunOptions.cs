using System.CommandLine;

namespace SecureObs.Cli.Commands;

/// <summary>The published arguments that say which run is meant. Every command has them.</summary>
/// <param name="unless">With this option nothing is sent, so no run is needed; null when one always is.</param>
internal sealed class RunOptions(Option<bool>? unless = null)
{
    private readonly Option<string> project = Required("--project-id", "The project whose findings these are.", unless is null);
    // Published and required, but the tenant comes from the key: an argument could name somebody else's.
    private readonly Option<string> tenant = Required("--tenant-id", "The tenant of the project. The API key decides; this is not sent.", unless is null);
    private readonly Option<string> run = Required("--pipeline-run-id", "The CI system's id of this run.", unless is null);

    public void AddTo(Command command)
    {
        foreach (var option in new[] { project, tenant, run })
            command.Add(option);
        if (unless is not null)
            command.Validators.Add(result =>
            {
                if (result.GetValue(unless))
                    return;
                foreach (var missing in new[] { project, tenant, run }.Where(option => result.GetResult(option) is null))
                    result.AddError($"{missing.Name} is required, unless {unless.Name} is given.");
            });
    }

    public PipelineRun Read(ParseResult arguments) =>
        new(arguments.GetRequiredValue(project).Trim(), arguments.GetRequiredValue(run).Trim(), arguments.GetRequiredValue(tenant).Trim());

    private static Option<string> Required(string name, string description, bool always)
    {
        var option = new Option<string>(name) { Description = description, Required = always };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError($"{name} must not be blank.");
        });
        return option;
    }
}

/// <summary>One run of one project's pipeline.</summary>
/// <param name="TenantId">For the link to the dashboard alone.</param>
internal sealed record PipelineRun(string ProjectId, string Id, string? TenantId = null);
