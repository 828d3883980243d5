using SecureObs.Cli.Api.Keyless;
using SecureObs.Cli.Commands;
using SecureObs.Masking;

namespace SecureObs.Cli.Api;

/// <summary>Where the API is and what opens it: a key, or what a pipeline without one gets for its own token.</summary>
/// <param name="Key">Empty with a login.</param>
/// <param name="Login">Null with a key.</param>
internal sealed record ApiSettings(Uri BaseAddress, SecretString Key, KeylessLogin? Login = null)
{
    private const string DefaultUrl = "https://api.secureobs.com/api";

    /// <param name="run">The run that a credential is for; null where a key alone will do.</param>
    /// <exception cref="CommandFailure">The key is missing or blank (1), or the address is unusable (2).</exception>
    public static ApiSettings From(Surroundings surroundings, PipelineRun? run = null)
    {
        var (key, tokens) = (surroundings.Variable("SECUREOBS_API_KEY")?.Trim(), IdTokens.Of(surroundings));
        if (string.IsNullOrEmpty(key) && (tokens is null || run is null))
            throw new CommandFailure(ExitCode.Refused, tokens is null
                ? "SECUREOBS_API_KEY is not set. Give the pipeline an API key of the project, or let it ask its CI system for a token."
                : "SECUREOBS_API_KEY is not set, and this command needs a key: a token is good for a run alone.");
        if (key?.Any(character => character is < '!' or > '~') is true)
            throw new CommandFailure(ExitCode.Refused, "SECUREOBS_API_KEY contains white space or characters that no API key has.");

        var url = surroundings.Variable("SECUREOBS_API_URL") is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : DefaultUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || !address.AbsolutePath.Contains("/api", StringComparison.Ordinal))
            throw new CommandFailure(ExitCode.Failed, $"SECUREOBS_API_URL must be an http(s) address that contains /api, as {DefaultUrl} does.");
        return string.IsNullOrEmpty(key)
            ? new(address, "", new KeylessLogin(tokens!, address, Audience(surroundings, address), run!, surroundings.Time))
            : new(address, new SecretString(key));
    }

    /// <summary>What a token is asked for: the address of the installation, unless its rules name another one.</summary>
    private static string Audience(Surroundings surroundings, Uri address) =>
        surroundings.Variable("SECUREOBS_AUDIENCE")?.Trim() is { Length: > 0 } told ? told : address.GetLeftPart(UriPartial.Authority);
}
