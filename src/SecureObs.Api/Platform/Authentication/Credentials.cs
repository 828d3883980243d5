using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>The two ways to prove who one is: people by an Entra ID token, pipelines by an API key.</summary>
internal static class Credentials
{
    public const string PersonScheme = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>The delegated permission that the dashboard asks Entra ID for.</summary>
    public const string Scope = "access_as_user";

    public static WebApplicationBuilder AddCredentials(this WebApplicationBuilder builder)
    {
        var entra = builder.Configuration.GetSection("AzureAd");
        IdentityGuard.ThrowIfUnsafe(builder.Environment, entra);

        builder.Services.AddSingleton<Doors>();
        builder.Services.AddAuthentication(PersonScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddMicrosoftIdentityWebApi(entra);
        builder.Services.PostConfigure<JwtBearerOptions>(PersonScheme, options =>
        {
            options.TokenValidationParameters.ValidAlgorithms = ["RS256"];
            options.TokenValidationParameters.RequireSignedTokens = true;
            options.TokenValidationParameters.RequireExpirationTime = true;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
            options.IncludeErrorDetails = false;
        });
        return builder;
    }

    /// <summary>
    /// Whether the token was given to the dashboard for a person: it carries our scope, which an application's own token
    /// never does, and names the person.
    /// </summary>
    public static bool IsPerson(this ClaimsPrincipal user) =>
        user.FindAll(ClaimConstants.Scp).Concat(user.FindAll(ClaimConstants.Scope)).Any(scopes => scopes.Value.Split(' ').Contains(Scope))
        && user.PersonIdentity() is not null;

    /// <summary>
    /// Entra's <c>tid</c> and <c>oid</c>, by which a person is recognised: names and addresses change and can be forged.
    /// Null when the token lacks one.
    /// </summary>
    public static (Guid Directory, Guid Object)? PersonIdentity(this ClaimsPrincipal user) =>
        Guid.TryParse(user.GetTenantId(), out var directory) && Guid.TryParse(user.GetObjectId(), out var person)
        && directory != Guid.Empty && person != Guid.Empty
            ? (directory, person)
            : null;
}
