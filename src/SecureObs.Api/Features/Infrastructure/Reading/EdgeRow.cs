using SecureObs.Api.Domain.Infrastructure;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>What a resource does to another one.</summary>
/// <param name="Source">The number of a node.</param>
/// <param name="Target">The number of a node.</param>
/// <param name="Ports">Of network edges, such as <c>tcp/22</c>; empty for all, and for others.</param>
/// <param name="Detail">Such as the role that a right comes from; often empty.</param>
/// <param name="Basis">The attributes that say so.</param>
public sealed record EdgeItem(
    int Number, int Source, int Target, string SourceAddress, string TargetAddress, EdgeFamily Family, Verb Verb, Evidence Evidence, string Ports, string Detail, IReadOnlyList<Basis> Basis);

internal sealed record EdgeRow
{
    public required int Number { get; init; }
    public required int Source { get; init; }
    public required int Target { get; init; }
    public required string SourceAddress { get; init; }
    public required string TargetAddress { get; init; }
    public required short Family { get; init; }
    public required short Verb { get; init; }
    public required short Evidence { get; init; }
    public required string Ports { get; init; }
    public required string Detail { get; init; }
    public required string[] Basis { get; init; }

    public EdgeItem Item() => new(Number, Source, Target, SourceAddress, TargetAddress, (EdgeFamily)Family, (Verb)Verb, (Evidence)Evidence, Ports, Detail, StoredPaths.Basis(Basis));

    public GraphEdge Edge() =>
        new(SourceAddress, TargetAddress, (EdgeFamily)Family, (Verb)Verb, (Evidence)Evidence, StoredPaths.Basis(Basis)) { Ports = Ports, Detail = Detail };

    /// <param name="which">A condition on edges as e.</param>
    public static Task<List<EdgeRow>> ReadAsync(TenantTransaction tx, Guid analysis, FormattableString which, int most, CancellationToken ct) => tx.QueryAsync<EdgeRow>($"""
        select e.number, e.source, e.target, s.address as source_address, d.address as target_address, e.family, e.verb, e.evidence, e.ports, e.detail, e.basis
        from app.infrastructure_edges e
        join app.infrastructure_nodes s on s.tenant_id = {tx.TenantId} and s.analysis_id = e.analysis_id and s.number = e.source
        join app.infrastructure_nodes d on d.tenant_id = {tx.TenantId} and d.analysis_id = e.analysis_id and d.number = e.target
        where e.tenant_id = {tx.TenantId} and e.analysis_id = {analysis} and {which}
        order by e.number limit {Sql.Rows(most)}
        """, ct);
}
