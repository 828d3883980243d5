using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Deliveries;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>
/// Tells one channel what is due. The channel is taken for its minute before anything is sent, in the transaction that also says
/// when it is tried again: two processes never write to a channel at once, and one that dies between sending and noting sends the
/// same message again, with the same id.
/// </summary>
internal sealed class Deliverer(TenantTransactions transactions, MessageBuilder builder, Sender sender, NotificationMetrics metrics, TimeProvider clock, ILogger<Deliverer> logger)
{
    /// <summary>At most one message a channel and so long.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>Mailboxes get fewer.</summary>
    public static readonly TimeSpan MailApart = TimeSpan.FromMinutes(15);

    /// <summary>From then on a channel counts as failing.</summary>
    public static readonly TimeSpan FailsFor = TimeSpan.FromDays(3);

    private const int ChannelsOfRound = 200;

    /// <summary>Further off than anything is put: a clock that ran ahead put it there.</summary>
    private static readonly TimeSpan TooFarOff = TimeSpan.FromDays(1);
    private static readonly TimeSpan WaitingTooFarOff = TimeSpan.FromDays(8);

    private sealed record Row(Guid Id, string Body, int Attempts);

    private sealed record Taken(DueChannel Channel, Row Delivery, string? Recipient);

    /// <summary>Channels with something to tell, whose time has come. What is tried again goes before what is new.</summary>
    public Task<List<Guid>> DueAsync(Guid tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return transactions.ReadAsync(tenant, tx => tx.QueryAsync<Guid>($"""
            select c.id from app.notification_channels c
            where c.tenant_id = {tx.TenantId} and c.paused_at is null and {IsFree(now)}
              and (exists (select from app.notification_deliveries d where d.tenant_id = {tx.TenantId} and d.channel_id = c.id and {IsDue(now)})
                or (exists (select from app.notification_waiting w where w.tenant_id = {tx.TenantId} and w.channel_id = c.id and {IsWaitingDue(now)})
                    and not exists (select from app.notification_deliveries d where d.tenant_id = {tx.TenantId} and d.channel_id = c.id and d.state = {DeliveryState.Waiting})))
            order by c.next_at
            limit {Sql.Rows(ChannelsOfRound)}
            """, ct), ct);
    }

    /// <returns>Whether a message arrived.</returns>
    public async Task<bool> TellAsync(Guid tenant, Guid channel, CancellationToken ct)
    {
        var (now, id) = (clock.GetUtcNow(), Guid.CreateVersion7());
        if (await transactions.RunAsync(tenant, tx => TakeAsync(tx, channel, id, now, ct), ct) is not { } taken)
            return false;
        var outcome = await sender.SendAsync(tenant, taken.Channel, taken.Delivery.Body, taken.Recipient, ct);
        await NoteAsync(tenant, taken, outcome, ct);
        return outcome.IsDelivered;
    }

    private async Task<Taken?> TakeAsync(TenantTransaction tx, Guid channel, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (await tx.FirstAsync<Guid>($"select id from app.tenants where id = {tx.TenantId} and delete_after is null", ct) != tx.TenantId)
            return null;
        var taken = await tx.FirstAsync<DueChannel>($"""
            update app.notification_channels c set next_at = case when c.kind in ({ChannelKind.Email}, {ChannelKinds.Digest}) then {now + MailApart} else {now + Apart} end
            where c.tenant_id = {tx.TenantId} and c.id = {channel} and c.paused_at is null and {IsFree(now)}
            returning c.id, c.kind, c.place, c.sealed, c.generation, c.rotated_at, c.failing_since, c.given_up
            """, ct);
        if (taken is null)
            return null;
        var delivery = await tx.FirstAsync<Row>($"""
            select d.id, d.body, d.attempts from app.notification_deliveries d
            where d.tenant_id = {tx.TenantId} and d.channel_id = {channel} and {IsDue(now)} order by d.id limit 1
            """, ct) ?? await MakeAsync(tx, channel, id, now, ct);
        if (delivery is null)
            return null;
        delivery = delivery with { Attempts = delivery.Attempts + 1 };
        await tx.ExecuteAsync($"""
            update app.notification_deliveries set attempts = {delivery.Attempts}, next_at = {now + BackOff.After(delivery.Attempts)}
            where tenant_id = {tx.TenantId} and id = {delivery.Id}
            """, ct);
        return new(taken, delivery, taken.Kind is ChannelKinds.Digest ? await RecipientAsync(tx, channel, ct) : null);
    }

    private async Task<Row?> MakeAsync(TenantTransaction tx, Guid channel, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (await tx.FirstAsync<bool>($"""
            select true from app.notification_deliveries where tenant_id = {tx.TenantId} and channel_id = {channel} and state = {DeliveryState.Waiting} limit 1
            """, ct) || await builder.TakeAsync(tx, channel, id, now, IsWaitingDue(now), ct) is not { } made)
            return null;
        var body = made.Message.ToJson();
        await tx.ExecuteAsync($"""
            insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, run_id, body, state, created_at, started_at, next_at)
            values ({tx.TenantId}, {id}, {channel}, {made.Events}, {made.Projects}, {made.Run}::uuid, {body}, {DeliveryState.Waiting}, {now}, {now}, {now})
            """, ct);
        return new(id, body, 0);
    }

    /// <summary>Who left gets nothing any more.</summary>
    private static Task<string?> RecipientAsync(TenantTransaction tx, Guid actor, CancellationToken ct) => tx.FirstAsync<string>($"""
        select p.username from app.memberships m join app.people_of_tenant() p on p.actor_id = m.actor_id
        where m.tenant_id = {tx.TenantId} and m.actor_id = {actor}
        """, ct);

    private async Task NoteAsync(Guid tenant, Taken taken, Outcome outcome, CancellationToken ct)
    {
        var entry = AuditEntryKey.New(clock);
        var (now, isOver) = (entry.At, !outcome.IsDelivered && taken.Delivery.Attempts >= BackOff.MostAttempts);
        // No token: what was sent is noted, also while the process stops.
        await transactions.RunAsync(tenant, async tx =>
        {
            await tx.ExecuteAsync($"""
                update app.notification_deliveries set last_status = {outcome.Status}::integer, last_reason = {outcome.Reason}::text,
                    state = {(outcome.IsDelivered ? DeliveryState.Delivered : isOver ? DeliveryState.GivenUp : DeliveryState.Waiting)},
                    delivered_at = {(outcome.IsDelivered ? now : null)}::timestamptz, next_at = case when {outcome.IsDelivered || isOver} then null else next_at end
                where tenant_id = {tx.TenantId} and id = {taken.Delivery.Id} and state = {DeliveryState.Waiting}
                """, CancellationToken.None);
            await NoteChannelAsync(tx, taken.Channel, outcome, entry);
            return true;
        }, CancellationToken.None);
        metrics.Sent(ChannelKinds.Word(taken.Channel.Kind), outcome.IsDelivered ? "sent" : isOver ? "given_up" : "failed");
        if (!outcome.IsDelivered)
            logger.LogWarning("A notification of tenant {Tenant} did not reach channel {Channel}: {Reason}. Attempt {Attempt}.",
                tenant, taken.Channel.Id, outcome.Reason, taken.Delivery.Attempts);
    }

    private static async Task NoteChannelAsync(TenantTransaction tx, DueChannel channel, Outcome outcome, AuditEntryKey entry)
    {
        if (outcome.IsDelivered)
        {
            await tx.ExecuteAsync($"""
                update app.notification_channels set delivered_at = {entry.At}, failing_since = null, given_up = false where tenant_id = {tx.TenantId} and id = {channel.Id}
                """, CancellationToken.None);
            return;
        }
        var fails = channel.FailingSince is { } since && entry.At.UtcDateTime - since >= FailsFor;
        await tx.ExecuteAsync($"""
            update app.notification_channels set failing_since = coalesce(failing_since, {entry.At}), failed_at = {entry.At}, failure = {outcome.Reason}, given_up = {fails}
            where tenant_id = {tx.TenantId} and id = {channel.Id}
            """, CancellationToken.None);
        if (fails && !channel.GivenUp)
            await AuditTrail.WriteAsSystemAsync(tx, entry, AuditActions.ChannelFailing, channel.Id, new Dictionary<string, string?> { ["reason"] = outcome.Reason }, CancellationToken.None);
    }

    private static FormattableString IsFree(DateTimeOffset now) => $"(c.next_at <= {now} or c.next_at > {now + TooFarOff})";

    private static FormattableString IsDue(DateTimeOffset now) => $"(d.state = {DeliveryState.Waiting} and (d.next_at <= {now} or d.next_at > {now + TooFarOff}))";

    private static FormattableString IsWaitingDue(DateTimeOffset now) => $"(w.due_at <= {now} or w.due_at > {now + WaitingTooFarOff})";
}
