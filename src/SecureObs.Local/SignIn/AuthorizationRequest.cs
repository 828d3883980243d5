namespace SecureObs.Local.SignIn;

/// <summary>One request of the authorization endpoint, and the way back to who asked.</summary>
internal sealed record AuthorizationRequest(IQueryCollection Query)
{
    private const int ChallengeLength = 43; // base64url of a SHA-256

    public string RedirectUri => Of("redirect_uri") ?? "";

    public string Scope => Of("scope") ?? "";

    public string Challenge => Of("code_challenge") ?? "";

    public string? Nonce => Of("nonce");

    public string? LoginHint => Of("login_hint");

    public bool IsSilent => Of("prompt") == "none";

    public bool WantsToChoose => Of("prompt") is "login" or "select_account";

    /// <summary>Why nothing may be sent to the address in the request: it is not proven to be ours.</summary>
    public string? Distrust(DevIssuerOptions options) =>
        Of("client_id") != options.SpaClientId ? "AADSTS700016: this application is unknown."
        : !options.RedirectUris.Contains(RedirectUri) ? "AADSTS50011: this redirect URI is not registered."
        : null;

    public (string Error, string Description)? Fault() =>
        Of("response_type") != "code" ? ("unsupported_response_type", "Only the code flow is supported.")
        : Of("code_challenge_method") != "S256" || Challenge.Length != ChallengeLength
            ? ("invalid_request", "AADSTS9002325: PKCE with S256 is required.")
        : !Scope.Split(' ').Contains("openid") ? ("invalid_scope", "The scope openid is required.")
        : null;

    public IResult Answer(params IEnumerable<(string Name, string Value)> fields)
    {
        var all = Of("state") is { } state ? fields.Append((Name: "state", Value: state)) : fields;
        var text = string.Join('&', all.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
        return Results.Redirect(RedirectUri + (Of("response_mode") == "query" ? "?" : "#") + text);
    }

    private string? Of(string name) => Query[name] is [{ Length: > 0 } value] ? value : null;
}
