using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <summary>
/// The ids of one page of a list. For each status the first of it in the order of an index that begins with the status, so that
/// no status is read further than a page; and the few whose suppression is over without having been noted. Where the order or
/// the filter wants it also for each severity, which stands before the time in these indexes.
/// </summary>
internal static class FindingPage
{
    public static FormattableString Of(
        TenantTransaction tx, FindingFilter filter, FormattableString conditions, FindingListOrder order, FormattableString start, int count, DateTimeOffset now)
    {
        var statuses = filter.Statuses();
        var bySeverity = order.Sort is FindingSort.FirstSeen || (order.Sort is FindingSort.Severity && filter.IsBySeverity);
        FormattableString severities = bySeverity ? $"cross join unnest({filter.Severities()}) v (severity)" : Sql.Nothing;
        FormattableString severity = bySeverity ? $"and f.severity = v.severity" : Sql.Nothing;
        var (noted, waking) = (First($"f.status = s.status {severity} and {FindingState.IsAsNoted(now)}"), First($"{FindingState.IsWaking(now)} and f.triage = any({statuses})"));
        return $"""
            select f.id from (
                select l.* from unnest({statuses}) s (status) {severities} cross join lateral ({noted}) l
                union all
                ({waking})
            ) f
            where f.tenant_id = {tx.TenantId}
            order by {order.Keys} limit {Sql.Rows(count)}
            """;

        FormattableString First(FormattableString which) => $"""
            select f.tenant_id, f.id, f.severity, f.first_seen_at, f.file_path from app.findings f
            where f.tenant_id = {tx.TenantId} and {which} {conditions} {start}
            order by {order.Keys} limit {Sql.Rows(count)}
            """;
    }
}
