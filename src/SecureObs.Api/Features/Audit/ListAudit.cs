using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Audit;

internal static class ListAudit
{
    public static void MapListAudit(this IEndpointRouteBuilder audit) => audit
        .MapGet("/", Handle)
        .RecordsAccess(AuditActions.AuditViewed, "subject")
        .WithSummary("The audit trail, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<AuditItem>>, ProblemHttpResult>> Handle(
        [AsParameters] AuditFilter filter, string? after, int? limit, TenantDb db, CancellationToken ct)
    {
        if (limit is < 1 or > Pages.LargestSize)
            return Problems.QueryInvalid("limit", $"must be 1 to {Pages.LargestSize}");
        if (filter.Problem is { } problem)
            return problem;
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and a.id < {last}";
        }
        var size = limit ?? Pages.Size;
        var (rows, names) = await db.ReadAsync(async tx =>
        {
            var rows = await tx.QueryAsync<AuditListRow>($"""
                select a.id, a.at, a.actor_kind, a.actor_id, a.action, a.subject_id, a.data::text as data,
                    a.xid < coalesce((
                        select b.xid_to from app.audit_blocks b
                        where b.tenant_id = {tx.TenantId} and b.epoch = a.epoch order by b.no desc limit 1), 0) as sealed
                from app.audit a
                where a.tenant_id = {tx.TenantId} {await filter.WhereAsync(tx, ct)} {start}
                order by a.id desc
                limit {Sql.Rows(size + 1)}
                """, ct);
            return (rows, await ActorNames.OfAsync(tx, rows.Select(row => (Guid?)row.ActorId), ct));
        }, ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item(names))], size, item => Cursor.Write(item.Id)));
    }
}
