using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Gates;

internal static class GetBlocking
{
    private sealed record WorstOpen(short GatePolicy, short Severity);

    public static void MapGetBlocking(this IEndpointRouteBuilder findings) => findings
        .MapGet("/blocking", Handle)
        .WithSummary("Whether a pipeline run is blocked")
        .WithDescription("A bare boolean. The projects come from the key alone; a run that is unknown or empty is not blocked.");

    private static async Task<Ok<bool>> Handle(string[]? pipelineRunId, TenantDb db, Caller caller, CancellationToken ct)
    {
        // Published clients do not encode the id: what follows an '&' in it arrives as further parameters.
        if (pipelineRunId is not [{ Length: > 0 } named, ..])
            return TypedResults.Ok(false);
        var run = PipelineRunId.Of(named);
        var onlyOwn = caller.OnlyProject is { } project ? $"and r.project_id = {project}" : Sql.Nothing;
        var worst = await db.TransactAsync(tx => tx.QueryAsync<WorstOpen>($"""
            select p.gate_policy, max(f.severity) as severity
            from app.runs r
            join app.projects p on p.tenant_id = r.tenant_id and p.id = r.project_id
            join app.scan_results s on s.tenant_id = r.tenant_id and s.run_id = r.id
            join app.finding_presence i on i.tenant_id = s.tenant_id and i.scope_id = s.scope_id and s.seq between i.from_seq and i.to_seq
            join app.findings f on f.tenant_id = i.tenant_id and f.id = i.finding_id and f.status = {FindingStatus.Open}
            where r.tenant_id = {tx.TenantId} and r.pipeline_run_id = {run} {onlyOwn}
            group by p.id, p.gate_policy
            """, ct), ct);
        return TypedResults.Ok(worst.Exists(each => GateDecision.Blocks((GatePolicy)each.GatePolicy, (Severity)each.Severity)));
    }
}
