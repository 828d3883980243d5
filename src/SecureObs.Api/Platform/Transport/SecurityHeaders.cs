using System.Security.Cryptography;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Headers that every answer carries, set when it starts: whoever clears an answer, such as the handler of exceptions,
/// cannot lose them. The dashboard's policy allows no inline script and styles by nonce only.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>The page that MSAL opens in a frame to hand a token back: it must not be isolated from its opener.</summary>
    private const string RedirectBridge = "/redirect.html";

    /// <summary>One year, the least that browsers' preload lists take.</summary>
    private const string OnlyHttps = "max-age=31536000; includeSubDomains";

    /// <param name="issuer">The origin that the browser signs in at.</param>
    public static void UseSecurityHeaders(this WebApplication app, string issuer, TransportSettings settings)
    {
        app.Use((context, next) =>
        {
            context.Items[NonceKey] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.OnStarting(() =>
            {
                Apply(context, issuer);
                if (context.Request.IsHttps && !settings.AllowsPlainHttp)
                    context.Response.Headers.StrictTransportSecurity = OnlyHttps;
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>The nonce that this answer's policy allows for styles.</summary>
    public static string StyleNonce(this HttpContext context) => (string)context.Items[NonceKey]!;

    private static void Apply(HttpContext context, string issuer)
    {
        var path = context.Request.Path;
        var isBridge = path == RedirectBridge;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!isBridge)
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = RequestRules.IsForPrograms(path)
            ? "default-src 'none'; frame-ancestors 'none'"
            : PagePolicy(context.StyleNonce(), issuer, isBridge);
        if (path.StartsWithSegments("/api") && headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }

    private static string PagePolicy(string nonce, string issuer, bool isBridge) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        $"style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data:",
        "font-src 'self'",
        $"connect-src 'self' {issuer}",
        $"frame-src 'self' {issuer}",
        $"form-action 'self' {issuer}",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        isBridge ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
}
