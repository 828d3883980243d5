using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Tenants;

public sealed record RenameTenantRequest([property: Required, StringLength(120), Name] string Name);

internal static class RenameTenant
{
    public static void MapRenameTenant(this IEndpointRouteBuilder tenant) => tenant
        .MapPut("/", Handle)
        .WithSummary("Rename an organisation")
        .RequireAuthorization(Rules.Owner)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        RenameTenantRequest request, TenantDb db, MemberLock members, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            var (before, name) = (await tx.FirstAsync<string>($"select name from app.tenants where id = {tx.TenantId}", ct), Names.Of(request.Name));
            if (before != name)
            {
                await tx.ExecuteAsync($"update app.tenants set name = {name} where id = {tx.TenantId}", ct);
                await audit.WriteAsync(tx, AuditActions.TenantRenamed, tx.TenantId,
                    new Dictionary<string, string?> { ["from"] = before, ["to"] = name }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}
