namespace SecureObs.Cli.Api;

/// <summary>Gives each request the credential of that moment.</summary>
internal sealed class Authenticating(ApiSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Api-Key", settings.Login is { } login ? await login.KeyAsync(cancellationToken) : settings.Key.Reveal());
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Login?.Dispose();
        base.Dispose(disposing);
    }
}
