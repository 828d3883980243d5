using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Members;

internal static class LeaveTenant
{
    public static void MapLeaveTenant(this IEndpointRouteBuilder members) => members
        .MapDelete("/me", Handle)
        .WithSummary("Leave an organisation; its last owner cannot")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        TenantDb db, Caller caller, MemberLock members, MemberDeparture departure, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // Gone already: by an earlier attempt of this request, or by somebody else. Either way it is done.
            if (await members.TakeAndAskAsync(tx, ct) is not { } role)
                return TypedResults.NoContent();
            if (await MemberRule.RefusalAsync(tx, role, role, null, ct) is { } forbidden)
                return forbidden;
            await departure.RunAsync(tx, caller.ActorId, role, ct);
            return TypedResults.NoContent();
        }, ct);
}
