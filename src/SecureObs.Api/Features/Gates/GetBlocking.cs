using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>
/// The published question. It decides over what has arrived, whether or not the run is closed: published clients never
/// close one, nor say that a scanner was done, so a policy that requires scanners blocks them.
/// </summary>
internal static class GetBlocking
{
    private sealed record Decision(Guid Run, Guid Project, int PolicyVersion, bool Blocks);

    public static void MapGetBlocking(this IEndpointRouteBuilder findings) => findings
        .MapGet("/blocking", Handle)
        .WithSummary("Whether a pipeline run is blocked")
        .WithDescription("A bare boolean. The projects come from the key alone; a run that is unknown is not blocked. Nothing is kept or signed.");

    private static async Task<Ok<bool>> Handle(
        [FromQuery] string[]? pipelineRunId, TenantDb db, Caller caller, ReadTrail reads, TimeProvider clock, CancellationToken ct)
    {
        // Published clients do not encode the id: what follows an '&' in it arrives as further parameters.
        var decisions = pipelineRunId is [{ Length: > 0 } named, ..] ? await DecideAsync(PipelineRunId.Of(named), db, caller, clock.GetUtcNow(), ct) : [];
        Note(decisions, caller, reads);
        return TypedResults.Ok(decisions.Exists(decision => decision.Blocks));
    }

    /// <summary>Keys of a whole organisation may mean a run in each of several projects.</summary>
    private static async Task<List<Decision>> DecideAsync(string run, TenantDb db, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        caller.RequireRun(run);
        var onlyOwn = caller.OnlyProject is { } project ? $"and r.project_id = {project}" : Sql.Nothing;
        var runs = await db.ReadAsync(tx => GateRuns.LoadAsync(tx, $"r.pipeline_run_id = {run} {onlyOwn}", now, ct, all: false), ct);
        return [.. runs.Select(one => new Decision(one.Input.Run, one.Input.Project, one.PolicyVersion, GateRule.Decide(one.Policy, one.Input).Blocked))];
    }

    /// <summary>
    /// Beside the answer and not in its transaction: a database that takes no writes, as in a failover, must not stop
    /// every build. The entry waits in a file and arrives when the database is back.
    /// </summary>
    private static void Note(List<Decision> decisions, Caller caller, ReadTrail reads)
    {
        foreach (var decision in decisions)
            reads.Note(AuditActions.GateDecided, decision.Run, Data(decision.Project, decision.Blocks ? "blocked" : "passed", decision.PolicyVersion));
        // A gate that knows no run lets pass: whoever asks later wants to see it.
        if (decisions is [])
            reads.Note(AuditActions.GateDecided, caller.OnlyProject ?? caller.TenantId, Data(caller.OnlyProject, "passed-unknown-run", null));
    }

    private static Dictionary<string, string?> Data(Guid? project, string verdict, int? policyVersion) =>
        new() { ["project"] = project?.ToString(), ["verdict"] = verdict, ["policyVersion"] = policyVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
