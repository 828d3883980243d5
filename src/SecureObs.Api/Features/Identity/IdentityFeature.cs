using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Identity;

/// <summary>What people teach about which findings are one: these two, not that one, and rules that got another name.</summary>
internal static class IdentityFeature
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        var findings = app.MapGroup("/api/tenants/{tenantId}/findings/{findingId:guid}").WithTags("Identity").RequireAuthorization(Rules.Member);
        findings.MapGetIdentity();
        findings.MapMarkSame();
        findings.MapMarkDistinct();

        app.MapGroup("/api/tenants/{tenantId}/rule-aliases").WithTags("Identity").RequireAuthorization(Rules.Member).MapListRuleAliases();
        var rules = app.MapGroup("/api/tenants/{tenantId}/rule-aliases").WithTags("Identity").RequireAuthorization(Rules.Admin);
        rules.MapPreviewRuleAlias();
        rules.MapAddRuleAlias();
        rules.MapRemoveRuleAlias();
    }
}
