using System.Net.Http.Headers;
using System.Text.Json;
using SecureObs.Masking;

namespace SecureObs.Cli.Api.Keyless;

/// <summary>Where this pipeline gets a token that says who it is, when it has no key.</summary>
/// <param name="IsOneOnly">Whether the platform gives a job one token and no more.</param>
internal sealed record IdTokens(string Platform, bool IsOneOnly, Func<HttpClient, string, CancellationToken, Task<SecretString>> AskAsync)
{
    /// <summary>A token that the CI system was told to put there: GitLab's <c>id_tokens</c>, and any other.</summary>
    public const string Given = "SECUREOBS_ID_TOKEN";

    /// <summary>The service connection of Azure DevOps whose token is asked for.</summary>
    public const string Connection = "SECUREOBS_SERVICE_CONNECTION_ID";

    /// <summary>Null when this platform offers none, or was not told to.</summary>
    public static IdTokens? Of(Surroundings surroundings)
    {
        if (surroundings.Variable(Given)?.Trim() is { Length: > 0 } given)
            return new(Given, true, (_, _, _) => Task.FromResult<SecretString>(given));
        // https://docs.github.com/actions/reference/security/oidc: there with "permissions: id-token: write".
        if (Get(surroundings, "ACTIONS_ID_TOKEN_REQUEST_URL") is { } url && Get(surroundings, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") is { } bearer)
            return new("GitHub Actions", false, (http, audience, ct) =>
                ReadAsync(http, new(HttpMethod.Get, $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}audience={Uri.EscapeDataString(audience)}"), bearer, "value", ct));
        // https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create: its audience is Microsoft's, and cannot be chosen.
        if (Get(surroundings, "SYSTEM_OIDCREQUESTURI") is { } uri && Get(surroundings, "SYSTEM_ACCESSTOKEN") is { } access && Get(surroundings, Connection) is { } connection)
            return new("Azure DevOps", false, (http, _, ct) =>
                ReadAsync(http, new(HttpMethod.Post, $"{uri}?api-version=7.1&serviceConnectionId={Uri.EscapeDataString(connection)}") { Content = new ByteArrayContent([]) }, access, "oidcToken", ct));
        return null;
    }

    private static string? Get(Surroundings surroundings, string name) => surroundings.Variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static async Task<SecretString> ReadAsync(HttpClient http, HttpRequestMessage request, string bearer, string member, CancellationToken ct)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            try
            {
                using var response = await http.SendAsync(request, ct);
                response.EnsureSuccessStatusCode();
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
                if (json.RootElement.TryGetProperty(member, out var token) && token.GetString() is { Length: > 0 } text)
                    return text;
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException or InvalidOperationException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
            {
                throw new CommandFailure(ExitCode.Failed, OneLine.Of($"the CI system gave no token for this pipeline: {fault.Message}"), fault);
            }
        }
        throw new CommandFailure(ExitCode.Failed, "the CI system gave no token for this pipeline: its answer has none");
    }
}
