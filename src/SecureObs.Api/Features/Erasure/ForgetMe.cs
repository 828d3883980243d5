using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Erasure;

internal static class ForgetMe
{
    public static void MapForgetMe(this IEndpointRouteBuilder app) => app
        .MapDelete("/api/me", Handle)
        .WithTags("Me").WithSummary("Erase my name and sign-in from this installation, once I am in no organisation")
        .WithDescription("Organisations that you left keep your name in their histories until one of their owners erases it.")
        .RequireAuthorization(Rules.Person)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ClaimsPrincipal user, PersonVisit visit, EraserDoor eraser, CancellationToken ct)
    {
        var person = await visit.PersonIdAsync(user, user.PersonIdentity()!.Value, ct);
        return await eraser.ErasePersonAsync(person, ct) ? TypedResults.NoContent() : Problems.StillMember();
    }
}
