using System.CommandLine;

namespace SecureObs.Cli.Commands;

/// <summary>The published arguments that say which run is meant. Every command has them.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> project = Required("--project-id", "The project whose findings these are.");
    // Published and required, but the tenant comes from the key: an argument could name somebody else's.
    private readonly Option<string> tenant = Required("--tenant-id", "The tenant of the project. The API key decides; this is not sent.");
    private readonly Option<string> run = Required("--pipeline-run-id", "The CI system's id of this run.");

    public void AddTo(Command command)
    {
        command.Add(project);
        command.Add(tenant);
        command.Add(run);
    }

    public PipelineRun Read(ParseResult arguments) =>
        new(arguments.GetRequiredValue(project).Trim(), arguments.GetRequiredValue(run).Trim());

    private static Option<string> Required(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError($"{name} must not be blank.");
        });
        return option;
    }
}

/// <summary>One run of one project's pipeline.</summary>
internal sealed record PipelineRun(string ProjectId, string Id);
