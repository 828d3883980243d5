using System.Net;

namespace SecureObs.Cli.Api;

/// <summary>
/// Repeats a request up to 3 times after 0, 2 and 4 seconds when the API is away for a moment: 502, 503, 504,
/// a lost connection, a time-out; 429 and 413 only when the API says when to come back.
/// Repeating a POST is safe: what the API stores for it is the same the second time.
/// </summary>
internal sealed class Retrying(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>Of a request whose answer is read as it comes: then only what lies before the body is repeated.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsStreamed = new("streamed");

    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GetTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PostTimeout = TimeSpan.FromSeconds(120);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                var response = await SendOnceAsync(request, ct);
                if (attempt == Waits.Length || Wait(response, attempt, time) is not { } until)
                    return response;
                response.Dispose();
                wait = until;
            }
            catch (Exception away) when (attempt < Waits.Length && !ct.IsCancellationRequested
                && away is HttpRequestException or OperationCanceledException)
            {
                wait = Waits[attempt];
            }
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, ct);
        }
    }

    // The body is read here, unless it is streamed, so that a connection lost in the middle of it counts as lost too.
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(request.Method == HttpMethod.Get ? GetTimeout : PostTimeout);
        var response = await base.SendAsync(request, limit.Token);
        if (!response.IsSuccessStatusCode || !request.Options.TryGetValue(IsStreamed, out var streamed) || !streamed)
            await response.Content.LoadIntoBufferAsync(limit.Token);
        return response;
    }

    private static TimeSpan? Wait(HttpResponseMessage response, int attempt, TimeProvider time)
    {
        var told = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        if (told is { } wait)
            told = wait > LongestWait ? LongestWait : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        return response.StatusCode switch
        {
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => told ?? Waits[attempt],
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestEntityTooLarge => told,
            _ => null,
        };
    }
}
