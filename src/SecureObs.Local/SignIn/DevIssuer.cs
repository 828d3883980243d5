namespace SecureObs.Local.SignIn;

/// <summary>
/// Stands in for Microsoft Entra ID v2.0 on a developer's machine: no passwords, demo people only. Its state lives in
/// memory and dies with the process.
/// </summary>
internal sealed class DevIssuer(DevIssuerOptions options, TimeProvider clock)
{
    public DevIssuerOptions Options { get; } = options;

    public TimeProvider Clock { get; } = clock;

    public IssuedTokens Tokens { get; } = new(options, clock);

    public Tickets<AuthorizationCode> Codes { get; } = new(clock);

    public Tickets<DemoPerson> Sessions { get; } = new(clock);

    public Tickets<RefreshGrant> Refreshes { get; } = new(clock);

    /// <param name="directory">A directory's id, or <c>common</c> and the like, for which Entra answers a template.</param>
    public object Discovery(string directory) => new
    {
        issuer = $"{Options.Origin}/{(Guid.TryParse(directory, out _) ? directory : "{tenantid}")}/v2.0",
        authorization_endpoint = $"{Options.Origin}/{directory}/oauth2/v2.0/authorize",
        token_endpoint = $"{Options.Origin}/{directory}/oauth2/v2.0/token",
        end_session_endpoint = $"{Options.Origin}/{directory}/oauth2/v2.0/logout",
        jwks_uri = $"{Options.Origin}/{directory}/discovery/v2.0/keys",
        response_modes_supported = new[] { "query", "fragment" },
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "pairwise" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
        code_challenge_methods_supported = new[] { "S256" },
        token_endpoint_auth_methods_supported = new[] { "none" },
        scopes_supported = new[] { "openid", "profile", "email", "offline_access" },
    };
}

internal sealed record AuthorizationCode(
    DemoPerson Person, string Challenge, string RedirectUri, string Scope, string? Nonce);

/// <param name="Until">Refreshing does not move it: a browser gets 24 hours from one sign-in.</param>
internal sealed record RefreshGrant(DemoPerson Person, string Scope, DateTimeOffset Until);
