using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Audit;

/// <param name="Url">Where checkpoints are posted to: https, and a public address.</param>
public sealed record CheckpointWebhookRequest([property: Required, StringLength(1000)] string Url);

/// <param name="Url">Null: checkpoints are posted nowhere.</param>
public sealed record CheckpointWebhookResponse(string? Url, DateTime? ChangedAt);

internal static class CheckpointWebhook
{
    public static void MapCheckpointWebhook(this IEndpointRouteBuilder webhook)
    {
        webhook.MapGet("/", Get)
            .ShowsSecret()   // the path of an address may be one
            .WithSummary("Where checkpoints of the audit trail are posted to");
        webhook.MapPut("/", Put)
            .WithSummary("Have checkpoints of the audit trail posted to an address of yours")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        webhook.MapDelete("/", Delete)
            .WithSummary("Have checkpoints posted no longer; repeating it is harmless");
    }

    private static async Task<Ok<CheckpointWebhookResponse>> Get(TenantDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.ReadAsync(tx => tx.FirstAsync<CheckpointWebhookResponse>($"""
            select url, changed_at from app.checkpoint_webhooks where tenant_id = {tx.TenantId}
            """, ct), ct) ?? new(null, null));

    private static async Task<Results<NoContent, ProblemHttpResult>> Put(
        CheckpointWebhookRequest request, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (PublicPost.Rule(request.Url) is { } broken)
            return Problems.WebhookRefused(broken);
        return await db.TransactAsync(async tx =>
        {
            var changed = await tx.ExecuteAsync($"""
                insert into app.checkpoint_webhooks as w (tenant_id, url, changed_at) values ({tx.TenantId}, {request.Url}, {clock.GetUtcNow()})
                on conflict on constraint checkpoint_webhooks_pk do update set url = excluded.url, changed_at = excluded.changed_at
                    where w.url <> excluded.url
                """, ct);
            if (changed == 0)
                return TypedResults.NoContent();
            // The new address has got nothing yet. Its path may be a secret: the host is enough for the trail.
            await tx.ExecuteAsync($"delete from app.checkpoint_deliveries where tenant_id = {tx.TenantId} and sink = {CheckpointPlace.Webhook}", ct);
            await audit.WriteAsync(tx, AuditActions.WebhookSet, tx.TenantId,
                new Dictionary<string, string?> { ["host"] = new Uri(request.Url).IdnHost }, ct);
            return TypedResults.NoContent();
        }, ct);
    }

    private static Task<NoContent> Delete(TenantDb db, AuditTrail audit, CancellationToken ct) => db.TransactAsync(async tx =>
    {
        if (await tx.ExecuteAsync($"delete from app.checkpoint_webhooks where tenant_id = {tx.TenantId}", ct) == 1)
        {
            await tx.ExecuteAsync($"delete from app.checkpoint_deliveries where tenant_id = {tx.TenantId} and sink = {CheckpointPlace.Webhook}", ct);
            await audit.WriteAsync(tx, AuditActions.WebhookRemoved, tx.TenantId, new Dictionary<string, string?>(), ct);
        }
        return TypedResults.NoContent();
    }, ct);
}
