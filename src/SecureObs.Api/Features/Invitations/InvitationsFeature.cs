using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Invitations;

/// <summary>Ways into an organisation: made and revoked by its admins, used once by whoever has the link.</summary>
internal static class InvitationsFeature
{
    public static void MapInvitations(this IEndpointRouteBuilder app)
    {
        var invitations = app.MapGroup("/api/tenants/{tenantId}/invitations").WithTags("Invitations").RequireAuthorization(Rules.Admin);
        invitations.MapListInvitations();
        invitations.MapCreateInvitation();
        invitations.MapRevokeInvitation();

        var invited = app.MapGroup("/api/invitations").WithTags("Invitations").RequireAuthorization(Rules.Person);
        invited.MapPreviewInvitation();
        invited.MapAcceptInvitation();
    }
}
