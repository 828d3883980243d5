using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.ApiKeys;

internal static class ApiKeysFeature
{
    public static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/api/tenants/{tenantId}/api-keys").WithTags("API keys").RequireAuthorization(Rules.Admin);
        keys.MapListApiKeys();
        keys.MapCreateApiKey();
        keys.MapRevokeApiKey();
    }
}
