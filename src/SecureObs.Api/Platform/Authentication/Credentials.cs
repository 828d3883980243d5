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

    /// <summary>The client that looks up the issuers of Entra ID.</summary>
    internal const string MetadataClient = "entra-metadata";

    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddCredentials(this WebApplicationBuilder builder)
    {
        var entra = builder.Configuration.GetSection("AzureAd");
        IdentityGuard.ThrowIfUnsafe(builder.Environment, entra);

        builder.Services.AddSingleton<Doors>();
        builder.Services.AddAuthentication(PersonScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddMicrosoftIdentityWebApi(entra);
        // No request waits longer than this for Microsoft; keys that are known are used without asking.
        builder.Services.Configure<JwtBearerOptions>(PersonScheme, options => options.BackchannelTimeout = MetadataTimeout);
        builder.Services.Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = MetadataClient);
        builder.Services.AddHttpClient(MetadataClient, client => client.Timeout = MetadataTimeout);
        builder.Services.PostConfigure<JwtBearerOptions>(PersonScheme, options =>
        {
            options.TokenValidationParameters.ValidAlgorithms = ["RS256"];
            options.TokenValidationParameters.TypeValidator = TokenForm.Validate;
            options.TokenValidationParameters.TryAllIssuerSigningKeys = false;   // the key that the token names, or none
            options.TokenValidationParameters.RequireSignedTokens = true;
            options.TokenValidationParameters.RequireExpirationTime = true;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
            options.IncludeErrorDetails = false;
            EntraKeys.Attach(options);
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
    /// Null when the token lacks one, or says it twice.
    /// </summary>
    public static (Guid Directory, Guid Object)? PersonIdentity(this ClaimsPrincipal user) =>
        Only(user, ClaimConstants.Tid, ClaimConstants.TenantId) is { } directory && Only(user, ClaimConstants.Oid, ClaimConstants.ObjectId) is { } person
            ? (directory, person)
            : null;

    private static Guid? Only(ClaimsPrincipal user, string name, string longName) =>
        user.FindAll(claim => claim.Type == name || claim.Type == longName).Take(2).ToList() is [var claim]
        && Guid.TryParseExact(claim.Value, "D", out var id) && id != Guid.Empty
            ? id
            : null;
}
