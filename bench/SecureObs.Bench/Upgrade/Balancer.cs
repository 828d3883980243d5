using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace SecureObs.Bench.Upgrade;

/// <summary>Stands before the processes of the API, as in production: gives them requests in turn, and counts what they answer.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Host", "Keep-Alive", "Transfer-Encoding", "Upgrade" };
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<string> failures = [];
    private readonly WebApplication app;
    private volatile Uri[] behind = [];
    private int turn, answered;

    private Balancer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public int Answered => answered;

    /// <summary>Answers from 500 on, and requests that no answer came to; without those while nothing was to serve.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    public static async Task<Balancer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var balancer = new Balancer(builder.Build());
        balancer.app.Run(balancer.RelayAsync);
        await balancer.app.StartAsync();
        return balancer;
    }

    /// <summary>From here on these get the requests. Those that others have begun, they finish.</summary>
    public void Use(params IEnumerable<ReleaseProcess> processes) => behind = [.. processes.Select(process => process.Address)];

    private async Task RelayAsync(HttpContext context)
    {
        if (behind is not { Length: > 0 } servers)
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, "1");
            return;
        }
        var to = new Uri(servers[(uint)Interlocked.Increment(ref turn) % servers.Length], context.Request.Path + context.Request.QueryString);
        try
        {
            using var request = RequestTo(to, context.Request);
            using var answer = await http.SendAsync(request, context.RequestAborted);
            if ((int)answer.StatusCode >= 500)
                failures.Enqueue($"{(int)answer.StatusCode} {request.Method} {to}");
            await PassAsync(answer, context.Response);
            Interlocked.Increment(ref answered);
        }
        catch (HttpRequestException lost)
        {
            failures.Enqueue($"{context.Request.Method} {to}: {lost.Message}");
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    private static HttpRequestMessage RequestTo(Uri to, HttpRequest from)
    {
        var request = new HttpRequestMessage(new(from.Method), to);
        if (from.ContentLength > 0 || from.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(from.Body);
        foreach (var (name, values) in from.Headers.Where(header => !OfOneConnection.Contains(header.Key)))
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return request;
    }

    private static async Task PassAsync(HttpResponseMessage answer, HttpResponse to)
    {
        to.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfOneConnection.Contains(header.Key)))
            to.Headers[name] = new StringValues([.. values]);
        await answer.Content.CopyToAsync(to.Body);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }
}
