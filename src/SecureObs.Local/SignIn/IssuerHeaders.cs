namespace SecureObs.Local.SignIn;

/// <summary>
/// The headers of the issuer's own address. The API sets its own when an answer starts, and would keep the silent renewal's
/// frame, MSAL's calls and the form of the pages from working; who registers first comes last, so this registers first.
/// </summary>
internal sealed class IssuerHeaders(DevIssuerOptions options) : IStartupFilter
{
    private static readonly object PolicyKey = new();

    private readonly string host = new Uri(options.Origin).Authority;

    /// <summary>What the page of this answer may do; answers without one are no pages.</summary>
    public static void SetPolicy(HttpContext context, string policy) => context.Items[PolicyKey] = policy;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, proceed) =>
        {
            if (context.Request.Host.Value == host)
            {
                context.Response.OnStarting(() =>
                {
                    Apply(context);
                    return Task.CompletedTask;
                });
            }
            return proceed(context);
        });
        next(app);
    };

    private void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Remove("Cross-Origin-Opener-Policy");
        headers.Remove("Cross-Origin-Resource-Policy");
        headers.ContentSecurityPolicy = context.Items[PolicyKey] as string;
        headers.Vary = "Origin";
        if (context.Request.Headers.Origin is [{ } origin] && options.PageOrigins.Contains(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowHeaders = "*";
            headers.AccessControlAllowMethods = "GET, POST";
        }
    }
}
