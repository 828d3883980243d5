using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Views;

internal static class ListViews
{
    private sealed record Row(Guid Id, string Name, bool Shared, string Filter, string? Sort, string? Direction, Guid ChangedBy, DateTime ChangedAt);

    public static void MapListViews(this IEndpointRouteBuilder views) => views
        .MapGet("/", Handle)
        .WithSummary("The caller's own views and the shared ones by name, at most 200 of each");

    private static async Task<Ok<List<FindingView>>> Handle(TenantDb db, Caller caller, CancellationToken ct)
    {
        var rows = await db.ReadAsync(tx => tx.QueryAsync<Row>($"""
            select v.id, v.name, v.owner_id = {tx.TenantId} as shared, v.filter, v.sort, v.direction, v.changed_by, v.changed_at
            from app.finding_views v
            where v.tenant_id = {tx.TenantId} and v.owner_id in ({caller.ActorId}, {tx.TenantId})
            order by v.name, v.id limit {Sql.Rows(2 * ViewRows.Most)}
            """, ct), ct);
        return TypedResults.Ok(rows.ConvertAll(row =>
            new FindingView(row.Id, row.Name, row.Shared, ViewRows.Read(row.Filter), row.Sort, row.Direction, row.ChangedBy, row.ChangedAt)));
    }
}
