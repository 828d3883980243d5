using Microsoft.AspNetCore.Authorization;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// A second address for operators, <c>Management:Url</c> (e.g. <c>http://127.0.0.1:9090</c>), that no proxy leads to. It
/// serves what is marked for it and nothing else; what is for it alone is 404 everywhere else.
/// </summary>
/// <param name="Port">The port, or null when there is none: then everything that is for it alone is 404.</param>
internal sealed record ManagementPort(int? Port)
{
    public const string Setting = "Management:Url";

    private sealed record Section
    {
        /// <summary>A second address for operators, such as http://127.0.0.1:9090, that no proxy leads to: health with the isolation rules.</summary>
        public string? Url { get; init; }
    }

    /// <summary>Asks the socket, not the Host header, which a client writes.</summary>
    public bool Received(HttpContext context) => Port is { } port && context.Connection.LocalPort == port;

    /// <exception cref="InvalidOperationException">The setting is no address, or its port is also a public one.</exception>
    public static ManagementPort AddTo(WebApplicationBuilder builder)
    {
        if (Settings.Read<Section>(builder.Configuration, "Management").Url is not { Length: > 0 } url)
            return new((int?)null);
        var port = PortOf(url);
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints");
        var publicUrls = endpoints.Exists() ? [.. endpoints.GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()] : PublicUrls(builder.Configuration);
        if (port is 0 || publicUrls.Any(address => PortOf(address) == port))
            throw new InvalidOperationException($"{Setting} needs a port of its own: {url} is not.");
        if (endpoints.Exists())
            builder.Configuration["Kestrel:Endpoints:Management:Url"] = url;
        else
            builder.WebHost.UseUrls([.. publicUrls, url]);
        return new(port);
    }

    /// <summary>Where ASP.NET Core would listen by itself: naming one address more must not lose these.</summary>
    private static string[] PublicUrls(ConfigurationManager configuration)
    {
        if (configuration["urls"] is { Length: > 0 } urls)
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries);
        string[] ports = [.. Listed("http"), .. Listed("https")];
        return ports is [] ? ["http://localhost:5000"] : ports;

        IEnumerable<string> Listed(string scheme) =>
            (configuration[$"{scheme}_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"{scheme}://*:{port}");
    }

    private static int PortOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Port;
        }
        catch (FormatException)
        {
            throw new InvalidOperationException($"{Setting} must be an address like http://127.0.0.1:9090: {url} is not.");
        }
    }
}

/// <summary>Lets in what the management port received; for everybody else the endpoint does not exist.</summary>
internal sealed class ManagementRequirement(ManagementPort management)
    : AuthorizationHandler<ManagementRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ManagementRequirement requirement)
    {
        if (context.Resource is HttpContext http && management.Received(http))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class ManagementEndpoints
{
    /// <summary>The endpoint exists on the management port alone. The list of endpoints and rules shows it as <c>management</c>.</summary>
    public static TBuilder ManagementOnly<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Rules.Management).WithMetadata(new ServedForManagement());

    /// <summary>The endpoint exists on the management port too.</summary>
    public static TBuilder AlsoForManagement<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ServedForManagement());

    /// <summary>On the management port there is nothing but what is marked for it: no file, no page, no API.</summary>
    public static void UseManagementPort(this WebApplication app)
    {
        var management = app.Services.GetRequiredService<ManagementPort>();
        app.Use((context, next) =>
        {
            if (!management.Received(context) || context.GetEndpoint()?.Metadata.GetMetadata<ServedForManagement>() is not null)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private sealed class ServedForManagement;
}
