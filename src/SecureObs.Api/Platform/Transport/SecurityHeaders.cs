using System.Security.Cryptography;

namespace SecureObs.Api.Platform.Transport;

/// <summary>Headers that every answer carries. The dashboard's policy allows no inline script and styles by nonce only.</summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>The page that MSAL opens in a frame to hand a token back: it must not be isolated from its opener.</summary>
    private const string RedirectBridge = "/redirect.html";

    /// <param name="issuer">The origin that the browser signs in at.</param>
    public static void UseSecurityHeaders(this WebApplication app, string issuer)
    {
        app.Use((context, next) =>
        {
            Apply(context, issuer);
            return next(context);
        });
    }

    /// <summary>The nonce that this answer's policy allows for styles.</summary>
    public static string StyleNonce(this HttpContext context) => (string)context.Items[NonceKey]!;

    private static void Apply(HttpContext context, string issuer)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        var isBridge = context.Request.Path == RedirectBridge;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!isBridge)
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = string.Join("; ",
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
}
