using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Personal;

internal static class GetMyNotifications
{
    public static void MapGetMyNotifications(this IEndpointRouteBuilder mine) => mine
        .MapGet("/", Handle)
        .WithSummary("What the organisation tells oneself by e-mail; nothing, until one asks for it")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<MyNotifications>, ProblemHttpResult>> Handle(TenantDb db, Caller caller, MailSettings mail, CancellationToken ct)
    {
        var (found, address, row) = await db.ReadAsync(tx => DigestRows.FindAsync(tx, caller.ActorId, ct), ct);
        return !found ? Problems.NotFound() : TypedResults.Ok(new MyNotifications(
            mail.IsOn, address, (DigestFrequency)(row?.Frequency ?? 0), NotificationKinds.Of(row?.Events ?? 0), row?.Projects,
            row?.DeliveredAt, row?.FailedAt is { } at ? new(at, row.Failure ?? "") : null));
    }
}
