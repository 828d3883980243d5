using System.Security.Claims;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Invitations;

/// <summary>A signed-in person with a good invitation.</summary>
internal sealed record EnteredByInvitation(Guid Person, Guid Invitation);

/// <summary>Lets whoever has a token into the one tenant that it leads to, as somebody who is no member yet.</summary>
internal sealed class InvitationEntry(Doors doors, PersonVisit visit, Caller caller, TimeProvider clock)
{
    /// <summary>Null for whatever is no open invitation: a typo, unknown, used, revoked and expired are all the same.</summary>
    public async Task<EnteredByInvitation?> EnterAsync(ClaimsPrincipal user, string token, CancellationToken ct)
    {
        if (!InvitationSecret.TryParse(token, out var secret)
            || await doors.FindInvitationAsync(secret.Hash(), clock.GetUtcNow(), ct) is not { } found)
            return null;
        var person = await visit.PersonIdAsync(user, user.PersonIdentity()!.Value, ct);
        caller.EnterAsNewcomer(found.TenantId, Guid.CreateVersion7());
        return new(person, found.InvitationId);
    }
}
