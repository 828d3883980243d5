using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>One request as the platform got it. <c>Path</c> is below the platform's base address.</summary>
internal sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, string Authorization, string? ApiKey)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>
/// A real HTTP server in the place of GitHub, Azure DevOps or GitLab, made after their public documentation: none of them
/// can be had here. It keeps comments, pages with two on a page, and refuses lines that are not in the diff.
/// </summary>
internal abstract class PlatformStandIn : IAsyncDisposable
{
    private const int MostOnPage = 2;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder recorded = new();
    private WebApplication app = null!;
    private int lastId = 100;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>Answers before the platform does; null leaves the request to it.</summary>
    public Func<Asked, IResult?> Fault { get; set; } = _ => null;

    public string Head { get; set; } = new('b', 40);

    /// <summary>The lines that each file of the pull request adds.</summary>
    public Dictionary<string, int[]> Added { get; } = [];

    /// <summary>With the path of the base address, as of a server of one's own.</summary>
    public string Url { get; private set; } = "";

    public abstract string BasePath { get; }

    public abstract string Token { get; }

    public IEnumerable<Asked> Writes => Requests.Where(asked => asked.Method != "GET" && !asked.Path.EndsWith("FileDiffs", StringComparison.Ordinal));

    public string Recorded => recorded.ToString();

    public static async Task<T> StartAsync<T>() where T : PlatformStandIn, new()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = new T { app = builder.Build() };
        platform.app.Run(platform.HandleAsync);
        await platform.app.StartAsync(TestContext.Current.CancellationToken);
        platform.Url = platform.app.Urls.Single() + platform.BasePath;
        return platform;
    }

    /// <summary>What the platform does with a request; <see cref="Unknown"/> for what it does not know.</summary>
    protected abstract IResult Answer(Asked asked);

    /// <summary>A comment that is there before the command comes.</summary>
    /// <param name="path">Null of a summary.</param>
    public abstract void Plant(string body, bool ours = true, string? path = null, int? line = null);

    /// <summary>The bodies that stand there now, by place.</summary>
    public abstract IEnumerable<string> Standing { get; }

    protected int NextId() => ++lastId;

    protected static IResult Unknown => Results.Json(new { message = "Not Found" }, statusCode: 404);

    protected IResult Page<T>(Asked asked, IReadOnlyList<T> all)
    {
        var page = asked.Query.TryGetValue("page", out var told) ? int.Parse(told, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var next = page * MostOnPage < all.Count ? $"<{Url}/{asked.Path}?per_page=100&page={page + 1}>; rel=\"next\", <{Url}/{asked.Path}?page=9>; rel=\"last\"" : null;
        return new Paged(Results.Json(all.Skip((page - 1) * MostOnPage).Take(MostOnPage)), next);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var path = http.Request.Path.Value!;
        var asked = new Asked(http.Request.Method, path.StartsWith(BasePath + "/", StringComparison.Ordinal) ? path[(BasePath.Length + 1)..] : path,
            http.Request.Query.ToDictionary(value => value.Key, value => value.Value.ToString()), await reader.ReadToEndAsync(http.RequestAborted),
            http.Request.Headers.Authorization.ToString() + http.Request.Headers["PRIVATE-TOKEN"], http.Request.Headers["X-Api-Key"]);
        IResult answer;
        lock (recorded)
        {
            Requests.Enqueue(asked);
            answer = Fault(asked) ?? (asked.Authorization == Token ? Answer(asked) : Results.Json(new { message = "Bad credentials" }, statusCode: 401));
        }
        await answer.ExecuteAsync(http);
        Record(asked, http.Request.QueryString.Value, http.Response.StatusCode);
    }

    private void Record(Asked asked, string? query, int status)
    {
        lock (recorded)
        {
            recorded.Append($"{asked.Method} {asked.Path}{query} → {status}\n");
            if (asked.Body.Length > 0)
                recorded.Append(asked.Json.ToJsonString(Indented)).Append('\n');
        }
    }

    private sealed class Paged(IResult answer, string? next) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            if (next is not null)
                http.Response.Headers.Link = next;
            return answer.ExecuteAsync(http);
        }
    }
}
