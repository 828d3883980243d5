namespace SecureObs.Local.SignIn;

/// <summary>Shows the people to choose from, keeps a session in a cookie, and answers with a code that works once.</summary>
internal static class AuthorizeEndpoint
{
    public const string SessionCookie = "secureobs-dev-sign-in";
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    public static async Task<IResult> HandleAsync(HttpContext context, DevIssuer issuer, CancellationToken ct)
    {
        var request = new AuthorizationRequest(context.Request.Query);
        if (request.Distrust(issuer.Options) is { } distrust)
            return SignInPage.Refusal(context, distrust);
        if (request.Fault() is { } fault)
            return Refuse(request, fault.Error, fault.Description);

        var person = HttpMethods.IsPost(context.Request.Method)
            ? await ChosenAsync(context, issuer, ct)
            : Remembered(context, request, issuer);
        if (person is null && request.IsSilent)
            return Refuse(request, "login_required", "AADSTS50058: nobody is signed in here.");
        if (person is null)
            return SignInPage.Choice(context, issuer.Options);

        var code = issuer.Codes.Issue(
            new(person, request.Challenge, request.RedirectUri, request.Scope, request.Nonce),
            issuer.Clock.GetUtcNow() + CodeLifetime);
        return request.Answer(
            ("code", code), ("client_info", IssuedTokens.ClientInfo(person)), ("session_state", Guid.NewGuid().ToString()));
    }

    private static IResult Refuse(AuthorizationRequest request, string error, string description) =>
        request.Answer(("error", error), ("error_description", description));

    private static async Task<DemoPerson?> ChosenAsync(HttpContext context, DevIssuer issuer, CancellationToken ct)
    {
        // Another site's form must not sign anybody in. Browsers send this header on localhost, too.
        if (context.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            return null;

        var form = await context.Request.ReadFormAsync(ct);
        var person = DemoPerson.All.FirstOrDefault(p => p.ObjectId.ToString() == form["person"]);
        if (person is null)
            return null;

        var session = issuer.Sessions.Issue(person, issuer.Clock.GetUtcNow() + SessionLifetime);
        context.Response.Cookies.Append(SessionCookie, session, new() { HttpOnly = true, SameSite = SameSiteMode.Lax });
        return person;
    }

    private static DemoPerson? Remembered(HttpContext context, AuthorizationRequest request, DevIssuer issuer)
    {
        if (request.WantsToChoose || !issuer.Sessions.TryRead(context.Request.Cookies[SessionCookie], out var person))
            return null;
        return request.LoginHint is null || request.LoginHint.Equals(person.Username, StringComparison.OrdinalIgnoreCase)
            ? person
            : null;
    }
}
