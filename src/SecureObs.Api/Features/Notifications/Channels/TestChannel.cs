using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <param name="Reason">Why it did not arrive; null when it did.</param>
public sealed record TestedChannel(bool Delivered, string? Reason, long Milliseconds);

internal static class TestChannel
{
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private sealed record Row(Guid Id, short Kind, string Place, byte[]? Sealed, int Generation, DateTime? RotatedAt, DateTime? TestedAt)
    {
        public string Organisation { get; init; } = "";
    }

    public static void MapTestChannel(this IEndpointRouteBuilder channels) => channels
        .MapPost("/{channelId:guid}/test", Handle)
        .WithSummary("Send a test message now, at most one a minute, and say whether it arrived")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TestedChannel>, ProblemHttpResult>> Handle(
        Guid channelId, HttpContext context, TenantDb db, Caller caller, AuditTrail audit, MessageBuilder builder, Sender sender, CancellationToken ct)
    {
        var entry = audit.NewEntry();
        var (row, wait) = await db.TransactAsync(tx => TakeAsync(tx, channelId, audit, entry, ct), ct);
        if (row is null)
            return Problems.NotFound();
        if (wait is { } left)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
            context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
            return Problems.TooManyRequests(seconds);
        }
        var watch = Stopwatch.StartNew();
        var outcome = await sender.SendAsync(
            caller.TenantId, new(row.Id, row.Kind, row.Place, row.Sealed, row.Generation, row.RotatedAt, null, false),
            builder.Test(entry.Id, entry.At, caller.TenantId, row.Organisation).ToJson(), null, ct);
        return TypedResults.Ok(new TestedChannel(outcome.IsDelivered, outcome.Reason, watch.ElapsedMilliseconds));
    }

    /// <summary>In the database and not in this process: a minute is a minute on every node.</summary>
    private static async Task<(Row? Row, TimeSpan? Wait)> TakeAsync(TenantTransaction tx, Guid channel, AuditTrail audit, AuditEntryKey entry, CancellationToken ct)
    {
        var row = await tx.FirstAsync<Row>($"""
            select c.id, c.kind, c.place, c.sealed, c.generation, c.rotated_at, c.tested_at
            from app.notification_channels c
            where c.tenant_id = {tx.TenantId} and c.id = {channel} and c.kind < {ChannelKinds.Digest} for update
            """, ct);
        if (row is null)
            return (null, null);
        if (row.TestedAt is { } last && last <= entry.At.UtcDateTime && last + Apart > entry.At.UtcDateTime)
            return (row, last + Apart - entry.At.UtcDateTime);
        var name = await tx.FirstAsync<string>($"select name from app.tenants where id = {tx.TenantId}", ct);
        await tx.ExecuteAsync($"update app.notification_channels set tested_at = {entry.At} where tenant_id = {tx.TenantId} and id = {channel}", ct);
        await audit.WriteAsync(tx, entry, AuditActions.ChannelTested, channel, new Dictionary<string, string?> { ["kind"] = ChannelKinds.Word(row.Kind) }, ct);
        return (row with { Organisation = name ?? "" }, null);
    }
}
