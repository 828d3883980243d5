using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Views;

public sealed record CreatedView(Guid Id, string Name);

internal static class CreateView
{
    public static void MapCreateView(this IEndpointRouteBuilder views, ViewOwner owner) => views
        .MapPost("/", (FindingViewRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct) => Handle(owner, request, db, caller, audit, ct))
        .WithMetadata(new RequestSizeLimitAttribute(ViewRows.MostBytes))
        .WithSummary(owner is ViewOwner.Tenant ? "Share a view with everybody of the organisation" : "Keep a view for oneself")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedView>, ProblemHttpResult>> Handle(
        ViewOwner owner, FindingViewRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct)
    {
        var (entry, name) = (audit.NewEntry(), Names.Of(request.Name));
        if (request.Refusal(entry.At) is { } refusal)
            return refusal;
        return await db.TransactAsync<Results<Created<CreatedView>, ProblemHttpResult>>(async tx =>
        {
            // Two at once would each find room for one.
            await MemberLock.TakeAsync(tx, ct);
            var of = owner.Id(tx, caller);
            if (await tx.FirstAsync<bool>($"""
                select true from app.finding_views where tenant_id = {tx.TenantId} and owner_id = {of} and id <> {entry.Id} offset {ViewRows.Most - 1} limit 1
                """, ct))
                return Problems.TooManyViews(ViewRows.Most);
            // Our own row is there when an earlier attempt's answer got lost.
            if (!await tx.TryUniqueAsync($"""
                insert into app.finding_views (tenant_id, id, owner_id, name, filter, sort, direction, changed_by, changed_at)
                values ({tx.TenantId}, {entry.Id}, {of}, {name}, {ViewRows.Write(request.Filter)}, {request.Sort}::text, {request.Direction}::text, {caller.ActorId}, {entry.At})
                on conflict on constraint finding_views_pk do nothing
                """, ct))
                return Problems.ViewNameTaken();
            await audit.WriteAsync(tx, entry, AuditActions.ViewCreated, entry.Id, ViewRows.Data(owner, name), ct);
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/views", new CreatedView(entry.Id, name));
        }, ct);
    }
}
