using System.Text.Json;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Notifications;

/// <summary>
/// Notes what happened in the transaction in which it happens, for every channel that wants to hear of it. Nothing is sent from
/// here, and nothing is written when nobody listens.
/// </summary>
internal static class NotificationOutbox
{
    /// <summary>What belongs together, such as the projects of one pipeline, arrives together.</summary>
    public static readonly TimeSpan GatherFor = TimeSpan.FromSeconds(20);

    private const int DigestHour = 6;

    public static Task<int> AddAsync(TenantTransaction tx, NotificationEvent happened, DateTimeOffset now, CancellationToken ct)
    {
        var (id, bit, data) = (Guid.CreateVersion7(now), NotificationKinds.Bit(happened.Kind), JsonSerializer.Serialize(happened.Facts, JsonSerializerOptions.Web));
        return tx.ExecuteAsync($"""
            with listening as (
                select c.id, c.frequency from app.notification_channels c
                where c.tenant_id = {tx.TenantId} and c.paused_at is null and c.events & {bit} <> 0
                  and (c.project_id is null or c.project_id = {happened.Project}::uuid)
                  and (c.project_ids is null or {happened.Project}::uuid = any (c.project_ids))),
            noted as (
                insert into app.notification_events (tenant_id, id, key, kind, project_id, run_id, data, at)
                select {tx.TenantId}, {id}, {happened.Key}, {happened.Kind}, {happened.Project}::uuid, {happened.Run}::uuid, {data}::jsonb, {now}
                where exists (select from listening)
                on conflict on constraint notification_events_key_uq do nothing
                returning id)
            insert into app.notification_waiting (tenant_id, channel_id, event_id, due_at)
            select {tx.TenantId}, l.id, n.id, case l.frequency when 2 then {NextDay(now)} when 3 then {NextMonday(now)} else {now + GatherFor} end
            from noted n cross join listening l
            on conflict on constraint notification_waiting_pk do nothing
            """, ct);
    }

    /// <summary>Digests of a day go out in the morning.</summary>
    internal static DateTimeOffset NextDay(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date.AddHours(DigestHour), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>Those of a week on Monday morning.</summary>
    internal static DateTimeOffset NextMonday(DateTimeOffset now)
    {
        var next = NextDay(now);
        return next.AddDays(((int)DayOfWeek.Monday - (int)next.DayOfWeek + 7) % 7);
    }
}
