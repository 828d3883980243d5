namespace SecureObs.Cli.Running;

/// <summary>What is scanned, as far as the CI system or the checkout says; null where nobody does.</summary>
/// <param name="DefaultBranch">The repository's default branch.</param>
internal sealed record Revision(string? Branch, string? Commit, int? PullRequest, string? DefaultBranch = null)
{
    private const string BranchPrefix = "refs/heads/";

    public static Revision Of(string workspace, Func<string, string?> variable)
    {
        var found = FromCi(name => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null);
        found = found with { DefaultBranch = Running.DefaultBranch.Of(workspace, variable) };
        if (found.Branch is not null && found.Commit is not null)
            return found;
        var checkout = GitCheckout.Read(workspace);
        return found with { Branch = found.Branch ?? checkout.Branch, Commit = found.Commit ?? checkout.Commit };
    }

    private static Revision FromCi(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is not null)
            return new(
                variable("GITHUB_HEAD_REF") ?? (variable("GITHUB_REF_TYPE") == "branch" ? variable("GITHUB_REF_NAME") : null),
                variable("GITHUB_SHA"),
                variable("GITHUB_REF")?.Split('/') is ["refs", "pull", var pull, ..] ? Number(pull) : null);
        if (variable("TF_BUILD") is not null)
            return new(
                ShortBranch(variable("SYSTEM_PULLREQUEST_SOURCEBRANCH") ?? variable("BUILD_SOURCEBRANCH")),
                variable("BUILD_SOURCEVERSION"),
                Number(variable("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER") ?? variable("SYSTEM_PULLREQUEST_PULLREQUESTID")));
        if (variable("GITLAB_CI") is not null)
            return new(
                variable("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? variable("CI_COMMIT_BRANCH"),
                variable("CI_COMMIT_SHA"),
                Number(variable("CI_MERGE_REQUEST_IID")));
        return new(null, null, null);
    }

    /// <summary>The branch of a reference; null when it is a tag or a pull request.</summary>
    public static string? ShortBranch(string? reference) =>
        reference?.StartsWith(BranchPrefix, StringComparison.Ordinal) == true ? reference[BranchPrefix.Length..] : null;

    private static int? Number(string? text) => int.TryParse(text, out var number) && number > 0 ? number : null;
}
