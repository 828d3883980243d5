using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Members;

/// <summary>Who is in an organisation, with which role.</summary>
internal static class MembersFeature
{
    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/tenants/{tenantId}/members").WithTags("Members").RequireAuthorization(Rules.Member);
        own.MapListMembers();
        own.MapLeaveTenant();

        var members = app.MapGroup("/api/tenants/{tenantId}/members").WithTags("Members").RequireAuthorization(Rules.Admin);
        members.MapListFormerMembers();
        members.MapSetMemberRole();
        members.MapRemoveMember();
    }
}
