using System.Net;

namespace SecureObs.Api.Platform.Outgoing;

/// <summary>Posts to an address that somebody else chose, and says in words for its owner why it did not arrive.</summary>
internal sealed class PublicPost(HttpClient http)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public PublicPost(PublicConnections connections) : this(new HttpClient(connections.Handler()) { Timeout = Timeout })
    {
    }

    /// <summary>Why this is no address to send to, or null. Where its name leads is checked when connecting.</summary>
    public static string? Rule(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps ? "it must be an https URL"
        : address.UserInfo.Length > 0 || address.Fragment.Length > 0 ? "it must have neither a user nor a fragment"
        : IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) && !PublicAddress.Includes(literal) ? "its address must be public"
        : null;

    /// <summary>The answer's body is never read.</summary>
    /// <returns>The status of the answer, whatever it is.</returns>
    /// <exception cref="DestinationException">There was no answer, or nobody may be asked there.</exception>
    public async Task<int> SendAsync(string url, HttpContent content, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        if (Rule(url) is { } broken)
            throw new DestinationException(broken);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.UserAgent.ParseAdd("SecureObs");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException exception)
        {
            throw exception.InnerException as DestinationException ?? new DestinationException("it could not be reached");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new DestinationException($"it did not answer within {http.Timeout.TotalSeconds} seconds");
        }
    }
}
