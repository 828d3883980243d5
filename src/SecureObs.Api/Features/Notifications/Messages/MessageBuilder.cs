using System.Text.Json;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>Everything that waited for a channel as one message, with what a list of messages shows of it.</summary>
internal sealed record MadeMessage(Message Message, short Events, Guid[] Projects, Guid? Run);

/// <summary>Makes one message of what waited, however much that is: the first in words, the rest as a number.</summary>
internal sealed class MessageBuilder(DashboardLinks links)
{
    private const int MostGroups = 20;
    private const int MostEvents = 100;
    private const int MostWaiting = 20_000;

    private sealed record EventRow(short Kind, Guid? ProjectId, string? ProjectName, Guid? RunId, string Data, DateTime At)
    {
        public NotificationFacts Facts => JsonSerializer.Deserialize<NotificationFacts>(Data, JsonSerializerOptions.Web)!;
    }

    private sealed record CountRow(short Kind, long Count, string Projects)
    {
        public Guid[] Ids => JsonSerializer.Deserialize<Guid[]>(Projects)!;
    }

    public Message Test(Guid id, DateTimeOffset now, Guid tenant, string organisation) => new(
        Message.CurrentFormat, id, now, new(tenant, PlainWords.Of(organisation)), Test: true, new Dictionary<string, long>(), [], 0, links.Tenant(tenant));

    /// <summary>Takes what waits for a channel and is due; null when there is nothing.</summary>
    /// <param name="isDue">A condition on rows of <c>app.notification_waiting</c> as w.</param>
    public async Task<MadeMessage?> TakeAsync(TenantTransaction tx, Guid channel, Guid id, DateTimeOffset now, FormattableString isDue, CancellationToken ct)
    {
        Guid[] ids = [.. await tx.QueryAsync<Guid>($"""
            delete from app.notification_waiting w where w.tenant_id = {tx.TenantId} and w.channel_id = {channel} and w.event_id = any (array(
                select w.event_id from app.notification_waiting w where w.tenant_id = {tx.TenantId} and w.channel_id = {channel} and {isDue}
                order by w.event_id limit {Sql.Rows(MostWaiting)}))
            returning event_id
            """, ct)];
        if (ids.Length == 0)
            return null;
        var counts = await tx.QueryAsync<CountRow>($"""
            select e.kind, count(*) as count, array_to_json(coalesce(array_agg(distinct e.project_id) filter (where e.project_id is not null), array[]::uuid[]))::text as projects
            from app.notification_events e where e.tenant_id = {tx.TenantId} and e.id = any ({ids}) group by e.kind order by e.kind
            """, ct);
        var rows = await tx.QueryAsync<EventRow>($"""
            select e.kind, e.project_id, p.name as project_name, e.run_id, e.data::text as data, e.at
            from app.notification_events e
            left join app.projects p on p.tenant_id = {tx.TenantId} and p.id = e.project_id
            where e.tenant_id = {tx.TenantId} and e.id = any ({ids})
            order by e.id desc
            limit {Sql.Rows(MostEvents)}
            """, ct);
        var organisation = await tx.FirstAsync<string>($"select name from app.tenants where id = {tx.TenantId}", ct);
        var groups = rows.GroupBy(row => (row.ProjectId, Of: row.RunId ?? (object)row)).Take(MostGroups).Select(group => (Rows: group.ToList(), Made: Group(tx.TenantId, [.. group]))).ToList();
        Guid[] projects = [.. counts.SelectMany(count => count.Ids).Distinct()];
        var message = new Message(
            Message.CurrentFormat, id, now, new(tx.TenantId, PlainWords.Of(organisation ?? "")), Test: false,
            counts.ToDictionary(count => WireWords<NotificationKind>.Of((NotificationKind)count.Kind), count => count.Count),
            [.. groups.Select(group => group.Made)], ids.Length - groups.Sum(group => group.Rows.Count), links.Tenant(tx.TenantId));
        return new(message, NotificationKinds.Bits(counts.Select(count => (NotificationKind)count.Kind)), projects,
            rows.Count == ids.Length && rows.Select(row => row.RunId).Distinct().ToList() is [{ } run] ? run : null);
    }

    private MessageGroup Group(Guid tenant, List<EventRow> rows)
    {
        var kinds = rows.Select(row => (NotificationKind)row.Kind).Distinct().Order().ToList();
        var first = rows.MinBy(row => row.Kind)!;
        var facts = first.Facts;
        var run = first.RunId is { } of ? new MessageRun(of, Named(facts.PipelineRun), Named(facts.Branch), Named(facts.Commit)) : null;
        return new(
            [.. kinds.Select(WireWords<NotificationKind>.Of)], Title(kinds, facts),
            first.ProjectId is { } project ? new(project, PlainWords.Of(first.ProjectName ?? "")) : null, run,
            new(rows.Max(row => row.At), TimeSpan.Zero), facts.Count,
            [.. facts.Lines.Select(line => new MessageLine(PlainWords.Of(line.Text), line.Severity, line.Id is { } finding ? links.Finding(tenant, finding) : null))],
            Url(tenant, kinds[0], first));
    }

    private static string? Named(string? text) => string.IsNullOrEmpty(text) ? null : PlainWords.Of(text);

    private static string Title(List<NotificationKind> kinds, NotificationFacts facts) => kinds[0] switch
    {
        NotificationKind.BlockingFindings => $"{(kinds.Contains(NotificationKind.GateFailed) ? "gate failed, " : "")}{Many(facts.Count, "new blocking finding")}",
        NotificationKind.GateFailed => $"gate failed, {Many(facts.Count, "rule")} {(facts.Count == 1 ? "blocks" : "block")}",
        NotificationKind.SuppressionExpiring => $"{Many(facts.Count, "suppression")} {(facts.Count == 1 ? "expires" : "expire")} soon",
        NotificationKind.KeyExpiring => $"{Many(facts.Count, "API key")} {(facts.Count == 1 ? "expires" : "expire")} soon",
        _ => "no run arrives any more",
    };

    private static string Many(int count, string word) => count == 1 ? $"1 {word}" : $"{count:N0} {word}s";

    private string? Url(Guid tenant, NotificationKind kind, EventRow row) => (kind, row) switch
    {
        (_, { ProjectId: { } project, RunId: { } run }) => links.Run(tenant, project, run),
        (NotificationKind.SuppressionExpiring, _) => links.Suppressions(tenant),
        (NotificationKind.KeyExpiring, _) => links.Keys(tenant),
        (_, { ProjectId: { } project }) => links.Project(tenant, project),
        _ => links.Tenant(tenant),
    };
}
