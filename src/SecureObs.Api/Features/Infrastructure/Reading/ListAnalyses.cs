using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>An analysis of one root in one run.</summary>
/// <param name="Root">Which of several roots; empty when the sender named none.</param>
/// <param name="Branch">Null when the client did not say.</param>
/// <param name="IsStatic">Read from HCL, without Terraform.</param>
/// <param name="PathsTruncated">There are more paths than are listed.</param>
public sealed record AnalysisItem(
    Guid Id, Guid RunId, string PipelineRunId, string Root, string? Branch, string? Commit, bool IsStatic, string? TerraformVersion, string? SourceRevision,
    int Resources, int Edges, int Paths, bool PathsTruncated, DateTime CreatedAt);

internal sealed record AnalysisRow(
    Guid Id, Guid RunId, string PipelineRunId, string Root, string Branch, string? Commit, bool IsStatic, string? TerraformVersion, string? SourceRevision,
    int Resources, int Edges, int Paths, bool PathsTruncated, DateTime CreatedAt)
{
    public AnalysisItem Item() => new(Id, RunId, PipelineRunId, Root, Branch is "" ? null : Branch, Commit, IsStatic, TerraformVersion, SourceRevision, Resources, Edges, Paths, PathsTruncated, CreatedAt);

    /// <param name="which">A condition on analyses as a.</param>
    public static FormattableString Select(TenantTransaction tx, FormattableString which) => $"""
        select a.id, a.run_id, r.pipeline_run_id, a.root, r.branch, r.commit, a.is_static, a.terraform_version, a.source_revision,
            a.resources, a.edges, a.paths, a.paths_truncated, a.created_at
        from app.infrastructure_analyses a join app.runs r on r.tenant_id = {tx.TenantId} and r.id = a.run_id
        where a.tenant_id = {tx.TenantId} and {which}
        """;
}

internal static class ListAnalyses
{
    private const int Size = 20;

    public static void MapListAnalyses(this IEndpointRouteBuilder project) => project
        .MapGet("/", Handle)
        .MayReadStandby()
        .WithSummary("A project's infrastructure analyses, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<AnalysisItem>>, ProblemHttpResult>> Handle(Guid projectId, string? after, TenantDb db, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 2) is not [var time, var id] || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and (a.created_at, a.id) < ({at}, {last})";
        }
        var rows = await db.ReadAsync(tx => tx.QueryAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} {start} order by a.created_at desc, a.id desc limit {Sql.Rows(Size + 1)}"), ct), ct);
        var page = Pages.Of(rows, Size, row => Cursor.Write(row.CreatedAt, row.Id));
        return TypedResults.Ok(new Page<AnalysisItem>([.. page.Items.Select(row => row.Item())], page.Next));
    }
}
