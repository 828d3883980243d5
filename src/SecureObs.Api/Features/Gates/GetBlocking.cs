using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Gates;

internal static class GetBlocking
{
    private sealed record Verdict(Guid RunId, Guid ProjectId, short GatePolicy, short? Severity)
    {
        public bool Blocks => Severity is { } worst && GateDecision.Blocks((GatePolicy)GatePolicy, (Severity)worst);
    }

    public static void MapGetBlocking(this IEndpointRouteBuilder findings) => findings
        .MapGet("/blocking", Handle)
        .WithSummary("Whether a pipeline run is blocked")
        .WithDescription("A bare boolean. The projects come from the key alone; a run that is unknown or empty is not blocked.");

    private static async Task<Ok<bool>> Handle(string[]? pipelineRunId, TenantDb db, Caller caller, ReadTrail reads, TimeProvider clock, CancellationToken ct)
    {
        // Published clients do not encode the id: what follows an '&' in it arrives as further parameters.
        var verdicts = pipelineRunId is [{ Length: > 0 } named, ..] ? await DecideAsync(PipelineRunId.Of(named), db, caller, clock.GetUtcNow(), ct) : [];
        Note(verdicts, caller, reads);
        return TypedResults.Ok(verdicts.Exists(verdict => verdict.Blocks));
    }

    /// <summary>Keys of a whole organisation may mean a run in each of several projects.</summary>
    private static Task<List<Verdict>> DecideAsync(string run, TenantDb db, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var onlyOwn = caller.OnlyProject is { } project ? $"and r.project_id = {project}" : Sql.Nothing;
        return db.TransactAsync(tx => tx.QueryAsync<Verdict>($"""
            select r.id as run_id, r.project_id, p.gate_policy, worst.severity
            from app.runs r
            join app.projects p on p.tenant_id = r.tenant_id and p.id = r.project_id
            cross join lateral (
                select max(f.severity) as severity
                from app.scan_results s
                join app.finding_presence i on i.tenant_id = s.tenant_id and i.scope_id = s.scope_id and s.seq between i.from_seq and i.to_seq
                join app.findings f on f.tenant_id = i.tenant_id and f.id = i.finding_id and {FindingState.CountsAt(now)}
                where s.tenant_id = r.tenant_id and s.run_id = r.id) worst
            where r.tenant_id = {tx.TenantId} and r.pipeline_run_id = {run} {onlyOwn}
            """, ct), ct);
    }

    /// <summary>
    /// Beside the answer and not in its transaction: a database that takes no writes, as in a failover, must not stop
    /// every build. The entry waits in a file and arrives when the database is back.
    /// </summary>
    private static void Note(List<Verdict> verdicts, Caller caller, ReadTrail reads)
    {
        foreach (var verdict in verdicts)
            reads.Note(AuditActions.GateDecided, verdict.RunId, Data(verdict.ProjectId, verdict.Blocks ? "blocked" : "passed"));
        // A gate that knows no run lets pass: whoever asks later wants to see it.
        if (verdicts is [])
            reads.Note(AuditActions.GateDecided, caller.OnlyProject ?? caller.TenantId, Data(caller.OnlyProject, "passed-unknown-run"));
    }

    private static Dictionary<string, string?> Data(Guid? project, string verdict) =>
        new() { ["project"] = project?.ToString(), ["verdict"] = verdict };
}
