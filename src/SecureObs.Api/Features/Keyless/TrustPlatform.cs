using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Keyless;

/// <summary>Who gives a pipeline its token; stored as its number.</summary>
[JsonConverter(typeof(WordConverter<TrustPlatform>))]
public enum TrustPlatform : short
{
    [JsonStringEnumMemberName("github")] GitHub = 1,
    [JsonStringEnumMemberName("gitlab")] GitLab = 2,
    [JsonStringEnumMemberName("azure-devops")] AzureDevOps = 3,
    [JsonStringEnumMemberName("generic")] Generic = 4,
}

/// <summary>What is particular to a CI system's tokens.</summary>
/// <param name="Required">Claims of which a rule names at least one, exactly: without it the rule would trust everybody on the platform.</param>
/// <param name="Run">The claim that is the CI system's own id of the run; null when its tokens have none.</param>
/// <param name="IsPullRequest">Whether the token was given to a build of a pull or merge request, whose code nobody has accepted yet.</param>
/// <param name="Branch">The branch that was built; null when the token does not say, or a tag was.</param>
internal sealed record PlatformClaims(
    IReadOnlyList<string> Required, string? Run, Func<TokenClaims, bool> IsPullRequest, Func<TokenClaims, string?> Branch)
{
    private static readonly Dictionary<TrustPlatform, PlatformClaims> All = new()
    {
        // https://docs.github.com/actions/reference/security/oidc: pull_request_target and workflow_run run in the base repository, on behalf of a fork, too.
        [TrustPlatform.GitHub] = new(["repository", "repository_id"], "run_id", claims =>
            claims["event_name"] is { } name && (name.StartsWith("pull_request", StringComparison.Ordinal) || name is "workflow_run" or "issue_comment")
            || claims["ref"]?.StartsWith("refs/pull/", StringComparison.Ordinal) is true
            || claims["sub"]?.EndsWith(":pull_request", StringComparison.Ordinal) is true,
            claims => claims["head_ref"] is { Length: > 0 } head ? head : After("refs/heads/", claims["ref"])),
        // https://docs.gitlab.com/ci/secrets/id_token_authentication/
        [TrustPlatform.GitLab] = new(["project_path", "project_id"], "pipeline_id", claims =>
            claims["pipeline_source"] is "merge_request_event" or "external_pull_request_event"
            || claims["ref_path"]?.StartsWith("refs/merge-requests/", StringComparison.Ordinal) is true,
            claims => claims["ref_type"] is "branch" ? claims["ref"] : null),
        // https://learn.microsoft.com/azure/devops/pipelines/library/connect-to-azure: the subject is a service connection, sc://ORGANISATION/PROJECT/CONNECTION.
        [TrustPlatform.AzureDevOps] = new(["sub"], null, _ => false, _ => null),
        [TrustPlatform.Generic] = new(["sub"], null, _ => false, _ => null),
    };

    public static PlatformClaims Of(TrustPlatform platform) => All[platform];

    private static string? After(string prefix, string? text) => text?.StartsWith(prefix, StringComparison.Ordinal) is true ? text[prefix.Length..] : null;
}
