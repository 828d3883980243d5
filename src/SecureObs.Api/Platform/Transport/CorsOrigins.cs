using Microsoft.Net.Http.Headers;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Other origins whose pages may call the API, from <c>Cors:Origins</c>. None by default: the dashboard is of our own
/// origin. Credentials of the browser (cookies) are never allowed; we have none.
/// </summary>
internal static class CorsOrigins
{
    private const string Key = "Cors:Origins";

    private sealed record Section
    {
        /// <summary>Other origins whose pages may call the API, exactly as browsers send them: https://portal.example.com.</summary>
        public string[] Origins { get; init; } = [];

        /// <summary>Refused when true: no answer depends on a cookie.</summary>
        public bool AllowCredentials { get; init; }
    }

    public static IServiceCollection AddCorsOrigins(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var origins = Read(configuration, environment);
        return services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfNoneMatch)
            .WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.ETag)
            .DisallowCredentials()));
    }

    /// <exception cref="InvalidOperationException">An origin is not exact, or credentials are asked for.</exception>
    public static string[] Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if (Settings.Read<Section>(configuration, "Cors").AllowCredentials)
            throw Settings.Refusal("Cors:AllowCredentials", "is not possible: no answer depends on a cookie");
        var origins = Settings.List(configuration, Key);
        return origins.FirstOrDefault(origin => !IsAllowed(origin, environment.IsDevelopment())) is { } wrong
            ? throw Settings.Refusal(Key, $"has '{wrong}': an origin is https://host or https://host:port, without path, slash at the end or '*'")
            : origins;
    }

    private static bool IsAllowed(string origin, bool isDevelopment)
    {
        if (origin == "*")
            return isDevelopment;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || origin.Contains('*'))
            return false;
        // As browsers send it: lower case, no default port, nothing after the port.
        return origin == address.GetLeftPart(UriPartial.Authority)
            && (address.Scheme == Uri.UriSchemeHttps || (isDevelopment && address is { Scheme: "http", Host: "localhost" }));
    }
}
