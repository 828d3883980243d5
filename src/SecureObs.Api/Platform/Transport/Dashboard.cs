using System.Text.Json;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Platform.Transport;

/// <summary>What the browser needs to sign in. In production only the authority and the ids have values.</summary>
/// <param name="KnownAuthorities">Set for the local sign-in only.</param>
/// <param name="AuthorityMetadata">JSON text with the local sign-in's endpoints, or null.</param>
public sealed record SignInConfiguration(
    string ClientId, string Authority, string[] KnownAuthorities, string? AuthorityMetadata, string[] ApiScopes);

/// <summary>Serves the dashboard: its files, its page with a fresh nonce, and its sign-in configuration.</summary>
internal static class Dashboard
{
    /// <summary>The origin that the browser signs in at.</summary>
    public static string Issuer(IConfiguration configuration) => new Uri(configuration["AzureAd:Instance"]!).GetLeftPart(UriPartial.Authority);

    /// <summary>All files but the page itself: that one needs its nonce.</summary>
    public static void UseDashboardFiles(this WebApplication app)
    {
        var precompressed = new PrecompressedFiles(app.Environment.WebRootFileProvider);
        app.UseWhen(context => context.Request.Path != "/index.html" && context.GetEndpoint() is null, files =>
        {
            files.Use((context, next) =>
            {
                if (precompressed.Find(context) is not { } file)
                    return next(context);
                DescribeFile(context);
                return file.ExecuteAsync(context);
            });
            files.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => DescribeFile(file.Context) });
        });
        // Neither a file nor an endpoint: without this, authorization would ask for a token.
        app.Use((context, next) => context.GetEndpoint() is null ? Results.NotFound().ExecuteAsync(context) : next(context));
    }

    /// <summary>Vite names files by their content; the same address has other bytes for who takes compressed ones.</summary>
    private static void DescribeFile(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.MapGet("/api/auth-config", (IConfiguration configuration, IHostEnvironment environment) => SignIn(configuration, environment))
            .AllowAnonymous().MayBeKept().WithTags("Sign-in").WithSummary("What the browser needs to sign in");
        app.Map("/", Page).AllowAnonymous().ExcludeFromDescription();
        // As request delegates: the generator of endpoints forgets that others come first.
        // What programs ask for is there or not; everything else without a file ending is a page of the dashboard.
        foreach (var paths in new[] { "/api/{**path}", "/health/{**path}", "/.well-known/{**path}" })
            app.MapFallback(paths, context => Results.NotFound().ExecuteAsync(context)).AllowAnonymous().ExcludeFromDescription();
        app.MapFallback("/{**path:nonfile}", context => Page(context, app.Environment)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task Page(HttpContext context, IWebHostEnvironment environment)
    {
        context.Response.Headers.CacheControl = "no-store";
        var index = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!index.Exists || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var reader = new StreamReader(index.CreateReadStream());
        var page = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page.Replace("__CSP_NONCE__", context.StyleNonce(), StringComparison.Ordinal), context.RequestAborted);
    }

    private static SignInConfiguration SignIn(IConfiguration configuration, IHostEnvironment environment)
    {
        var entra = configuration.GetSection("AzureAd");
        var instance = new Uri(entra["Instance"]!);
        var directory = entra["TenantId"] ?? "common";
        var client = configuration["Spa:ClientId"] ?? "";
        string[] scopes = [$"api://{entra["ClientId"]}/{Credentials.Scope}"];
        if (!IdentityGuard.IsLocalDevelopment(environment, entra))
            return new(client, new Uri(instance, directory).ToString(), [], null, scopes);

        // MSAL insists on an authority whose name is https; the endpoints that it calls come from this metadata.
        var origin = instance.GetLeftPart(UriPartial.Authority);
        var metadata = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["issuer"] = $"{origin}/{{tenantid}}/v2.0",
            ["authorization_endpoint"] = $"{origin}/{directory}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{origin}/{directory}/oauth2/v2.0/token",
            ["end_session_endpoint"] = $"{origin}/{directory}/oauth2/v2.0/logout",
            ["jwks_uri"] = $"{origin}/{directory}/discovery/v2.0/keys",
        });
        return new(client, $"https://{instance.Authority}/{directory}", [instance.Authority], metadata, scopes);
    }
}
