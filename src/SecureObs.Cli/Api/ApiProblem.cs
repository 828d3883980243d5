using System.Net;
using System.Text.Json;

namespace SecureObs.Cli.Api;

/// <summary>What an answer other than success means: the exit code and one line.</summary>
internal static class ApiProblem
{
    /// <param name="what">What was asked, e.g. <c>upload bandit findings</c>.</param>
    /// <param name="unknownIsRefused">A 404 means that the project is unknown to the key's tenant.</param>
    public static async Task<CommandFailure> FromAsync(HttpResponseMessage response, string what, bool unknownIsRefused, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var (said, code) = Describe(await response.Content.ReadAsStringAsync(ct));
        var isAway = status >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when code is "token-refused" => new(ExitCode.Refused, Line("the API refused the token of this pipeline (401)", said)) { Code = code },
            HttpStatusCode.Unauthorized => new(ExitCode.Refused, Line("the API refused the API key (401)", said)),
            HttpStatusCode.Forbidden when code is "export-not-allowed" => new(ExitCode.Refused, Line("the API key may not do this (403)", said)) { Code = code },
            HttpStatusCode.NotFound when unknownIsRefused =>
                new(ExitCode.Refused, Line("the project is not found in the tenant of this key (404)", said)),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                new(ExitCode.Failed, $"could not {what}: the API answered with a redirect ({status}), which is not followed. Check SECUREOBS_API_URL.") { IsAway = true },
            _ => new(ExitCode.Failed, Line($"could not {what}: the API answered {status}", said)) { Code = code, IsAway = isAway },
        };
    }

    private static string Line(string what, string said) => OneLine.Of(said.Length == 0 ? what : $"{what}: {said}");

    // Only an RFC 9457 body is for people; a proxy's HTML page is not.
    private static (string Said, string? Code) Describe(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return ("", null);
            var parts = new[] { Text(json.RootElement, "title"), Text(json.RootElement, "detail") }.OfType<string>();
            return (string.Join(": ", parts), Text(json.RootElement, "type")?.Split('/', '#')[^1]);
        }
        catch (JsonException)
        {
            return ("", null);
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
