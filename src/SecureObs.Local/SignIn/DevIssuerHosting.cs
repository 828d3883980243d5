using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Validators;

namespace SecureObs.Local.SignIn;

/// <summary>The only relaxations of the API's sign-in; they live in an assembly that is never published.</summary>
internal static class DevIssuerHosting
{
    /// <summary>
    /// Lets the API fetch the issuer's keys over plain http. The validation of tokens stays the one of production: the
    /// same <see cref="AadIssuerValidator"/>, given a retriever that may speak http to this machine.
    /// </summary>
    /// <exception cref="InvalidOperationException">Not Development, or the issuer is not on this machine.</exception>
    public static WebApplicationBuilder TrustDevIssuer(this WebApplicationBuilder builder, DevIssuerOptions options)
    {
        ThrowUnlessLocal(builder.Environment, options.Origin);
        builder.Services.AddSingleton(services =>
            new DevIssuer(options, services.GetService<TimeProvider>() ?? TimeProvider.System));
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            var http = bearer.BackchannelHttpHandler is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
            bearer.RequireHttpsMetadata = false;
            bearer.TokenValidationParameters.IssuerValidator = AadIssuerValidator.GetAadIssuerValidator(
                $"{options.Origin}/common/v2.0", http, authority => Metadata(authority, http)).Validate;
        });
        builder.Services.AddSingleton<IStartupFilter>(new IssuerHeaders(options));
        return builder;
    }

    /// <exception cref="InvalidOperationException">Not Development, or the issuer is not on this machine.</exception>
    public static void MapDevIssuer(this WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<DevIssuer>();
        ThrowUnlessLocal(app.Environment, issuer.Options.Origin);

        // The host is compared so that no other name that points to this machine gets an answer.
        var routes = app.MapGroup("/{directory}")
            .RequireHost(new Uri(issuer.Options.Origin).Authority)
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapGet("/v2.0/.well-known/openid-configuration", (string directory) => issuer.Discovery(directory));
        routes.MapGet("/discovery/v2.0/keys", issuer.Tokens.PublicKeys);
        routes.MapMethods("/oauth2/v2.0/authorize", ["GET", "POST"],
            (HttpContext context, CancellationToken ct) => AuthorizeEndpoint.HandleAsync(context, issuer, ct));
        routes.MapPost("/oauth2/v2.0/token",
            (HttpContext context, CancellationToken ct) => TokenEndpoint.HandleAsync(context, issuer, ct));
        routes.MapMethods("/oauth2/v2.0/token", ["OPTIONS"], () => Results.NoContent());
        routes.MapGet("/oauth2/v2.0/logout", (HttpContext context) => LogoutEndpoint.Handle(context, issuer));
    }

    internal static void ThrowUnlessLocal(IHostEnvironment environment, string origin)
    {
        if (!environment.IsDevelopment() || !new Uri(origin).IsLoopback)
            throw new InvalidOperationException("The development sign-in runs in Development and on this machine only.");
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Metadata(string authority, HttpClient http) => new(
        $"{authority}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http) { RequireHttps = false });
}
