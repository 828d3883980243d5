using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Checkpoints;

/// <summary>The tenant's own address. It is told nothing but the checkpoint, and never what is behind our network.</summary>
internal sealed class WebhookSink(TenantTransactions transactions, PublicPost post) : ICheckpointSink
{
    public SinkKind Kind => SinkKind.Webhook;

    public async Task<bool> SendAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        var url = await transactions.ReadAsync(checkpoint.TenantId, tx => tx.FirstAsync<string>($"""
            select url from app.checkpoint_webhooks where tenant_id = {tx.TenantId}
            """, ct), ct);
        if (url is null)
            return false;
        using var content = Json.Content(checkpoint);
        if (await post.SendAsync(url, content, [], ct) is var status and not (>= 200 and < 300))
            throw new DestinationException($"it answered {status}");
        return true;
    }
}
