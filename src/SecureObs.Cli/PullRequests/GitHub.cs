using System.Net;
using System.Net.Http.Headers;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// GitHub and GitHub Enterprise Server (docs.github.com/rest: pulls, pulls/reviews, pulls/comments, issues/comments).
/// All comments on lines go in one review, so that people get one message.
/// </summary>
internal sealed class GitHub(Place place, PlatformHttp http) : IPullRequest
{
    private readonly string pull = $"repos/{place.Repository}/pulls/{place.Number}";
    private readonly string summaries = $"repos/{place.Repository}/issues/{place.Number}/comments";
    private string? head;

    public static void Identify(HttpRequestHeaders headers, string token)
    {
        headers.Authorization = new("Bearer", token);
        headers.Accept.Add(new("application/vnd.github+json"));
        headers.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    public async Task<string?> HeadAsync(CancellationToken ct) =>
        head = (await http.GetAsync(pull, SnakeJson.Default.GitHubPull, ct)).Head?.Sha;

    public async Task<OwnComments> OwnCommentsAsync(CancellationToken ct)
    {
        var login = await LoginAsync(ct);
        bool Ours(GitHubComment comment) => CommentText.IsMarked(comment.Body)
            && (login is null ? comment.User?.Type == "Bot" : comment.User?.Login == login);

        var onIssue = await http.ListAsync($"{summaries}?per_page=100", SnakeJson.Default.GitHubCommentArray, ct);
        var onLines = await http.ListAsync($"{pull}/comments?per_page=100", SnakeJson.Default.GitHubCommentArray, ct);
        return new([.. onIssue.Where(Ours).Select(Own)], [.. onLines.Where(Ours).Select(Own)]);
    }

    public async Task<IReadOnlyDictionary<string, Predicate<int>>> ChangedLinesAsync(IReadOnlySet<string> paths, CancellationToken ct) =>
        (await http.ListAsync($"{pull}/files?per_page=100", SnakeJson.Default.GitHubFileArray, ct))
            .Where(file => file.Patch is not null && paths.Contains(file.Filename))
            .ToDictionary(file => file.Filename, file => new Predicate<int>(ChangedLines.Of(file.Patch).Contains));

    public async Task AddAsync(IReadOnlyList<InlineComment> comments, CancellationToken ct)
    {
        var review = new GitHubReview(head, "COMMENT", [.. comments.Select(comment => new GitHubReviewComment(comment.Path, comment.Line, "RIGHT", comment.Body))]);
        try
        {
            await http.WriteAsync(HttpMethod.Post, $"{pull}/reviews", review, SnakeJson.Default.GitHubReview, ct);
        }
        catch (PlatformFailure moved) when (moved.Status is HttpStatusCode.UnprocessableEntity)
        {
            throw new DiffMoved(moved);
        }
    }

    public Task RemoveAsync(OwnComment comment, CancellationToken ct) =>
        http.DeleteAsync($"repos/{place.Repository}/pulls/comments/{comment.Id}", ct);

    public Task AddSummaryAsync(string body, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Post, summaries, new(body), SnakeJson.Default.TextBody, ct);

    public Task ChangeSummaryAsync(OwnComment comment, string body, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Patch, $"repos/{place.Repository}/issues/comments/{comment.Id}", new(body), SnakeJson.Default.TextBody, ct);

    /// <summary>Who the token is; null of the workflow's own token, which may not ask: then it is some bot.</summary>
    private async Task<string?> LoginAsync(CancellationToken ct)
    {
        try
        {
            return (await http.GetAsync("user", SnakeJson.Default.GitHubUser, ct)).Login;
        }
        catch (PlatformRefusal)
        {
            return null;
        }
    }

    private static OwnComment Own(GitHubComment comment) => new($"{comment.Id}", null, comment.Path, comment.Line, comment.Body ?? "");
}
