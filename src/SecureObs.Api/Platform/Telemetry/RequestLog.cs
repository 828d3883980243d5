using System.Diagnostics;

namespace SecureObs.Api.Platform.Telemetry;

/// <summary>
/// One line a request: method, template of the route, status, time. Never the address itself: it holds what people search
/// for. The framework's own lines are switched off by <see cref="PlainLogs"/>.
/// </summary>
internal static class RequestLog
{
    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("SecureObs.Api.Requests");
        app.Use(async (context, next) =>
        {
            // An answer to an exception has no endpoint any more.
            var (started, route) = (Stopwatch.GetTimestamp(), Route(context));
            try
            {
                await next(context);
            }
            finally
            {
                logger.LogInformation("{Method} {Route} {Status} in {Milliseconds:0} ms",
                    Method(context), route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
    }

    /// <summary>A method is free text, too.</summary>
    private static string Method(HttpContext context) => HttpMethods.GetCanonicalizedValue(context.Request.Method) is var method
        && method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" or "OPTIONS" ? method : "OTHER";

    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
}
