using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <param name="SigningKey">Shown this once.</param>
/// <param name="BothUntil">Until then messages are signed with the key before as well.</param>
public sealed record RotatedKey(string SigningKey, DateTimeOffset BothUntil)
{
    /// <summary>Hides the key: a record would print it.</summary>
    public override string ToString() => nameof(RotatedKey);
}

internal static class RotateKey
{
    public static void MapRotateKey(this IEndpointRouteBuilder channels) => channels
        .MapPost("/{channelId:guid}/rotate", Handle)
        .ShowsSecret()
        .WithSummary("Give a webhook another signing key; for 24 hours its messages carry both signatures")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<RotatedKey>, ProblemHttpResult>> Handle(
        Guid channelId, HttpContext context, TenantDb db, AuditTrail audit, ChannelKeys keys, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var entry = audit.NewEntry();
        return db.TransactAsync<Results<Ok<RotatedKey>, ProblemHttpResult>>(async tx =>
        {
            var kind = await tx.FirstAsync<short?>($"""
                select kind from app.notification_channels where tenant_id = {tx.TenantId} and id = {channelId} and kind < {ChannelKinds.Digest} for update
                """, ct);
            if (kind is null)
                return Problems.NotFound();
            if (kind is not (short)ChannelKind.Webhook)
                return Problems.ChannelUnsigned();
            var generation = await tx.FirstAsync<int>($"""
                update app.notification_channels set generation = generation + 1, rotated_at = {entry.At}
                where tenant_id = {tx.TenantId} and id = {channelId} returning generation
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.ChannelKeyRotated, channelId, new Dictionary<string, string?> { ["generation"] = $"{generation}" }, ct);
            return TypedResults.Ok(new RotatedKey(keys.SigningKeyText(tx.TenantId, channelId, generation), entry.At + ChannelKeys.Overlap));
        }, ct);
    }
}
