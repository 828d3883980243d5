using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Scanners;

/// <summary>The enabled scanners in their order of execution, then the others.</summary>
public sealed record ScannersResponse(IReadOnlyList<ScannerItem> Items);

public sealed record ScannerItem(string Key, string Name, string Description, bool Enabled);

internal static class ListScanners
{
    public static void MapListScanners(this IEndpointRouteBuilder project) => project
        .MapGet("/", Handle)
        .WithSummary("The catalogue of scanners, as this project uses it")
        .RequireAuthorization(Rules.Member)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<ScannersResponse>, ProblemHttpResult>> Handle(Guid projectId, TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<ScannersResponse>, ProblemHttpResult>>(async tx =>
        {
            var items = await tx.QueryAsync<ScannerItem>($"""
                select c.key, c.name, c.description, s.scanner_key is not null as enabled
                from app.projects p
                cross join app.scanners c
                left join app.project_scanners s on s.tenant_id = {tx.TenantId} and s.project_id = p.id and s.scanner_key = c.key
                where p.tenant_id = {tx.TenantId} and p.id = {projectId} and not c.hidden
                order by s.position nulls last, c.position
                """, ct);
            return items is [] ? Problems.NotFound() : TypedResults.Ok(new ScannersResponse(items));
        }, ct);
}
