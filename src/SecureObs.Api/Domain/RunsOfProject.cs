using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>A pipeline run, as far as findings depend on it.</summary>
/// <param name="IsDefault">Whether its branch is the project's default branch.</param>
internal sealed record RunOfProject(Guid Id, string PipelineRunId, string Branch, DateTime StartedAt, bool IsDefault);

internal static class RunsOfProject
{
    private sealed record Row(Guid Id, string PipelineRunId, string Branch, DateTime StartedAt, string? DefaultBranch)
    {
        public RunOfProject Run() => new(Id, PipelineRunId, Branch, StartedAt, Branches.IsDefault(Branch, DefaultBranch));
    }

    /// <summary>Finds runs by their pipeline's ids, and opens those that nobody opened, as published clients don't.</summary>
    /// <param name="branch">Of those that are opened; null when nobody knows it.</param>
    public static async Task<Dictionary<string, RunOfProject>> OpenAsync(
        TenantTransaction tx, Guid project, string[] named, string? branch, DateTimeOffset now, CancellationToken ct)
    {
        if (named.Length == 0)
            return [];
        var ids = named.Select(_ => Guid.CreateVersion7()).ToArray();
        await tx.ExecuteAsync($"""
            insert into app.runs (tenant_id, id, project_id, pipeline_run_id, branch, opened_at, started_at)
            select {tx.TenantId}, u.id, {project}, u.pipeline_run_id, {branch ?? ""}, {now}, {now} from unnest({ids}, {named}) as u (id, pipeline_run_id)
            on conflict on constraint runs_pipeline_uq do nothing
            """, ct);
        var rows = await tx.QueryAsync<Row>($"""
            select r.id, r.pipeline_run_id, r.branch, r.started_at, p.default_branch
            from app.runs r join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
            where r.tenant_id = {tx.TenantId} and r.project_id = {project} and r.pipeline_run_id = any({named})
            """, ct);
        return rows.ToDictionary(row => row.PipelineRunId, row => row.Run());
    }

    /// <summary>Null when the project has no such run.</summary>
    public static async Task<RunOfProject?> FindAsync(TenantTransaction tx, Guid project, Guid run, CancellationToken ct) =>
        (await tx.FirstAsync<Row>($"""
            select r.id, r.pipeline_run_id, r.branch, r.started_at, p.default_branch
            from app.runs r join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
            where r.tenant_id = {tx.TenantId} and r.project_id = {project} and r.id = {run}
            """, ct))?.Run();
}
