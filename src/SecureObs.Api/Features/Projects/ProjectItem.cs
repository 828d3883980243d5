using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Projects;

/// <summary>A project as lists and its page show it.</summary>
/// <param name="OwnGatePolicy">The version of the policy document that decides, when it says more than <paramref name="GatePolicy"/>; else null.</param>
/// <param name="LastRunAt">When its newest run began; null before the first.</param>
/// <param name="ArchivedAt">Null while the project takes findings.</param>
public sealed record ProjectItem(
    Guid Id, string Name, GatePolicy GatePolicy, int? OwnGatePolicy, OpenFindings OpenFindings, DateTime? LastRunAt, DateTime? ArchivedAt);

/// <summary>How many findings are open or in review, by severity.</summary>
public sealed record OpenFindings(long Critical, long High, long Medium, long Low, long Info, long Unknown);

internal sealed record ProjectRow(Guid Id, string Name, short GatePolicy, DateTime? LastRunAt, DateTime? ArchivedAt);

internal static class ProjectItems
{
    private sealed record Count(Guid ProjectId, short Severity, long N);

    /// <summary>Adds the counts of all these projects in one query.</summary>
    public static async Task<List<ProjectItem>> CountedAsync(TenantTransaction tx, List<ProjectRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var kept = KeptCounts.Of(tx, $"c.project_id = any({ids})", $"f.project_id = any({ids})", now);
        var counts = (await tx.QueryAsync<Count>($"""
            select k.project_id, k.severity, sum(k.findings)::bigint as n from ({kept}) k
            where k.tenant_id = {tx.TenantId} and k.status in ({FindingStatus.Open}, {FindingStatus.InReview})
            group by k.project_id, k.severity
            """, ct)).ToDictionary(count => (count.ProjectId, (Severity)count.Severity), count => count.N);

        var own = await OwnPolicies.OfAsync(tx, ids, ct);
        return [.. rows.Select(row => new ProjectItem(
            row.Id, row.Name, (GatePolicy)row.GatePolicy, own.TryGetValue(row.Id, out var version) ? version : null, Open(row.Id), row.LastRunAt, row.ArchivedAt))];

        OpenFindings Open(Guid project) => new(
            counts.GetValueOrDefault((project, Severity.Critical)), counts.GetValueOrDefault((project, Severity.High)),
            counts.GetValueOrDefault((project, Severity.Medium)), counts.GetValueOrDefault((project, Severity.Low)),
            counts.GetValueOrDefault((project, Severity.Info)), counts.GetValueOrDefault((project, Severity.Unknown)));
    }
}
