using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

internal static class OpenRun
{
    public static void MapOpenRun(this IEndpointRouteBuilder runs) => runs
        .MapPost("/", Handle)
        .WithSummary("Say that a pipeline run begins; repeating it answers the same run")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Ok<OpenedRun>> Handle(
        string projectId, OpenRunRequest request, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var (project, id, now) = (Guid.Parse(projectId), Guid.CreateVersion7(), clock.GetUtcNow());
        // Findings may have arrived before, from a client that opens no run: what was not known then is filled in.
        var run = await db.TransactAsync(tx => tx.FirstAsync<Guid>($"""
            insert into app.runs as r (tenant_id, id, project_id, pipeline_run_id, branch, commit, pull_request, opened_at)
            values ({tx.TenantId}, {id}, {project}, {PipelineRunId.Of(request.PipelineRunId)}, {request.Branch ?? ""}, {request.Commit}::text,
                {request.PullRequest}::integer, {now})
            on conflict on constraint runs_pipeline_uq do update set
                commit = coalesce(r.commit, excluded.commit),
                pull_request = coalesce(r.pull_request, excluded.pull_request)
            returning r.id
            """, ct), ct);
        return TypedResults.Ok(new OpenedRun(run));
    }
}
