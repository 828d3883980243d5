using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Azure DevOps Services and Server 2020 or newer (learn.microsoft.com/rest/api/azure/devops/git: pull request threads,
/// iterations, file diffs). A comment stands in a thread of its own.
/// </summary>
internal sealed class AzureDevOps(Place place, PlatformHttp http) : IPullRequest
{
    private const string Version = "api-version=6.0-preview.1";
    private const int MostChanges = 2000;
    private const int MostDiffs = 10;

    private readonly string repository = RepositoryPath(place.Repository);
    private readonly Dictionary<string, int> trackingIds = [];
    private AzureIteration? newest;

    private string Pull => $"{repository}/pullRequests/{place.Number}";

    /// <summary>The user may stay empty, for a personal token and for that of a build.</summary>
    public static void Identify(HttpRequestHeaders headers, string token) =>
        headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token)));

    public async Task<string?> HeadAsync(CancellationToken ct)
    {
        newest = (await http.GetAsync($"{Pull}/iterations?{Version}", AzureJson.Default.AzureListAzureIteration, ct)).Value.MaxBy(iteration => iteration.Id);
        return newest?.SourceRefCommit?.CommitId;
    }

    public async Task<OwnComments> OwnCommentsAsync(CancellationToken ct)
    {
        var me = (await http.GetAsync($"_apis/connectionData?{Version}", AzureJson.Default.AzureConnection, ct)).AuthenticatedUser?.Id;
        var threads = await http.GetAsync($"{Pull}/threads?{Version}", AzureJson.Default.AzureListAzureThread, ct);
        var own = threads.Value
            .SelectMany(thread => thread.Comments ?? [], (thread, comment) => (thread, comment))
            .Where(found => found.comment.IsDeleted is not true && me is not null && found.comment.Author?.Id == me && CommentText.IsMarked(found.comment.Content))
            .Select(found => Own(found.thread, found.comment))
            .ToLookup(comment => comment.Path is null);
        return new([.. own[true]], [.. own[false]]);
    }

    public async Task<IReadOnlyDictionary<string, Predicate<int>>> ChangedLinesAsync(IReadOnlySet<string> paths, CancellationToken ct)
    {
        var lines = new Dictionary<string, Predicate<int>>();
        var edited = new List<AzureChange>();
        foreach (var change in (await ChangesAsync(ct)).Where(change => change.Path is { } path && paths.Contains(path) && !change.Is("delete")))
        {
            trackingIds[change.Path!] = change.ChangeTrackingId;
            if (change.Is("add"))
                lines[change.Path!] = line => line > 0;
            else
                edited.Add(change);
        }
        foreach (var some in edited.Chunk(MostDiffs))
            await ReadDiffsAsync(some, lines, ct);
        return lines;
    }

    public async Task AddAsync(IReadOnlyList<InlineComment> comments, CancellationToken ct)
    {
        foreach (var comment in comments)
        {
            var at = new AzurePoint(comment.Line, 1);
            // Two equal iterations: the right side against the common commit.
            var seen = new AzureThreadTracking(trackingIds.GetValueOrDefault(comment.Path), new(newest!.Id, newest.Id));
            await AddThreadAsync(new(null, [AzureComment.Text(comment.Body)], "active", new("/" + comment.Path, at, at), seen), ct);
        }
    }

    public Task RemoveAsync(OwnComment comment, CancellationToken ct) => http.DeleteAsync(Comment(comment), ct);

    // Closed: a policy that wants every thread resolved must not wait for it. What blocks is the gate's to say.
    public Task AddSummaryAsync(string body, CancellationToken ct) => AddThreadAsync(new(null, [AzureComment.Text(body)], "closed", null, null), ct);

    public Task ChangeSummaryAsync(OwnComment comment, string body, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Patch, Comment(comment), AzureComment.Text(body), AzureJson.Default.AzureComment, ct);

    private Task AddThreadAsync(AzureThread thread, CancellationToken ct) =>
        http.WriteAsync(HttpMethod.Post, $"{Pull}/threads?{Version}", thread, AzureJson.Default.AzureThread, ct);

    private async Task<List<AzureChange>> ChangesAsync(CancellationToken ct)
    {
        var all = new List<AzureChange>();
        for (int? skip = 0; skip is not null && newest is not null;)
        {
            var page = await http.GetAsync($"{Pull}/iterations/{newest.Id}/changes?$compareTo=0&$top={MostChanges}&$skip={skip}&{Version}", AzureJson.Default.AzureChanges, ct);
            all.AddRange(page.ChangeEntries ?? []);
            skip = page.NextSkip > skip ? page.NextSkip : null;
        }
        return all;
    }

    private async Task ReadDiffsAsync(AzureChange[] changes, Dictionary<string, Predicate<int>> lines, CancellationToken ct)
    {
        var asked = new AzureDiffCriteria(newest?.CommonRefCommit?.CommitId, newest?.SourceRefCommit?.CommitId,
            [.. changes.Select(change => new AzureDiffFile(change.Path!, change.OldPath))]);
        try
        {
            foreach (var diff in await http.AskAsync($"{repository}/FileDiffs?{Version}", asked, AzureJson.Default.AzureDiffCriteria, AzureJson.Default.AzureDiffArray, ct))
                lines[(diff.Path ?? "").TrimStart('/')] = diff.IsChanged;
        }
        catch (PlatformFailure older) when (older.Status is HttpStatusCode.NotFound)
        {
            // A server without the call: a file that is changed is all that is known.
            foreach (var change in changes)
                lines[change.Path!] = line => line > 0;
        }
    }

    private string Comment(OwnComment comment) => $"{Pull}/threads/{comment.Thread}/comments/{comment.Id}?{Version}";

    private static string RepositoryPath(string repository) =>
        repository.Split('/') is [var project, var name] ? $"{project}/_apis/git/repositories/{name}" : $"_apis/git/repositories/{repository}";

    private static OwnComment Own(AzureThread thread, AzureComment comment) => new($"{comment.Id}", $"{thread.Id}",
        thread.ThreadContext?.FilePath?.TrimStart('/'), thread.ThreadContext?.RightFileStart?.Line, comment.Content ?? "");
}
