using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Checkpoints;

/// <summary>The tenant's own address. It is told nothing but the checkpoint, and never what is behind our network.</summary>
internal sealed class WebhookSink(TenantTransactions transactions, HttpClient http) : ICheckpointSink
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public SinkKind Kind => SinkKind.Webhook;

    public async Task<bool> SendAsync(Checkpoint checkpoint, CancellationToken ct)
    {
        var url = await transactions.ReadAsync(checkpoint.TenantId, tx => tx.FirstAsync<string>($"""
            select url from app.checkpoint_webhooks where tenant_id = {tx.TenantId}
            """, ct), ct);
        if (url is null)
            return false;
        if (Rule(url) is { } broken)
            throw new DestinationException(broken);
        using var response = await PostAsync(url, checkpoint, ct);
        if (!response.IsSuccessStatusCode)
            throw new DestinationException($"it answered {(int)response.StatusCode}");
        return true;
    }

    /// <summary>Why this is no address to send to, or null. Where its name leads is checked when connecting.</summary>
    public static string? Rule(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps ? "it must be an https URL"
        : address.UserInfo.Length > 0 || address.Fragment.Length > 0 ? "it must have neither a user nor a fragment"
        : System.Net.IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) && !PublicAddress.Includes(literal) ? "its address must be public"
        : null;

    private async Task<HttpResponseMessage> PostAsync(string url, Checkpoint checkpoint, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Json.Content(checkpoint) };
        request.Headers.UserAgent.ParseAdd("SecureObs");
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException exception)
        {
            throw exception.InnerException as DestinationException ?? new DestinationException("it could not be reached");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new DestinationException($"it did not answer within {Timeout.TotalSeconds} seconds");
        }
    }
}
