using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SecureObs.Cli.Tests.Infrastructure;

internal sealed record Seen(string Method, string Path, string Query, string? Key, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>A real HTTP server in the place of the API. What it answers can be changed call by call.</summary>
internal sealed class ApiStandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiStandIn(WebApplication app) => this.app = app;

    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Answers before the usual answers; null leaves the request to them.</summary>
    public Func<Seen, IResult?> Answer { get; set; } = _ => null;

    public string[] Scanners { get; set; } = [];

    /// <summary>What every answer says of the plan; nothing when null.</summary>
    public string? Notice { get; set; }

    public string Url { get; private set; } = "";

    public static async Task<ApiStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new ApiStandIn(builder.Build());
        api.app.Run(api.HandleAsync);
        await api.app.StartAsync(TestContext.Current.CancellationToken);
        api.Url = api.app.Urls.Single() + "/api";
        return api;
    }

    public IEnumerable<Seen> Of(string method, string pathEnd) =>
        Requests.Where(seen => seen.Method == method && seen.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        // The raw target: a decoded path would hide what was encoded.
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var seen = new Seen(http.Request.Method, target[0], target.ElementAtOrDefault(1) ?? "",
            http.Request.Headers["X-Api-Key"], await body.ReadToEndAsync(http.RequestAborted));
        Requests.Enqueue(seen);
        if (Notice is not null)
            http.Response.Headers["SecureObs-Plan-Notice"] = Notice;
        await (Answer(seen) ?? Usual(seen)).ExecuteAsync(http);
    }

    private IResult Usual(Seen seen) => seen switch
    {
        { Path: var path } when path.EndsWith("/scanners/active", StringComparison.Ordinal) =>
            Results.Json(Scanners.Select(key => new { key, config = (object?)null })),
        { Path: var path } when path.EndsWith("/runs", StringComparison.Ordinal) => Results.Json(new { runId = Guid.Empty }),
        { Path: var path } when path.Contains("/findings/bulk-", StringComparison.Ordinal) =>
            Results.Json(new { ingested = seen.Json.GetArrayLength(), deduplicated = 1, receipt = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seen.Body))) }),
        { Path: var path } when path.EndsWith("/findings/blocking", StringComparison.Ordinal) => Results.Json(false),
        { Path: var path } when path.EndsWith("/gate", StringComparison.Ordinal) => Results.Json(Gate.Verdicts.Answer()),
        { Path: var path } when path.EndsWith("/findings/by-run", StringComparison.Ordinal) => Results.Json(Array.Empty<object>()),
        _ => Results.NoContent(),
    };
}
