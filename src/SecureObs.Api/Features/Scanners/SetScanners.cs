using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Scanners;

/// <param name="Enabled">Keys of the catalogue in the order of execution; the others are switched off.</param>
public sealed record SetScannersRequest([property: Required, MaxLength(50)] string[] Enabled);

internal static class SetScanners
{
    public static void MapSetScanners(this IEndpointRouteBuilder project) => project
        .MapPut("/", Handle)
        .WithSummary("Choose the scanners of a project and their order")
        .RequireAuthorization(Rules.Admin)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, SetScannersRequest request, TenantDb db, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var enabled = request.Enabled;
            if (!await tx.FirstAsync<bool>($"select true from app.projects where tenant_id = {tx.TenantId} and id = {projectId} for update", ct))
                return Problems.NotFound();
            if (await tx.FirstAsync<long>($"select count(*) from app.scanners where key = any({enabled}) and not hidden", ct) != enabled.Length)
                return Problems.ScannerUnknown();

            var before = await tx.QueryAsync<string>($"""
                select scanner_key from app.project_scanners
                where tenant_id = {tx.TenantId} and project_id = {projectId} order by position, scanner_key
                """, ct);
            if (before.SequenceEqual(enabled))
                return TypedResults.NoContent();
            await tx.ExecuteAsync($"""
                delete from app.project_scanners
                where tenant_id = {tx.TenantId} and project_id = {projectId} and scanner_key <> all({enabled})
                """, ct);
            await tx.ExecuteAsync($"""
                insert into app.project_scanners as s (tenant_id, project_id, scanner_key, position)
                select {tx.TenantId}, {projectId}, wanted.key, wanted.position::smallint
                from unnest({enabled}) with ordinality as wanted (key, position)
                on conflict on constraint project_scanners_pk do update set position = excluded.position
                """, ct);
            await audit.WriteAsync(tx, AuditActions.ScannersChanged, projectId,
                new Dictionary<string, string?> { ["from"] = string.Join(' ', before), ["to"] = string.Join(' ', enabled) }, ct);
            return TypedResults.NoContent();
        }, ct);
}
