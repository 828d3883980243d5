using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The keys that Entra ID signs with. Known ones are used while Microsoft is out of reach. Before any is known, all
/// requests wait together for one look-up: the library would let each wait for its own, one after the other.
/// </summary>
internal sealed class EntraKeys
{
    private const string RetryAfterSeconds = "5";
    private static readonly object Unknown = new();

    private readonly Lock gate = new();
    private Task<OpenIdConnectConfiguration>? lookUp;

    public static void Attach(JwtBearerOptions options)
    {
        var (keys, received, challenge) = (new EntraKeys(), options.Events.OnMessageReceived, options.Events.OnChallenge);
        options.Events.OnMessageReceived = async context =>
        {
            await received(context);
            if (context.Request.Headers.Authorization.Count == 0 || await keys.AreKnownAsync(options.ConfigurationManager!))
                return;
            context.HttpContext.Items[Unknown] = true;
            context.Fail("The keys of Entra ID are out of reach.");
        };
        options.Events.OnChallenge = async context =>
        {
            await challenge(context);
            if (context.Handled || !context.HttpContext.Items.ContainsKey(Unknown))
                return;
            // The token may be good: the browser must not sign its user out.
            context.HandleResponse();
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problems.SignInUnavailable().ExecuteAsync(context.HttpContext);
        };
    }

    private async Task<bool> AreKnownAsync(IConfigurationManager<OpenIdConnectConfiguration> entra)
    {
        Task<OpenIdConnectConfiguration> current;
        lock (gate)
        {
            if (lookUp is null or { IsFaulted: true } or { IsCanceled: true })
                lookUp = entra.GetConfigurationAsync(CancellationToken.None);   // it ends by the time-out of its client
            current = lookUp;
        }
        await ((Task)current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return current.IsCompletedSuccessfully;
    }
}
