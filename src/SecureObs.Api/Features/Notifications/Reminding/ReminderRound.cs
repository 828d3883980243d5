using System.Globalization;
using System.Text.Json;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Notifications.Reminding;

/// <summary>Finds what nobody does but time: suppressions and keys that will expire, projects that fell silent. And forgets what was told long ago.</summary>
internal sealed class ReminderRound(WakingDoor door, TenantTransactions transactions, NotificationSettings settings, TimeProvider clock, ILogger<ReminderRound> logger)
{
    /// <summary>How long what was told stays listed.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>A tenant is looked at so often.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    private const int Most = 500;
    private const int ForgottenAtOnce = 5_000;

    /// <summary>Somebody who begins to listen is not told of what fell silent long ago; and it is within <see cref="Keep"/>, so that it is told once.</summary>
    private static readonly TimeSpan SilentWindow = TimeSpan.FromDays(14);

    private sealed record ExpiringRow(Guid? ProjectId, DateTime Day, long Count, string Texts);

    private sealed record KeyRow(Guid Id, Guid? ProjectId, string Name, DateTime ExpiresAt);

    private sealed record SilentRow(Guid Id, DateTime OpenedAt);

    /// <summary>One tenant's failure does not hold up the others.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var tenant in await door.TenantsToRemindAsync(now, ct))
        {
            try
            {
                await transactions.RunAsync(tenant, async tx =>
                {
                    await SuppressionsAsync(tx, now, ct);
                    await KeysAsync(tx, now, ct);
                    await ProjectsAsync(tx, now, ct);
                    return await tx.ExecuteAsync($"update app.notification_channels set remind_at = {now + Apart} where tenant_id = {tx.TenantId}", ct);
                }, ct);
                while (await transactions.RunAsync(tenant, tx => ForgetAsync(tx, now - Keep, ct), ct) >= ForgottenAtOnce)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "What tenant {Tenant} is reminded of could not be found; it is tried again.", tenant);
            }
        }
    }

    /// <summary>By project and day of the end.</summary>
    private static async Task SuppressionsAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var row in await tx.QueryAsync<ExpiringRow>($"""
            select s.project_id, date_trunc('day', s.expires_at, 'UTC') as day, count(*) as count,
                array_to_json((array_agg(coalesce(s.path_pattern, s.scanner || ': ' || s.rule_id, f.rule_id, '') order by s.expires_at, s.id))[1:{Sql.Rows(NotificationFacts.MostLines)}])::text as texts
            from app.suppressions s
            left join app.findings f on f.tenant_id = {tx.TenantId} and f.id = s.finding_id
            where s.tenant_id = {tx.TenantId} and s.ended_at is null and s.expires_at > {now} and s.expires_at <= {now.AddDays(7)}
              and (s.approved_at is not null or not s.needs_approval)
            group by s.project_id, day order by day
            limit {Sql.Rows(Most)}
            """, ct))
        {
            var day = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await NotificationOutbox.AddAsync(tx, new(NotificationKind.SuppressionExpiring, $"suppressions:{row.ProjectId}:{day}", row.ProjectId, null,
                new((int)row.Count, [.. JsonSerializer.Deserialize<string[]>(row.Texts)!.Select(text => new NotificationLine($"{text} ends on {day}"))])), now, ct);
        }
    }

    /// <summary>A week ahead, and once more on the last day.</summary>
    private static async Task KeysAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var row in await tx.QueryAsync<KeyRow>($"""
            select k.id, k.project_id, k.name, k.expires_at from app.api_keys k
            where k.tenant_id = {tx.TenantId} and k.revoked_at is null and k.expires_at > {now} and k.expires_at <= {now.AddDays(7)}
            order by k.expires_at
            limit {Sql.Rows(Most)}
            """, ct))
        {
            var last = row.ExpiresAt <= now.UtcDateTime.AddDays(1) ? 1 : 7;
            await NotificationOutbox.AddAsync(tx, new(NotificationKind.KeyExpiring, $"key:{row.Id}:{last}", row.ProjectId, null,
                new(1, [new(string.Create(CultureInfo.InvariantCulture, $"{row.Name} expires on {row.ExpiresAt:yyyy-MM-dd HH:mm} UTC"))])), now, ct);
        }
    }

    /// <summary>Once, until a run comes again.</summary>
    private async Task ProjectsAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        var silent = now.AddDays(-settings.SilentAfterDays);
        foreach (var row in await tx.QueryAsync<SilentRow>($"""
            select p.id, newest.opened_at from app.projects p
            join lateral (select max(r.opened_at) as opened_at from app.runs r where r.tenant_id = {tx.TenantId} and r.project_id = p.id) newest on true
            where p.tenant_id = {tx.TenantId} and p.archived_at is null and newest.opened_at <= {silent} and newest.opened_at > {silent - SilentWindow}
            order by newest.opened_at
            limit {Sql.Rows(Most)}
            """, ct))
        {
            await NotificationOutbox.AddAsync(tx, new(NotificationKind.ProjectSilent, $"silent:{row.Id}:{row.OpenedAt:O}", row.Id, null,
                new(1, [new(string.Create(CultureInfo.InvariantCulture, $"the last run began on {row.OpenedAt:yyyy-MM-dd}"))])), now, ct);
        }
    }

    /// <summary>What still waits to be told is not forgotten.</summary>
    private static async Task<int> ForgetAsync(TenantTransaction tx, DateTimeOffset before, CancellationToken ct)
    {
        var deliveries = await tx.ExecuteAsync($"""
            delete from app.notification_deliveries where tenant_id = {tx.TenantId} and id = any (array(
                select d.id from app.notification_deliveries d where d.tenant_id = {tx.TenantId} and d.created_at < {before} and d.state <> 1 limit {Sql.Rows(ForgottenAtOnce)}))
            """, ct);
        var events = await tx.ExecuteAsync($"""
            delete from app.notification_events where tenant_id = {tx.TenantId} and id = any (array(
                select e.id from app.notification_events e
                where e.tenant_id = {tx.TenantId} and e.at < {before}
                  and not exists (select from app.notification_waiting w where w.tenant_id = {tx.TenantId} and w.event_id = e.id)
                limit {Sql.Rows(ForgottenAtOnce)}))
            """, ct);
        return Math.Max(deliveries, events);
    }
}
