using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Views;

internal static class ReplaceView
{
    public static void MapReplaceView(this IEndpointRouteBuilder views, ViewOwner owner) => views
        .MapPut("/{viewId:guid}", (Guid viewId, FindingViewRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct) =>
            Handle(owner, viewId, request, db, caller, audit, ct))
        .WithMetadata(new RequestSizeLimitAttribute(ViewRows.MostBytes))
        .WithSummary(owner is ViewOwner.Tenant ? "Give a shared view another name, filter or order" : "Give an own view another name, filter or order")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ViewOwner owner, Guid viewId, FindingViewRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct)
    {
        var (entry, name) = (audit.NewEntry(), Names.Of(request.Name));
        if (request.Refusal(entry.At) is { } refusal)
            return refusal;
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var of = owner.Id(tx, caller);
            if (!await tx.FirstAsync<bool>($"""
                select true from app.finding_views where tenant_id = {tx.TenantId} and owner_id = {of} and id = {viewId} for update
                """, ct))
                return Problems.NotFound();
            if (!await tx.TryUniqueAsync($"""
                update app.finding_views set name = {name}, filter = {ViewRows.Write(request.Filter)}, sort = {request.Sort}::text,
                    direction = {request.Direction}::text, changed_by = {caller.ActorId}, changed_at = {entry.At}
                where tenant_id = {tx.TenantId} and owner_id = {of} and id = {viewId}
                """, ct))
                return Problems.ViewNameTaken();
            await audit.WriteAsync(tx, entry, AuditActions.ViewChanged, viewId, ViewRows.Data(owner, name), ct);
            return TypedResults.NoContent();
        }, ct);
    }
}
