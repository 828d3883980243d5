using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Gate;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>The command, the API and a platform.</summary>
internal sealed class PrCommentRun(ApiStandIn api, PlatformStandIn platform) : IAsyncDisposable
{
    public const string Token = "ghs_FakeTokenOfATest0123456789";

    private readonly Workspace workspace = new();

    public PlatformStandIn Platform => platform;

    public ApiStandIn Api => api;

    public bool Blocked { get; set; } = true;

    public RunFinding[] Findings { get; set; } = [];

    /// <summary>Null: the API is older than the command.</summary>
    public InfrastructureComparisons? Infrastructure { get; set; }

    public int GateStatus { get; set; } = 200;

    public int FindingsStatus { get; set; } = 200;

    public InstantTime Time { get; } = new();

    /// <summary>Set after the usual ones of the platform.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public static IEnumerable<string> Names => ["github", "azuredevops", "gitlab"];

    public static async Task<PrCommentRun> StartAsync(string name)
    {
        PlatformStandIn platform = name switch
        {
            "github" => await PlatformStandIn.StartAsync<GitHubStandIn>(),
            "gitlab" => await PlatformStandIn.StartAsync<GitLabStandIn>(),
            _ => await PlatformStandIn.StartAsync<AzureStandIn>(),
        };
        return new(await ApiStandIn.StartAsync(), platform);
    }

    public static RunFinding Finding(Severity severity, string rule, string? path, int? line, bool blocks = false, string? description = "Bad", int? end = null) => new()
    {
        Id = Guid.Empty,
        Severity = severity,
        RuleId = rule,
        Scanner = "devskim",
        FilePath = path,
        StartLine = line,
        EndLine = end ?? line,
        Description = description,
        IsBlocking = blocks,
    };

    public async Task<CliResult> RunAsync(params string[] more)
    {
        api.Answer = seen => seen.Path.EndsWith("/gate", StringComparison.Ordinal) ? Results.Json(Verdicts.Answer(Blocked) with { Open = Counts() }, statusCode: GateStatus)
            : seen.Path.EndsWith("/infrastructure/comparison", StringComparison.Ordinal) && Infrastructure is not null ? Results.Json(Infrastructure)
            : seen.Path.EndsWith("/by-run", StringComparison.Ordinal) ? Results.Json(Findings, statusCode: FindingsStatus) : null;
        var cli = new Tests.Infrastructure.Cli { Time = Time };
        foreach (var (name, value) in Ci().Concat(Variables).Append(new("SECUREOBS_API_URL", api.Url)))
            cli.Variables[name] = value;
        return await cli.RunAsync(["pr-comment", "--platform", Name, .. Tests.Infrastructure.Cli.Run, .. more]);
    }

    public async ValueTask DisposeAsync()
    {
        workspace.Dispose();
        await platform.DisposeAsync();
        await api.DisposeAsync();
    }

    private GateCounts Counts()
    {
        int Of(Severity severity) => Findings.Count(finding => finding.Severity == severity);
        return new(Of(Severity.Critical), Of(Severity.High), Of(Severity.Medium), Of(Severity.Low), Of(Severity.Info), Of(Severity.Unknown));
    }

    private string Name => platform switch { GitHubStandIn => "github", GitLabStandIn => "gitlab", _ => "azuredevops" };

    private Dictionary<string, string?> Ci() => platform switch
    {
        GitHubStandIn => new()
        {
            ["GITHUB_API_URL"] = platform.Url,
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["GITHUB_REF"] = "refs/pull/7/merge",
            ["GITHUB_EVENT_PATH"] = workspace.Write("event.json", $$"""{"pull_request":{"number":7,"head":{"sha":"{{platform.Head}}"} } }"""),
            ["GH_TOKEN"] = Token,
        },
        GitLabStandIn => new()
        {
            ["CI_API_V4_URL"] = platform.Url,
            ["CI_PROJECT_ID"] = "5",
            ["CI_MERGE_REQUEST_IID"] = "7",
            ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = platform.Head,
            ["GITLAB_TOKEN"] = Token,
        },
        _ => new()
        {
            ["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"] = platform.Url + "/",
            ["SYSTEM_TEAMPROJECT"] = "web shop",
            ["BUILD_REPOSITORY_ID"] = "r1",
            ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "7",
            ["SYSTEM_PULLREQUEST_SOURCECOMMITID"] = platform.Head,
            ["SYSTEM_ACCESSTOKEN"] = Token,
        },
    };
}
