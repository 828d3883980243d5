using Microsoft.AspNetCore.HttpOverrides;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Takes the caller's address and scheme from X-Forwarded-For and X-Forwarded-Proto when a known proxy says so. The host
/// is never taken from a header: a proxy passes it on.
/// </summary>
internal static class ForwardedAddresses
{
    public static void UseForwardedAddresses(this WebApplication app, TransportSettings settings)
    {
        // With empty lists the middleware would believe everybody.
        if (settings.Proxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,   // every hop must be known, so the list ends where knowledge ends
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies)
            options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
