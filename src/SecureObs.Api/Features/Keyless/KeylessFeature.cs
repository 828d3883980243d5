using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Outgoing;

namespace SecureObs.Api.Features.Keyless;

/// <summary>Pipelines that have no key: a project trusts what their CI system says of them.</summary>
internal static class KeylessFeature
{
    public static IServiceCollection AddKeyless(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(KeylessSettings.Read(configuration))
        .AddSingleton(provider => new IssuerKeys(
            provider.GetRequiredService<KeylessSettings>(), Client(PublicConnections.OfThisMachine.Handler()),
            Client(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<KeylessMetrics>()
        .AddScoped<Exchange>();

    public static void MapKeyless(this IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules").WithTags("Keyless").RequireAuthorization(Rules.Admin);
        rules.MapListTrustRules();
        rules.MapCreateTrustRule();
        rules.MapRevokeTrustRule();
        rules.MapTryTrustRules();

        // The token is the proof; nothing but a signature that a rule trusts is believed of it.
        app.MapGroup("/api/projects/{projectId}").WithTags("Keyless").RequireAuthorization(Rules.SignedBody).MapExchangeToken();
        app.MapGroup("/api/projects/{projectId}").WithTags("Keyless").RequireAuthorization(Rules.ApiKey).MapRenewCredential();
    }

    private static HttpClient Client(HttpMessageHandler handler) => new(handler) { Timeout = IssuerKeys.Timeout, MaxResponseContentBufferSize = IssuerKeys.MostBytes };
}
