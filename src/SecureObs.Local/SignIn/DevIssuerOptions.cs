namespace SecureObs.Local.SignIn;

/// <param name="Origin">Where the issuer answers, e.g. <c>http://localhost:5081</c>.</param>
/// <param name="ApiClientId">The audience of access tokens.</param>
/// <param name="SpaClientId">The only client that may ask.</param>
/// <param name="RedirectUris">Compared whole.</param>
/// <param name="LogoutUris">Compared whole.</param>
internal sealed record DevIssuerOptions(
    string Origin, string ApiClientId, string SpaClientId, string[] RedirectUris, string[] LogoutUris)
{
    public const string DefaultOrigin = "http://localhost:5081";

    /// <summary>The pages that may read answers of the token endpoint.</summary>
    public string[] PageOrigins { get; } =
        [.. RedirectUris.Select(uri => new Uri(uri).GetLeftPart(UriPartial.Authority)).Distinct()];

    public static DevIssuerOptions For(IConfiguration configuration, string origin, params string[] dashboards) => new(
        origin, configuration["AzureAd:ClientId"]!, configuration["Spa:ClientId"]!,
        [.. dashboards.Select(dashboard => $"{dashboard}/redirect.html")],
        [.. dashboards.Select(dashboard => $"{dashboard}/")]);
}
