using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>Decides about a closed run, and keeps and signs the verdict.</summary>
internal static class DecideRun
{
    public static void MapDecideRun(this IEndpointRouteBuilder project)
    {
        project.MapPost("/gate", HandleNamed)
            .WithSummary("The gate's verdict about a closed run, named by its pipeline run id")
            .WithDescription("Kept and signed. The same findings under the same policy get the same verdict again; after triage, another one.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        project.MapPost("/runs/{runId:guid}/gate", Handle)
            .WithSummary("The gate's verdict about a closed run")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<GateAnswer>, ProblemHttpResult>> HandleNamed(
        string projectId, string? pipelineRunId, Deciding deciding, CancellationToken ct)
    {
        var project = Guid.Parse(projectId);
        // '' groups what came without an id: that is no run to decide about.
        var run = PipelineRunId.Of(pipelineRunId);
        return run is ""
            ? Problems.RunUnknown()
            : await deciding.DecideAsync($"r.project_id = {project} and r.pipeline_run_id = {run}", Problems.RunUnknown, ct);
    }

    private static Task<Results<Ok<GateAnswer>, ProblemHttpResult>> Handle(string projectId, Guid runId, Deciding deciding, CancellationToken ct)
    {
        var project = Guid.Parse(projectId);
        return deciding.DecideAsync($"r.project_id = {project} and r.id = {runId}", Problems.NotFound, ct);
    }

    internal sealed class Deciding(TenantDb db, Caller caller, AuditTrail audit, ReadTrail reads, KeyHolder keys)
    {
        public async Task<Results<Ok<GateAnswer>, ProblemHttpResult>> DecideAsync(FormattableString which, Func<ProblemHttpResult> absent, CancellationToken ct)
        {
            var entry = audit.NewEntry();
            var (verdict, isNew, refusal) = await db.TransactAsync<(StoredVerdict?, bool, ProblemHttpResult?)>(async tx =>
            {
                if (await GateRuns.LoadAsync(tx, which, entry.At, ct) is not [var run, ..])
                    return (null, false, absent());
                caller.RequireRun(run.PipelineRunId);
                if (run.Input.ClosedAt is null)
                    return (null, false, Problems.RunOpen());
                var (verdict, isNew) = await GateVerdicts.DecideAsync(tx, run, entry.Id, keys, ct);
                if (isNew)
                {
                    await GateNotices.AddAsync(tx, run, verdict.Blocked, ct);
                    await audit.WriteAsync(tx, entry, AuditActions.GateDecided, verdict.RunId, Data(verdict), ct);
                }
                return (verdict, isNew, null);
            }, ct);
            if (verdict is null)
                return refusal!;
            if (!isNew)
                reads.Note(AuditActions.GateDecided, verdict.RunId, Data(verdict));
            return TypedResults.Ok(Answer(verdict));
        }

        private static Dictionary<string, string?> Data(StoredVerdict verdict) => new()
        {
            ["project"] = verdict.ProjectId.ToString(),
            ["verdict"] = verdict.Blocked ? "blocked" : "passed",
            ["policyVersion"] = $"{verdict.PolicyVersion}",
            ["digest"] = verdict.Digest,
        };
    }

    private static GateAnswer Answer(StoredVerdict stored)
    {
        var again = stored.Again;
        return new()
        {
            VerdictId = stored.Id,
            RunId = stored.RunId,
            Blocked = stored.Blocked,
            DecidedAt = stored.DecidedAt,
            PolicyVersion = stored.PolicyVersion,
            PolicyDigest = stored.PolicyDigest,
            Digest = stored.Digest,
            Reasons = again.Reasons,
            Open = again.Open,
            Scanners = again.Scanners,
            Envelope = stored.Envelope ?? "",
        };
    }
}
