using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Refuses before anything looks at the path: unclear ends of a body, unknown methods, unknown hosts and plain HTTP.
/// The probes of a load balancer reach /health by address and without TLS.
/// </summary>
internal static class RequestRules
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static void UseRequestRules(this WebApplication app, TransportSettings settings)
    {
        var hosts = settings.Hosts.Select(host => new Microsoft.Extensions.Primitives.StringSegment(host)).ToList();
        app.Use((context, next) =>
        {
            var request = context.Request;
            // Kestrel moves Content-Length there when Transfer-Encoding is given too: a proxy in front may have believed it.
            if (request.Headers.ContainsKey("X-Content-Length"))
                return Close(context, Problems.BodyLengthUnclear());
            if (!Methods.Contains(request.Method))
                return MethodUnknown(context);
            if (IsProbe(request))
                return next(context);
            if (!settings.Hosts.Contains("*") && !HostString.MatchesAny(request.Host.Host, hosts))
                return Problems.HostUnknown().ExecuteAsync(context);
            if (!request.IsHttps && !settings.AllowsPlainHttp)
                return PlainHttp(context, settings.HttpsPort);
            return next(context);
        });
    }

    private static bool IsProbe(HttpRequest request) => request.Path.StartsWithSegments("/health");

    /// <summary>A page moves to https. An API call never follows: a redirected POST loses its findings and has shown its key.</summary>
    private static Task PlainHttp(HttpContext context, int port)
    {
        var request = context.Request;
        if (IsForPrograms(request.Path) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return Problems.HttpsRequired().ExecuteAsync(context);
        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{host}{request.PathBase}{request.Path}{request.QueryString}";
        return Task.CompletedTask;
    }

    /// <summary>Paths that programs ask for rather than people.</summary>
    public static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/.well-known") || path.StartsWithSegments("/health");

    private static Task MethodUnknown(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", Methods);
        return Task.CompletedTask;
    }

    private static Task Close(HttpContext context, ProblemHttpResult problem)
    {
        context.Response.Headers[HeaderNames.Connection] = "close";
        return problem.ExecuteAsync(context);
    }
}
