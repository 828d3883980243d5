using Microsoft.AspNetCore.Http.HttpResults;
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
        var (size, where) = (limit ?? Pages.Size, filter.Where());
        var rows = await db.ReadAsync(tx => tx.QueryAsync<AuditListRow>($"""
            select a.id, a.at, a.actor_kind, a.actor_id, coalesce(p.name, k.name, w.name) as name, a.action, a.subject_id, a.data::text as data,
                a.xid < coalesce((
                    select b.xid_to from app.audit_blocks b
                    where b.tenant_id = {tx.TenantId} and b.epoch = a.epoch order by b.no desc limit 1), 0) as sealed
            from app.audit a
            left join app.people_of_tenant() p on a.actor_kind = {AuditActorKind.Person} and p.actor_id = a.actor_id
            left join app.api_keys k on a.actor_kind = {AuditActorKind.ApiKey} and k.tenant_id = {tx.TenantId} and k.id = a.actor_id
            left join app.trust_rules w on a.actor_kind = {AuditActorKind.Workload} and w.tenant_id = {tx.TenantId} and w.id = a.actor_id
            where a.tenant_id = {tx.TenantId} {where} {start}
            order by a.id desc
            limit {Sql.Rows(size + 1)}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item())], size, item => Cursor.Write(item.Id)));
    }
}
