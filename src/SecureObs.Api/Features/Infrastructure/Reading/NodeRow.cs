using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>A resource, or a place where attacks begin.</summary>
/// <param name="Address">In full; <c>internet</c>, <c>anyone</c> or <c>ci</c> for the others.</param>
/// <param name="Type">Empty for the others.</param>
/// <param name="Parent">The number of the node that contains it most closely; null at the top.</param>
/// <param name="Actions">Of the plan: create, update, delete, no-op, read.</param>
/// <param name="Children">How many nodes it contains most closely.</param>
/// <param name="Findings">Open findings about it, whatever scanner has them.</param>
/// <param name="Worst">The worst severity of those; null when there are none.</param>
public sealed record NodeItem(
    int Number, string Address, string Type, NodeKind Kind, Exposure Exposure, AssetKind Asset, int? Parent, IReadOnlyList<string> Actions, int Children, int Findings, Severity? Worst);

internal sealed record NodeRow(int Number, string Address, string Type, short Kind, short Exposure, short Asset, int? Parent, string Actions, int Children, int Findings, short? Worst)
{
    private static readonly short[] Open = [(short)FindingStatus.Open, (short)FindingStatus.InReview];

    public NodeItem Item() => new(Number, Address, Type, (NodeKind)Kind, (Exposure)Exposure, (AssetKind)Asset, Parent,
        Actions.Split(' ', StringSplitOptions.RemoveEmptyEntries), Children, Findings, Worst is { } worst ? (Severity)worst : null);

    /// <summary>Scanners of configuration name the block: its findings are those of each of its instances.</summary>
    /// <param name="which">A condition on nodes as n.</param>
    public static Task<List<NodeRow>> ReadAsync(TenantTransaction tx, Guid project, Guid analysis, FormattableString which, int most, DateTimeOffset now, CancellationToken ct) => tx.QueryAsync<NodeRow>($"""
        select n.number, n.address, n.type, n.kind, n.exposure, n.asset, n.parent, n.actions, inside.children, found.findings, found.worst
        from (
            select n.number, n.address, n.type, n.kind, n.exposure, n.asset, n.parent, n.actions
            from app.infrastructure_nodes n
            where n.tenant_id = {tx.TenantId} and n.analysis_id = {analysis} and {which}
            order by n.number limit {Sql.Rows(most)}) n
        cross join lateral (
            select count(*)::integer as children from app.infrastructure_nodes c
            where c.tenant_id = {tx.TenantId} and c.analysis_id = {analysis} and c.parent = n.number) inside
        cross join lateral (
            select count(*)::integer as findings, max(f.severity) as worst from app.findings f
            where f.tenant_id = {tx.TenantId} and f.project_id = {project} and f.resource_address in (n.address, pg_catalog.regexp_replace(n.address, '\[[^]]*\]', '', 'g'))
              and {FindingState.IsOneOf(Open, now)}) found
        order by n.number
        """, ct);
}
