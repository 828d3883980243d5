using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

internal static class OpenRun
{
    public static void MapOpenRun(this IEndpointRouteBuilder runs) => runs
        .MapPost("/", Handle)
        .WithSummary("Say that a pipeline run begins; repeating it answers the same run")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<OpenedRun>, ProblemHttpResult>> Handle(
        string projectId, OpenRunRequest request, Caller caller, TenantDb db, AuditTrail audit, Detection detection, CancellationToken ct)
    {
        var (project, entry) = (Guid.Parse(projectId), audit.NewEntry());
        caller.RequireRun(PipelineRunId.Of(request.PipelineRunId));
        caller.RequireBranch(request.Branch);
        request = request with { Branch = string.IsNullOrEmpty(request.Branch) ? caller.OnlyBranch : request.Branch };
        return await db.TransactAsync<Results<Ok<OpenedRun>, ProblemHttpResult>>(async tx =>
        {
            // Before the lock, which keeps the project as it is for others, too: two that change it then would wait for each other.
            var isNamed = await NameDefaultBranchAsync(tx, project, request.DefaultBranch, ct) > 0;
            if (await ProjectLock.TakeAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (isNamed)
                await detection.RefreshProjectAsync(tx, project, entry.At, ct);
            var opened = await OpenAsync(tx, project, entry.Id, request, entry.At, ct);
            // Ours when nobody was before us; an attempt before this one was ours too, and wrote the same entry.
            if (opened == entry.Id)
                await audit.WriteAsync(tx, entry, AuditActions.RunOpened, opened, Data(project, request), ct);
            return TypedResults.Ok(new OpenedRun(opened));
        }, ct);
    }

    /// <summary>What the CI system says holds until an admin says otherwise.</summary>
    private static Task<int> NameDefaultBranchAsync(TenantTransaction tx, Guid project, string? branch, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(branch) ? Task.FromResult(0) : tx.ExecuteAsync($"""
            update app.projects set default_branch = {branch} where tenant_id = {tx.TenantId} and id = {project} and default_branch is null and archived_at is null
            """, ct);

    private static Dictionary<string, string?> Data(Guid project, OpenRunRequest request) => new()
    {
        ["project"] = project.ToString(),
        ["run"] = PipelineRunId.Of(request.PipelineRunId),
        ["branch"] = request.Branch,
        ["commit"] = request.Commit,
    };

    /// <summary>Nothing starts in the future: it would be the newest for ever.</summary>
    private static DateTimeOffset Started(OpenRunRequest request, DateTimeOffset now) =>
        request.StartedAt is { } told && told < now ? told.ToUniversalTime() : now;

    /// <summary>A run that goes on is open again. Findings may have arrived before, from a client that opens no run: what was not known then is filled in.</summary>
    private static Task<Guid> OpenAsync(
        TenantTransaction tx, Guid project, Guid id, OpenRunRequest request, DateTimeOffset now, CancellationToken ct) =>
        tx.FirstAsync<Guid>($"""
            insert into app.runs as r (tenant_id, id, project_id, pipeline_run_id, branch, commit, pull_request, opened_at, started_at)
            values ({tx.TenantId}, {id}, {project}, {PipelineRunId.Of(request.PipelineRunId)}, {request.Branch ?? ""}, {request.Commit}::text,
                {request.PullRequest}::integer, {now}, {Started(request, now)})
            on conflict on constraint runs_pipeline_uq do update set
                closed_at = null, commit = coalesce(r.commit, excluded.commit),
                pull_request = coalesce(r.pull_request, excluded.pull_request)
            returning r.id
            """, ct);
}
