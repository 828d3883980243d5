using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Gates;

/// <summary>A verdict in the list of its run.</summary>
/// <param name="PolicyVersion">0 is one of the published three.</param>
public sealed record GateVerdictItem(Guid Id, bool Blocked, DateTime DecidedAt, int PolicyVersion, string Digest);

internal static class ListVerdicts
{
    private const int Most = 50;

    public static void MapListVerdicts(this IEndpointRouteBuilder project) => project
        .MapGet("/runs/{runId:guid}/gate-verdicts", Handle)
        .WithSummary("What the gate said about a run, the newest first, at most 50");

    private static async Task<Ok<GateVerdictItem[]>> Handle(Guid projectId, Guid runId, TenantDb db, CancellationToken ct) =>
        TypedResults.Ok((await db.ReadAsync(tx => tx.QueryAsync<GateVerdictItem>($"""
            select id, blocked, decided_at, policy_version, encode(digest, 'hex') as digest
            from app.gate_verdicts
            where tenant_id = {tx.TenantId} and project_id = {projectId} and run_id = {runId}
            order by decided_at desc, id desc
            limit {Sql.Rows(Most)}
            """, ct), ct)).ToArray());
}
