using SecureObs.Masking;

namespace SecureObs.Cli.Api;

/// <summary>Where the API is and which key opens it.</summary>
internal sealed record ApiSettings(Uri BaseAddress, SecretString Key)
{
    private const string DefaultUrl = "https://api.secureobs.com/api";

    /// <exception cref="CommandFailure">The key is missing or blank (1), or the address is unusable (2).</exception>
    public static ApiSettings From(Surroundings surroundings)
    {
        var key = surroundings.Variable("SECUREOBS_API_KEY")?.Trim();
        if (string.IsNullOrEmpty(key))
            throw new CommandFailure(ExitCode.Refused, "SECUREOBS_API_KEY is not set. Give the pipeline an API key of the project.");
        if (key.Any(character => character is < '!' or > '~'))
            throw new CommandFailure(ExitCode.Refused, "SECUREOBS_API_KEY contains white space or characters that no API key has.");

        var url = surroundings.Variable("SECUREOBS_API_URL") is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : DefaultUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || !address.AbsolutePath.Contains("/api", StringComparison.Ordinal))
            throw new CommandFailure(ExitCode.Failed, $"SECUREOBS_API_URL must be an http(s) address that contains /api, as {DefaultUrl} does.");
        return new(address, new SecretString(key));
    }
}
