using System.Text.Json;

namespace SecureObs.Cli.PullRequests;

/// <summary>Where the comments go: what the arguments say, else what the CI system says in its usual variables.</summary>
internal sealed class PlaceReader(Func<string, string?> variable, PlaceArguments arguments)
{
    private const long LargestEvent = 16 * 1024 * 1024;

    /// <returns>Null and why, when there is nothing to comment: it is no pull request, or nobody gave a token.</returns>
    /// <exception cref="CommandFailure">Something is wrong or missing that no run goes without.</exception>
    public (Place? Place, string? Why) GitHub()
    {
        var pull = Event();
        return Read("https://api.github.com", First("GITHUB_API_URL"), Escaped(arguments.Repository ?? First("GITHUB_REPOSITORY"), 2),
            Number(First("GITHUB_REF")?.Split('/') is ["refs", "pull", var number, ..] ? number : null) ?? pull.Number,
            ["GH_TOKEN", "GITHUB_TOKEN"], pull.Head);
    }

    public (Place? Place, string? Why) AzureDevOps() =>
        Read(null, First("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "SYSTEM_COLLECTIONURI"),
            Escaped(arguments.Repository ?? (First("SYSTEM_TEAMPROJECT") is { } project && First("BUILD_REPOSITORY_ID") is { } id ? $"{project}/{id}" : null), 2),
            Number(First("SYSTEM_PULLREQUEST_PULLREQUESTID")), ["SYSTEM_ACCESSTOKEN"], First("SYSTEM_PULLREQUEST_SOURCECOMMITID"));

    // A project is one word to GitLab: its number, or its path with the slashes escaped.
    public (Place? Place, string? Why) GitLab() =>
        Read("https://gitlab.com/api/v4", First("CI_API_V4_URL"),
            (arguments.Repository ?? First("CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID")) is { } project ? Uri.EscapeDataString(project) : null,
            Number(First("CI_MERGE_REQUEST_IID")), ["GITLAB_TOKEN"], First("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"));

    private (Place? Place, string? Why) Read(string? usual, string? url, string? repository, int? number, string[] tokens, string? commit)
    {
        if ((arguments.Number ?? number) is not { } pull)
            return (null, "this is no pull request (--pull-request names one)");
        if (First(tokens) is not { } token)
            return (null, $"{string.Join(" or ", tokens)} is not set: the platform would not let us comment");
        if (token.Any(character => character is < '!' or > '~'))
            throw new CommandFailure(ExitCode.Failed, $"{string.Join(" or ", tokens)} contains white space or characters that no token has");
        if (repository is null)
            throw new CommandFailure(ExitCode.Failed, "--repository must say which repository it is, as owner/name, project/name or a path of GitLab");
        return (new(Address(arguments.ApiUrl ?? url ?? usual), repository, pull, token, arguments.Commit ?? commit), null);
    }

    /// <summary>A token over plain HTTP would be everybody's on the way.</summary>
    private static Uri Address(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw new CommandFailure(ExitCode.Failed, "--api-url must be the platform's https address, without a query; plain http only on this machine");

    private static string? Escaped(string? repository, int parts)
    {
        if (repository is null)
            return null;
        var names = repository.Split('/');
        return names.Length == parts && names.All(name => name.Trim('.').Length > 0)
            ? string.Join('/', names.Select(Uri.EscapeDataString))
            : throw new CommandFailure(ExitCode.Failed, "--repository must be two names with a slash between them");
    }

    /// <summary>GitHub tells the pull request's own head only in the file of the event: GITHUB_SHA is a trial merge.</summary>
    private (int? Number, string? Head) Event()
    {
        try
        {
            if (First("GITHUB_EVENT_PATH") is not { } path || new FileInfo(path) is not { Exists: true, Length: <= LargestEvent })
                return (null, null);
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty("pull_request", out var pull)
                ? (pull.GetProperty("number").GetInt32(), pull.GetProperty("head").GetProperty("sha").GetString())
                : (null, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return (null, null);
        }
    }

    private string? First(params string[] names) =>
        names.Select(variable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    private static int? Number(string? text) => int.TryParse(text, out var number) && number > 0 ? number : null;
}
