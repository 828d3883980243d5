using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>Azure DevOps Server with a collection.</summary>
internal sealed class AzureStandIn : PlatformStandIn
{
    private const int MostChanges = 2;
    private readonly List<Thread> threads = [];

    public override string BasePath => "/tfs/DefaultCollection";

    public override string Token => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + PrCommentRun.Token));

    public override IEnumerable<string> Standing => threads.Where(thread => !thread.IsDeleted).Select(thread => $"{thread.Path?.TrimStart('/')}:{thread.Line} {thread.Body}");

    /// <summary>An older server has no FileDiffs.</summary>
    public bool IsOld { get; set; }

    public override void Plant(string body, bool ours = true, string? path = null, int? line = null) =>
        threads.Add(new(NextId(), body, ours ? "me" : "mallory", path is null ? null : "/" + path.TrimStart('/'), line, false));

    protected override IResult Answer(Asked asked) => (asked.Method, asked.Path.Split('/')) switch
    {
        ("GET", ["_apis", "connectionData"]) => Results.Json(new { authenticatedUser = new { id = "me" } }),
        (var method, ["web shop", "_apis", "git", "repositories", "r1", .. var rest]) => Repository(method, rest, asked),
        _ => Unknown,
    };

    private IResult Repository(string method, string[] path, Asked asked) => (method, path) switch
    {
        ("POST", ["FileDiffs"]) when !IsOld => Results.Json(asked.Json["fileDiffParams"]!.AsArray().Select(file => Diff((string)file!["path"]!))),
        ("GET", ["pullRequests", "7", "iterations"]) => Results.Json(new { count = 2, value = new[] { Iteration(1, new('0', 40)), Iteration(2, Head) } }),
        ("GET", ["pullRequests", "7", "iterations", "2", "changes"]) => Changes(int.Parse(asked.Query["$skip"], System.Globalization.CultureInfo.InvariantCulture)),
        ("GET", ["pullRequests", "7", "threads"]) => Results.Json(new { count = threads.Count, value = threads.Select(Shown) }),
        ("POST", ["pullRequests", "7", "threads"]) => Add(asked.Json),
        ("PATCH", ["pullRequests", "7", "threads", var id, "comments", "1"]) => Change(id, thread => thread with { Body = (string)asked.Json["content"]! }),
        ("DELETE", ["pullRequests", "7", "threads", var id, "comments", "1"]) => Change(id, thread => thread with { IsDeleted = true }),
        _ => Unknown,
    };

    private static object Iteration(int id, string head) => new { id, sourceRefCommit = new { commitId = head }, commonRefCommit = new { commitId = new string('1', 40) } };

    private IResult Changes(int skip)
    {
        var all = Added.Select((file, index) => new { changeTrackingId = index + 1, item = new { path = "/" + file.Key }, changeType = file.Key.Contains("new", StringComparison.Ordinal) ? "add" : "edit" }).ToList();
        var next = skip + MostChanges;
        return Results.Json(new { changeEntries = all.Skip(skip).Take(MostChanges), nextSkip = next < all.Count ? next : 0, nextTop = next < all.Count ? MostChanges : 0 });
    }

    private object Diff(string path) => new
    {
        path,
        lineDiffBlocks = Added.GetValueOrDefault(path, []).Select(line => new { changeType = line % 2 == 0 ? 1 : 3, modifiedLineNumberStart = line, modifiedLinesCount = 1 })
            .Append(new { changeType = 2, modifiedLineNumberStart = 1, modifiedLinesCount = 0 }),
    };

    private static object Shown(Thread thread) => new
    {
        id = thread.Id,
        threadContext = thread.Path is null ? null : new { filePath = thread.Path, rightFileStart = new { line = thread.Line, offset = 1 } },
        comments = new[] { new { id = 1, content = thread.IsDeleted ? null : thread.Body, author = new { id = thread.Author }, isDeleted = thread.IsDeleted } },
    };

    private IResult Add(JsonNode json)
    {
        Plant((string)json["comments"]![0]!["content"]!, true, (string?)json["threadContext"]?["filePath"], (int?)json["threadContext"]?["rightFileStart"]!["line"]);
        return Results.Json(new { id = threads[^1].Id });
    }

    private IResult Change(string id, Func<Thread, Thread> change)
    {
        var at = threads.FindIndex(thread => $"{thread.Id}" == id && !thread.IsDeleted);
        if (at < 0)
            return Unknown;
        threads[at] = change(threads[at]);
        return Results.Json(new { id = 1 });
    }

    private sealed record Thread(int Id, string Body, string Author, string? Path, int? Line, bool IsDeleted);
}
