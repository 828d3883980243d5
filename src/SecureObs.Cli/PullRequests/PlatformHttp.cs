using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecureObs.Cli.Api;
using SecureObs.Masking;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Requests to one platform with its token. Redirects are not followed and a next page elsewhere is not asked for: the
/// token goes to no other host.
/// </summary>
internal sealed class PlatformHttp : IDisposable
{
    public const int LargestAnswer = 64 * 1024 * 1024;
    private const int MostPages = 200;

    private readonly HttpClient http;
    private readonly string platform;
    private readonly SecretString token;

    /// <param name="platform">Its name, for people.</param>
    public PlatformHttp(string platform, Place place, TimeProvider time, Action<HttpRequestHeaders, string> identify)
    {
        (this.platform, token) = (platform, place.Token);
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        http = new(new PlatformRetrying(sockets, time)) { BaseAddress = place.ApiUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("secureobs-cli", CommandVersion.Text));
        identify(http.DefaultRequestHeaders, place.Token.Reveal());
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, ct);
        return await ReadAsync(response, type, ct);
    }

    /// <summary>All pages, following <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288), as GitHub and GitLab page.</summary>
    public async Task<List<T>> ListAsync<T>(string path, JsonTypeInfo<T[]> type, CancellationToken ct)
    {
        var all = new List<T>();
        var next = new Uri(http.BaseAddress!, path);
        for (var page = 0; page < MostPages; page++)
        {
            using var response = await SendAsync(HttpMethod.Get, next.AbsoluteUri, null, ct);
            all.AddRange(await ReadAsync(response, type, ct));
            if (NextPage(response) is not { } link)
                return all;
            next = new Uri(next, link);
            if (Uri.Compare(next, http.BaseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
                throw Failure($"{platform} names a next page on another host, which is not asked for");
        }
        throw Failure($"{platform} has more than {MostPages} pages of {path.Split('?')[0]}");
    }

    public async Task WriteAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken ct) =>
        (await SendAsync(method, path, FindingBatch.Json(JsonSerializer.SerializeToUtf8Bytes(body, type)), ct)).Dispose();

    public async Task<TAnswer> AskAsync<T, TAnswer>(string path, T body, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, path, FindingBatch.Json(JsonSerializer.SerializeToUtf8Bytes(body, type)), ct);
        return await ReadAsync(response, answer, ct);
    }

    /// <summary>What is not there any more is removed.</summary>
    public async Task DeleteAsync(string path, CancellationToken ct)
    {
        try
        {
            (await SendAsync(HttpMethod.Delete, path, null, ct)).Dispose();
        }
        catch (PlatformFailure gone) when (gone.Status is HttpStatusCode.NotFound)
        {
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, ct);
        }
        catch (HttpRequestException away)
        {
            throw Failure($"{platform} cannot be reached: {away.Message}", away);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw Failure($"{platform} did not answer in time", late);
        }
        if (response.IsSuccessStatusCode && response.StatusCode is not HttpStatusCode.NonAuthoritativeInformation)
            return response;
        using (response)
            throw await RefusedAsync(method, response, ct);
    }

    private async Task<Exception> RefusedAsync(HttpMethod method, HttpResponseMessage response, CancellationToken ct)
    {
        var (status, said) = (response.StatusCode, Said(Hide(await response.Content.ReadAsStringAsync(ct))));
        var what = $"{platform} answered {(int)status} to {method} {response.RequestMessage!.RequestUri!.AbsolutePath}{said}";
        return status switch
        {
            HttpStatusCode.Forbidden when !IsLimit(response) => new PlatformRefusal(Safe(what)),
            HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests => new PlatformFailure(status, Safe($"{what}. It limits the rate of requests: try again later")),
            HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation => new PlatformFailure(status, Safe($"{platform} does not know the token ({(int)status}){said}")),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new PlatformFailure(status, Safe($"{what}: a redirect, which is not followed. Check --api-url")),
            HttpStatusCode.NotFound => new PlatformFailure(status, Safe($"{what}: it is not there, or the token may not see it")),
            _ => new PlatformFailure(status, Safe(what)),
        };
    }

    private static bool IsLimit(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not null
        || (response.Headers.TryGetValues("x-ratelimit-remaining", out var left) && left.First() == "0");

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(ct), type) ?? throw new JsonException("null");
        }
        catch (JsonException unreadable)
        {
            throw Failure($"{platform} gave an answer to {response.RequestMessage!.RequestUri!.AbsolutePath} that this version does not understand", unreadable);
        }
    }

    private static string? NextPage(HttpResponseMessage response) => !response.Headers.TryGetValues("Link", out var values) ? null : values
        .SelectMany(value => value.Split(','))
        .Select(link => link.Split(';', StringSplitOptions.TrimEntries))
        .FirstOrDefault(link => link is [['<', .., '>'], ..] && link.Contains("rel=\"next\""))?[0][1..^1];

    // All three say it in the member "message"; GitLab sometimes in "error".
    private static string Said(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && (json.RootElement.TryGetProperty("message", out var text) || json.RootElement.TryGetProperty("error", out text))
                ? $": {OneLine.Of(text.ToString(), 200)}" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private PlatformFailure Failure(string message, Exception? cause = null) => new(null, Safe(message), cause);

    private string Safe(string message) => OneLine.Of(Hide(message), 400);

    /// <summary>A platform that echoes what it got must not bring the token into a log, in the one form or the other.</summary>
    private string Hide(string text)
    {
        text = text.Replace(token.Reveal(), "(hidden)", StringComparison.Ordinal);
        return http.DefaultRequestHeaders.Authorization?.Parameter is { } header ? text.Replace(header, "(hidden)", StringComparison.Ordinal) : text;
    }
}
