using System.Security.Claims;
using Microsoft.Identity.Web;
using SecureObs.Api.Platform.Authentication;

namespace SecureObs.Api.Platform.Authorization;

/// <summary>Recognises the signed-in person once a request and notes the names that the token shows.</summary>
internal sealed class PersonVisit(Doors doors, TimeProvider clock)
{
    private const int NameLength = 200;
    private Guid? personId;

    public async Task<Guid> PersonIdAsync(ClaimsPrincipal user, (Guid, Guid) identity, CancellationToken ct) =>
        personId ??= await doors.RecognisePersonAsync(identity, Name(user), Username(user), clock.GetUtcNow(), ct);

    public static string Name(ClaimsPrincipal user) => Cut(user.FindFirstValue("name") ?? Username(user));

    public static string Username(ClaimsPrincipal user) => Cut(user.FindFirstValue("preferred_username") ?? user.GetObjectId() ?? "");

    private static string Cut(string text) => text.Length <= NameLength ? text : text[..NameLength];
}
