using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>GitHub Enterprise Server with the token of a workflow, which may not ask who it is.</summary>
internal sealed class GitHubStandIn : PlatformStandIn
{
    private readonly List<Comment> comments = [];

    public override string BasePath => "/api/v3";

    public override string Token => "Bearer " + PrCommentRun.Token;

    public override IEnumerable<string> Standing => comments.Select(comment => $"{comment.Path}:{comment.Line} {comment.Body}");

    public override void Plant(string body, bool ours = true, string? path = null, int? line = null) =>
        comments.Add(new(NextId(), body, ours ? "github-actions[bot]" : "mallory", ours ? "Bot" : "User", path, line));

    protected override IResult Answer(Asked asked) => (asked.Method, asked.Path.Split('/')) switch
    {
        ("GET", ["user"]) => Results.Json(new { message = "Resource not accessible by integration" }, statusCode: 403),
        ("GET", ["repos", "acme", "shop", "pulls", "7"]) => Results.Json(new { number = 7, head = new { sha = Head } }),
        ("GET", ["repos", "acme", "shop", "pulls", "7", "files"]) => Page(asked, [.. Added.Select(file => new { filename = file.Key, patch = Patches.Of(file.Value) }), .. Binary]),
        ("GET", ["repos", "acme", "shop", "pulls", "7", "comments"]) => Page(asked, Shown(comment => comment.Path is not null)),
        ("GET", ["repos", "acme", "shop", "issues", "7", "comments"]) => Page(asked, Shown(comment => comment.Path is null)),
        ("POST", ["repos", "acme", "shop", "pulls", "7", "reviews"]) => Review(asked.Json),
        ("POST", ["repos", "acme", "shop", "issues", "7", "comments"]) => Add(asked.Json, null, null),
        ("PATCH", ["repos", "acme", "shop", "issues", "comments", var id]) => Change(id, asked.Json),
        ("DELETE", ["repos", "acme", "shop", "pulls", "comments", var id]) => comments.RemoveAll(comment => $"{comment.Id}" == id) == 0 ? Unknown : Results.NoContent(),
        _ => Unknown,
    };

    // A binary file has no patch.
    private static object[] Binary => [new { filename = "logo.png" }];

    private List<object> Shown(Func<Comment, bool> which) => [.. comments.Where(which)
        .Select(comment => (object)new { id = comment.Id, body = comment.Body, user = new { login = comment.Login, type = comment.Type }, path = comment.Path, line = comment.Line })];

    private IResult Review(JsonNode review)
    {
        var wanted = review["comments"]!.AsArray().Select(comment => (Path: (string)comment!["path"]!, Line: (int)comment["line"]!, Json: comment)).ToList();
        if (wanted.Any(comment => !Added.TryGetValue(comment.Path, out var lines) || !lines.Contains(comment.Line)))
            return Results.Json(new { message = "Unprocessable Entity", errors = (string[])["Line could not be resolved"] }, statusCode: 422);
        foreach (var (path, line, json) in wanted)
            Add(json!, path, line);
        return Results.Json(new { id = NextId() });
    }

    private IResult Add(JsonNode json, string? path, int? line)
    {
        Plant((string)json["body"]!, true, path, line);
        return Results.Json(new { id = comments[^1].Id }, statusCode: 201);
    }

    private IResult Change(string id, JsonNode json)
    {
        var at = comments.FindIndex(comment => $"{comment.Id}" == id);
        if (at < 0)
            return Unknown;
        comments[at] = comments[at] with { Body = (string)json["body"]! };
        return Results.Json(new { id });
    }

    private sealed record Comment(int Id, string Body, string Login, string Type, string? Path, int? Line);
}
