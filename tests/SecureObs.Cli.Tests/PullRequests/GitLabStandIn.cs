using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>GitLab with a project access token.</summary>
internal sealed class GitLabStandIn : PlatformStandIn
{
    private readonly List<Note> notes = [];

    public override string BasePath => "/api/v4";

    public override string Token => PrCommentRun.Token;

    public override IEnumerable<string> Standing => notes.Select(note => $"{note.Path}:{note.Line} {note.Body}");

    public override void Plant(string body, bool ours = true, string? path = null, int? line = null) =>
        notes.Add(new(NextId(), body, ours ? 1 : 2, path, line));

    protected override IResult Answer(Asked asked) => (asked.Method, asked.Path.Split('/')) switch
    {
        ("GET", ["user"]) => Results.Json(new { id = 1, username = "project_5_bot" }),
        ("GET", ["projects", "5", "merge_requests", "7"]) => Results.Json(new { iid = 7, sha = Head, diff_refs = Refs }),
        ("GET", ["projects", "5", "merge_requests", "7", "diffs"]) => Page(asked, [.. Added.Select(file => new { old_path = "old/" + file.Key, new_path = file.Key, diff = Patches.Of(file.Value), deleted_file = false })]),
        ("GET", ["projects", "5", "merge_requests", "7", "discussions"]) => Page(asked, [.. notes.Select(Discussion)]),
        ("POST", ["projects", "5", "merge_requests", "7", "discussions"]) => Place(asked.Json),
        ("POST", ["projects", "5", "merge_requests", "7", "notes"]) => Add(asked.Json, null, null),
        ("PUT", ["projects", "5", "merge_requests", "7", "notes", var id]) => Change(id, asked.Json),
        ("DELETE", ["projects", "5", "merge_requests", "7", "notes", var id]) => notes.RemoveAll(note => $"{note.Id}" == id) == 0 ? Unknown : Results.NoContent(),
        _ => Unknown,
    };

    private object Refs => new { base_sha = new string('1', 40), start_sha = new string('2', 40), head_sha = Head };

    private object Discussion(Note note) => new
    {
        id = $"d{note.Id}",
        notes = new[]
        {
            new { id = note.Id, body = note.Body, author = new { id = note.Author }, position = note.Path is null ? null : new { new_path = note.Path, old_path = note.Path, new_line = note.Line, head_sha = Head } },
        },
    };

    private IResult Place(JsonNode json)
    {
        var (path, line) = ((string)json["position"]!["new_path"]!, (int)json["position"]!["new_line"]!);
        var right = Added.TryGetValue(path, out var lines) && lines.Contains(line) && (string)json["position"]!["head_sha"]! == Head;
        return right
            ? Add(json, path, line)
            : Results.Json(new { message = "400 Bad request - Note {:line_code=>[\"can't be blank\", \"must be a valid line code\"]}" }, statusCode: 400);
    }

    private IResult Add(JsonNode json, string? path, int? line)
    {
        Plant((string)json["body"]!, true, path, line);
        return Results.Json(new { id = notes[^1].Id }, statusCode: 201);
    }

    private IResult Change(string id, JsonNode json)
    {
        var at = notes.FindIndex(note => $"{note.Id}" == id);
        if (at < 0)
            return Unknown;
        notes[at] = notes[at] with { Body = (string)json["body"]! };
        return Results.Json(new { id });
    }

    private sealed record Note(int Id, string Body, int Author, string? Path, int? Line);
}
