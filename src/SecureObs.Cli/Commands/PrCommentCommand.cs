using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.PullRequests;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

internal static class PrCommentCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var run = new RunOptions();
        var platform = new Option<string>("--platform") { Description = "Whose pull request it is.", Required = true };
        platform.AcceptOnlyFromAmong("github", "azuredevops", "gitlab");
        var apiUrl = new Option<string?>("--api-url") { Description = "The platform's API; of Azure DevOps the collection. Default: what the CI system says.", HelpName = "url" };
        var repository = new Option<string?>("--repository") { Description = "owner/name, project/name, or a project of GitLab. Default: what the CI system says.", HelpName = "name" };
        var number = new Option<int?>("--pull-request") { Description = "Its number. Default: what the CI system says.", HelpName = "number" };
        var commit = new Option<string?>("--commit") { Description = "The head commit that the run has seen. Default: what the CI system says.", HelpName = "sha" };
        number.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--pull-request must be a number above 0.");
        });
        var command = new Command("pr-comment", "Write what the run found into its pull request, in one comment that is kept up to date and on changed lines.");
        run.AddTo(command);
        foreach (var option in new Option[] { platform, apiUrl, repository, number, commit })
            command.Add(option);
        command.SetAction((arguments, ct) =>
        {
            var settings = ApiSettings.From(surroundings, run.Read(arguments));
            var told = new PlaceArguments(arguments.GetValue(apiUrl), arguments.GetValue(repository), arguments.GetValue(number), arguments.GetValue(commit));
            return RunAsync(settings, run.Read(arguments), arguments.GetRequiredValue(platform), new(surroundings.Variable, told), surroundings, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ApiSettings settings, PipelineRun run, string platform, PlaceReader reader, Surroundings surroundings, CancellationToken ct)
    {
        var (place, why) = platform switch { "github" => reader.GitHub(), "gitlab" => reader.GitLab(), _ => reader.AzureDevOps() };
        if (place is null)
        {
            // As the published client: a pipeline that runs for branches, too, must not break there.
            surroundings.Error.WriteLine($"warning: nothing to comment: {why}");
            return ExitCode.Fine;
        }
        using var api = new ApiClient(settings, surroundings.Time);
        var answer = await api.DecideGateAsync(run.ProjectId, run.Id, ct);
        var findings = await FindingsAsync(api, run, surroundings, ct);
        var infrastructure = await api.ComparisonAsync(run.ProjectId, run.Id, ct);
        using var http = Http(platform, place, surroundings.Time);
        IPullRequest pull = platform switch { "github" => new GitHub(place, http), "gitlab" => new GitLab(place, http), _ => new AzureDevOps(place, http) };
        try
        {
            var page = RunPage.Of(settings.BaseAddress, run, answer.RunId);
            await new PrComment(pull, place.Commit, page, surroundings.Out).RunAsync(answer, findings, infrastructure, ct);
        }
        catch (PlatformRefusal refusal)
        {
            surroundings.Error.WriteLine($"warning: not commented, the token may not: {refusal.Message}");
        }
        catch (PlatformFailure failure)
        {
            throw new CommandFailure(ExitCode.Failed, failure.Message, failure);
        }
        return ExitCode.Fine;
    }

    private static async Task<RunFinding[]?> FindingsAsync(ApiClient api, PipelineRun run, Surroundings surroundings, CancellationToken ct)
    {
        try
        {
            return await api.FindingsOfRunAsync(run.ProjectId, run.Id, ct);
        }
        catch (CommandFailure unexplained)
        {
            surroundings.Error.WriteLine($"warning: {unexplained.Message}");
            return null;
        }
    }

    private static PlatformHttp Http(string platform, Place place, TimeProvider time) => platform switch
    {
        "github" => new("GitHub", place, time, GitHub.Identify),
        "gitlab" => new("GitLab", place, time, GitLab.Identify),
        _ => new("Azure DevOps", place, time, AzureDevOps.Identify),
    };
}
