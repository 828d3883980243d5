using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Waits as the platform asks and tries again, three times at most. Limits of rate: 429, and 403 of GitHub with
/// <c>Retry-After</c>, with none remaining, or of its secondary limit, where a minute is to be waited at least
/// (docs.github.com/rest, rate limits). What did not answer is repeated unless it is a POST: the comment may be there.
/// </summary>
internal sealed class PlatformRetrying(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private const int Repeats = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SecondaryWait = TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                var response = await SendOnceAsync(request, ct);
                if (attempt == Repeats || await WaitAsync(request, response, attempt, ct) is not { } until || until > LongestWait)
                    return response;
                response.Dispose();
                wait = until;
            }
            catch (Exception away) when (attempt < Repeats && request.Method != HttpMethod.Post && !ct.IsCancellationRequested
                && away is HttpRequestException or OperationCanceledException)
            {
                wait = Pause(attempt);
            }
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, ct);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(RequestTimeout);
        var response = await base.SendAsync(request, limit.Token);
        await response.Content.LoadIntoBufferAsync(PlatformHttp.LargestAnswer, limit.Token);
        return response;
    }

    private async Task<TimeSpan?> WaitAsync(HttpRequestMessage request, HttpResponseMessage response, int attempt, CancellationToken ct) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => Told(response.Headers) ?? SecondaryWait * (1 << attempt),
        HttpStatusCode.Forbidden => Told(response.Headers) ?? (await IsSecondaryAsync(response, ct) ? SecondaryWait * (1 << attempt) : null),
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout when request.Method != HttpMethod.Post =>
            Told(response.Headers) ?? Pause(attempt),
        _ => null,
    };

    /// <summary>What the headers say; null when they say nothing of a limit.</summary>
    private TimeSpan? Told(HttpResponseHeaders headers)
    {
        if (headers.RetryAfter is { } after)
            return NotNegative(after.Delta ?? after.Date!.Value - time.GetUtcNow());
        return Header(headers, "x-ratelimit-remaining") == 0 && Header(headers, "x-ratelimit-reset") is { } reset
            ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow())
            : null;
    }

    private static async Task<bool> IsSecondaryAsync(HttpResponseMessage response, CancellationToken ct) =>
        (await response.Content.ReadAsStringAsync(ct)).Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase);

    private static long? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < 253402300800 ? number : null;

    private static TimeSpan Pause(int attempt) => TimeSpan.FromSeconds(2 * attempt);

    private static TimeSpan NotNegative(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
