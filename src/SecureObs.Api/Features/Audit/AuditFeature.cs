using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Audit;

/// <summary>Who did what in the organisation.</summary>
internal static class AuditFeature
{
    public static void MapAuditTrail(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/api/tenants/{tenantId}/audit").WithTags("Audit").RequireAuthorization(Rules.Admin);
        audit.MapListAudit();
        audit.MapListAuditActions();
        audit.MapGetAuditStatus();
        audit.MapExportAudit();

        app.MapGroup("/api/tenants/{tenantId}/audit/webhook").WithTags("Audit").RequireAuthorization(Rules.Owner)
            .MapCheckpointWebhook();
    }
}
