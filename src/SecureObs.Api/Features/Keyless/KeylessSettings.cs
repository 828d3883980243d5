using SecureObs.Api.Platform;

namespace SecureObs.Api.Features.Keyless;

/// <summary>How pipelines without a key are let in, from <c>Keyless:…</c>.</summary>
/// <param name="Issuers">Issuers of the operator's own network, e.g. a GitLab that is not on the internet: only these may be asked at private addresses.</param>
internal sealed record KeylessSettings(IReadOnlyList<string> Issuers)
{
    public const string Setting = "Keyless:Issuers";

    private sealed record Section
    {
        /// <summary>Issuers of tokens in the operator's own network, e.g. a GitLab that is not on the internet, by their https URL: only these may be asked at private addresses.</summary>
        public string[] Issuers { get; init; } = [];
    }

    /// <exception cref="InvalidOperationException">An issuer is no https URL; http is for this machine alone.</exception>
    public static KeylessSettings Read(IConfiguration configuration)
    {
        var issuers = Settings.List(configuration, Setting);
        _ = Settings.Read<Section>(configuration, "Keyless");
        return issuers.All(issuer => IsUrl(issuer, mayBePlain: true)) ? new(issuers)
            : throw Settings.Refusal(Setting, "must name issuers by their https URL, as it stands in their tokens");
    }

    public bool IsOwn(string issuer) => Issuers.Contains(issuer, StringComparer.Ordinal);

    /// <summary>What a rule may name: the operator's own, and whatever is public.</summary>
    public bool MayTrust(string issuer) => IsOwn(issuer) || IsUrl(issuer, mayBePlain: false);

    private static bool IsUrl(string issuer, bool mayBePlain) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (mayBePlain && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0 && address.Query.Length == 0 && !issuer.Any(char.IsWhiteSpace);
}
