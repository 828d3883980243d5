using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace SecureObs.Local.SignIn;

/// <summary>Exchanges a code, or a refresh token, for tokens. Each works once.</summary>
internal static class TokenEndpoint
{
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(24);

    public static async Task<IResult> HandleAsync(HttpContext context, DevIssuer issuer, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
            return Refuse("invalid_request", "A form is expected.");

        var form = await context.Request.ReadFormAsync(ct);
        if (form["client_id"] != issuer.Options.SpaClientId)
            return Refuse("invalid_client", "AADSTS700016: this application is unknown.");

        return (string?)form["grant_type"] switch
        {
            "authorization_code" => Exchange(form, issuer),
            "refresh_token" => Refresh(form, issuer),
            _ => Refuse("unsupported_grant_type", "AADSTS70003: only codes and refresh tokens."),
        };
    }

    private static IResult Exchange(IFormCollection form, DevIssuer issuer)
    {
        if (!issuer.Codes.TryUse(form["code"], out var code))
            return Refuse("invalid_grant", "AADSTS70008: the code is unknown, used or expired.");
        if (form["redirect_uri"] != code.RedirectUri)
            return Refuse("invalid_grant", "AADSTS50011: the redirect URI differs from the one that asked.");

        var answer = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes((string?)form["code_verifier"] ?? "")));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(answer), Encoding.ASCII.GetBytes(code.Challenge)))
            return Refuse("invalid_grant", "AADSTS501481: the code verifier does not match.");

        var until = issuer.Clock.GetUtcNow() + RefreshLifetime;
        return Grant(issuer, new(code.Person, code.Scope, until), code.Scope, code.Nonce);
    }

    private static IResult Refresh(IFormCollection form, DevIssuer issuer) =>
        issuer.Refreshes.TryUse(form["refresh_token"], out var grant)
            ? Grant(issuer, grant, (string?)form["scope"] ?? grant.Scope, nonce: null)
            : Refuse("invalid_grant", "AADSTS700084: the refresh token is unknown, used or expired.");

    private static IResult Grant(DevIssuer issuer, RefreshGrant grant, string scope, string? nonce)
    {
        var lifetime = (int)IssuedTokens.Lifetime.TotalSeconds;
        return Results.Json(new
        {
            token_type = "Bearer",
            scope,
            expires_in = lifetime,
            ext_expires_in = lifetime,
            access_token = issuer.Tokens.Access(grant.Person, scope),
            id_token = issuer.Tokens.Id(grant.Person, nonce),
            refresh_token = scope.Split(' ').Contains("offline_access") ? issuer.Refreshes.Issue(grant, grant.Until) : null,
            client_info = IssuedTokens.ClientInfo(grant.Person),
        });
    }

    private static IResult Refuse(string error, string description) => Results.Json(
        new { error, error_description = description, error_codes = Array.Empty<int>(), correlation_id = Guid.NewGuid() },
        statusCode: StatusCodes.Status400BadRequest);
}
