using Microsoft.AspNetCore.WebUtilities;

namespace SecureObs.Local.SignIn;

internal static class LogoutEndpoint
{
    public static IResult Handle(HttpContext context, DevIssuer issuer)
    {
        issuer.Sessions.TryUse(context.Request.Cookies[AuthorizeEndpoint.SessionCookie], out _);
        context.Response.Cookies.Delete(AuthorizeEndpoint.SessionCookie);

        var query = context.Request.Query;
        if (query["post_logout_redirect_uri"] is not [{ } address] || !issuer.Options.LogoutUris.Contains(address))
            return SignInPage.SignedOut(context);
        return Results.Redirect(
            query["state"] is [{ } state] ? QueryHelpers.AddQueryString(address, "state", state) : address);
    }
}
