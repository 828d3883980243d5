using System.Net;
using System.Net.Http.Headers;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// GitLab 15.7 or newer (docs.gitlab.com/api: merge_requests, discussions, notes). A job's own token may not write notes:
/// it needs a project access token with the scope api.
/// </summary>
internal sealed class GitLab(Place place, PlatformHttp http) : IPullRequest
{
    private readonly string request = $"projects/{place.Repository}/merge_requests/{place.Number}";
    private readonly Dictionary<string, string> oldPaths = [];
    private GitLabRefs? refs;

    public static void Identify(HttpRequestHeaders headers, string token) => headers.Add("PRIVATE-TOKEN", token);

    public async Task<string?> HeadAsync(CancellationToken ct)
    {
        refs = (await http.GetAsync(request, SnakeJson.Default.GitLabRequest, ct)).DiffRefs;
        return refs?.HeadSha;
    }

    public async Task<OwnComments> OwnCommentsAsync(CancellationToken ct)
    {
        var me = await http.GetAsync("user", SnakeJson.Default.GitLabUser, ct);
        var threads = await http.ListAsync($"{request}/discussions?per_page=100", SnakeJson.Default.GitLabDiscussionArray, ct);
        var own = threads
            .SelectMany(thread => thread.Notes, (thread, note) => (thread, note))
            .Where(found => found.note.Author?.Id == me.Id && CommentText.IsMarked(found.note.Body))
            .Select(found => Own(found.thread.Id, found.note))
            .ToLookup(comment => comment.Path is null);
        return new([.. own[true]], [.. own[false]]);
    }

    public async Task<IReadOnlyDictionary<string, Predicate<int>>> ChangedLinesAsync(IReadOnlySet<string> paths, CancellationToken ct)
    {
        var diffs = (await http.ListAsync($"{request}/diffs?per_page=100", SnakeJson.Default.GitLabDiffArray, ct))
            .Where(diff => !diff.DeletedFile && paths.Contains(diff.NewPath))
            .ToList();
        foreach (var diff in diffs)
            oldPaths[diff.NewPath] = diff.OldPath;
        return diffs.ToDictionary(diff => diff.NewPath, diff => new Predicate<int>(ChangedLines.Of(diff.Diff).Contains));
    }

    public async Task AddAsync(IReadOnlyList<InlineComment> comments, CancellationToken ct)
    {
        foreach (var comment in comments)
        {
            // Of an added line the old one is left out, else GitLab takes it for an unchanged one.
            var position = new GitLabPosition("text", comment.Path, oldPaths.GetValueOrDefault(comment.Path, comment.Path), comment.Line,
                refs?.BaseSha, refs?.StartSha, refs?.HeadSha);
            try
            {
                await http.WriteAsync(HttpMethod.Post, $"{request}/discussions", new(comment.Body, position), SnakeJson.Default.GitLabNewDiscussion, ct);
            }
            catch (PlatformFailure moved) when (moved.Status is HttpStatusCode.BadRequest)
            {
                throw new DiffMoved(moved);
            }
        }
    }

    public Task RemoveAsync(OwnComment comment, CancellationToken ct) => http.DeleteAsync($"{request}/notes/{comment.Id}", ct);

    public Task AddSummaryAsync(string body, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Post, $"{request}/notes", new(body), SnakeJson.Default.TextBody, ct);

    public Task ChangeSummaryAsync(OwnComment comment, string body, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Put, $"{request}/notes/{comment.Id}", new(body), SnakeJson.Default.TextBody, ct);

    // A position of an older commit is one that GitLab did not carry on: its line is gone.
    private OwnComment Own(string thread, GitLabNote note) => new($"{note.Id}", thread, note.Position?.NewPath,
        note.Position?.HeadSha == refs?.HeadSha ? note.Position?.NewLine : null, note.Body ?? "");
}
