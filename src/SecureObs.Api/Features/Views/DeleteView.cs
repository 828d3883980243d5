using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Views;

internal static class DeleteView
{
    public static void MapDeleteView(this IEndpointRouteBuilder views, ViewOwner owner) => views
        .MapDelete("/{viewId:guid}", (Guid viewId, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct) => Handle(owner, viewId, db, caller, audit, ct))
        .WithSummary(owner is ViewOwner.Tenant ? "Remove a shared view for everybody" : "Remove an own view")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        ViewOwner owner, Guid viewId, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var name = await tx.FirstAsync<string>($"""
                delete from app.finding_views
                where tenant_id = {tx.TenantId} and owner_id = {owner.Id(tx, caller)} and id = {viewId} returning name
                """, ct);
            if (name is null)
                return Problems.NotFound();
            await audit.WriteAsync(tx, AuditActions.ViewRemoved, viewId, ViewRows.Data(owner, name), ct);
            return TypedResults.NoContent();
        }, ct);
}
