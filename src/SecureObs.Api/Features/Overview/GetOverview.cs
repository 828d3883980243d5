using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Overview;

internal static class GetOverview
{
    private const int MostCounted = 10_000;
    private const int ExpiringDays = 14;
    private const int BlockedDays = 7;
    private const int Projects = 10;

    private sealed record State(int Reporting, long N);

    public static void MapGetOverview(this IEndpointRouteBuilder overview) => overview
        .MapGet("/", Handle)
        .WithSummary("What needs people, which projects are worst, and who does not report");

    private static async Task<Ok<TenantOverview>> Handle(TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok(await db.ReadAsync(async tx => new TenantOverview(
            now, await WaitingAsync(tx, now, ct), await CoverageAsync(tx, now, ct), await MedianAgeAsync(tx, now, ct), await RiskiestAsync(tx, now, ct)), ct));
    }

    private static async Task<WorkWaiting> WaitingAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct) => new(
        await tx.FirstAsync<long>($"""
            select count(*) from app.runs r
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id and p.archived_at is null
            {LastVerdicts.Of(tx)}
            where r.tenant_id = {tx.TenantId} and r.opened_at >= {now.AddDays(-BlockedDays)} and verdict.blocked
            """, ct),
        await tx.FirstAsync<long>($"""
            select count(*) from app.suppressions s
            where s.tenant_id = {tx.TenantId} and s.needs_approval and s.approved_at is null and s.ended_at is null and (s.expires_at is null or s.expires_at > {now})
            """, ct),
        await CountAsync(tx, new() { EndsWithinDays = ExpiringDays }, now, ct),
        await CountAsync(tx, new() { Overdue = true, Status = ["open", "in-review"] }, now, ct));

    /// <summary>By the filter of the list that the number leads to.</summary>
    private static Task<long> CountAsync(TenantTransaction tx, FindingFilter filter, DateTimeOffset now, CancellationToken ct) => tx.FirstAsync<long>($"""
        select count(*) from (select from app.findings f where f.tenant_id = {tx.TenantId} {filter.Read(now).Conditions!} limit {Sql.Rows(MostCounted + 1)}) l
        """, ct);

    private static async Task<ScanCoverage> CoverageAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        var states = (await tx.QueryAsync<State>($"""
            select {ProjectsReporting.At(now)}::integer as reporting, count(*) as n
            from app.projects p
            left join lateral (
                select r.opened_at from app.runs r
                where r.tenant_id = {tx.TenantId} and r.project_id = p.id
                order by r.opened_at desc limit 1) newest on true
            where p.tenant_id = {tx.TenantId} and p.archived_at is null
            group by 1
            """, ct)).ToDictionary(state => (ProjectReporting)state.Reporting, state => state.N);
        return new(Of(ProjectReporting.Reporting), Of(ProjectReporting.Silent), Of(ProjectReporting.NeverScanned), ProjectsReporting.SilentAfterDays);

        long Of(ProjectReporting state) => states.GetValueOrDefault(state);
    }

    /// <summary>By project, because an index alone answers that then; and those whose suppression has just ended, which another index names.</summary>
    private static async Task<double?> MedianAgeAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        var middle = await tx.FirstAsync<DateTime?>($"""
            select percentile_disc(0.5) within group (order by w.first_seen_at)
            from app.projects p
            cross join lateral (
                select f.first_seen_at from app.findings f
                where f.tenant_id = {tx.TenantId} and f.project_id = p.id and f.status in ({FindingStatus.Open}, {FindingStatus.InReview})
                  and f.severity in ({Severity.Critical}, {Severity.High})
                union all
                select f.first_seen_at from app.findings f
                where f.tenant_id = {tx.TenantId} and f.project_id = p.id and f.suppressed_until <= {now} and f.detected
                  and f.status not in ({FindingStatus.Open}, {FindingStatus.InReview}) and f.triage in ({FindingStatus.Open}, {FindingStatus.InReview})
                  and f.severity in ({Severity.Critical}, {Severity.High})) w
            where p.tenant_id = {tx.TenantId} and p.archived_at is null
            """, ct);
        return middle is { } at ? Math.Round((now.UtcDateTime - at).TotalDays, 1) : null;
    }

    private static async Task<IReadOnlyList<RiskyProject>> RiskiestAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct)
    {
        var kept = KeptCounts.Of(tx, $"c.project_id <> {FindingCounts.AllProjects}", $"true", now);
        return await tx.QueryAsync<RiskyProject>($"""
            select p.id, p.name, {Number(Severity.Critical)} as critical, {Number(Severity.High)} as high, {Number(Severity.Medium)} as medium,
                {Number(Severity.Low)} as low, {Number(Severity.Info)} as info, {Number(Severity.Unknown)} as unknown
            from ({kept}) k
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = k.project_id and p.archived_at is null
            where k.tenant_id = {tx.TenantId} and k.status in ({FindingStatus.Open}, {FindingStatus.InReview})
            group by p.id, p.name
            having sum(k.findings) > 0
            order by critical desc, high desc, medium desc, low desc, p.name, p.id
            limit {Sql.Rows(Projects)}
            """, ct);

        static FormattableString Number(Severity severity) => $"coalesce(sum(k.findings) filter (where k.severity = {severity}), 0)::bigint";
    }
}
