namespace SecureObs.Api.Platform.Authentication;

/// <summary>The one place that decides which token issuer this process may trust. It runs before the host is built.</summary>
internal static class IdentityGuard
{
    /// <summary>Microsoft's national clouds: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud</summary>
    private static readonly string[] MicrosoftHosts =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"];

    /// <summary>Keys with which configuration could send trust elsewhere.</summary>
    private static readonly string[] Redirectors = ["Authority", "MetadataAddress", "TokenValidationParameters", "Audience", "Audiences"];

    /// <summary>Whether this is Development with an issuer on this machine: the local host's sign-in page.</summary>
    public static bool IsLocalDevelopment(IHostEnvironment environment, IConfiguration entra) =>
        environment.IsDevelopment()
        && Uri.TryCreate(entra["Instance"], UriKind.Absolute, out var instance)
        && instance.IsLoopback && instance.Scheme == Uri.UriSchemeHttp;

    /// <exception cref="InvalidOperationException">The configuration names an issuer that must not be trusted here.</exception>
    public static void ThrowIfUnsafe(IHostEnvironment environment, IConfiguration entra)
    {
        if (!Uri.TryCreate(entra["Instance"], UriKind.Absolute, out var instance))
            throw new InvalidOperationException("Refusing to start: AzureAd:Instance is missing or no URL.");
        if (!Guid.TryParse(entra["ClientId"], out var id) || id == Guid.Empty)
            throw new InvalidOperationException("Refusing to start: AzureAd:ClientId must be the GUID of the API's app registration.");
        if (IsLocalDevelopment(environment, entra))
            return;
        if (instance.Scheme != Uri.UriSchemeHttps || !instance.IsDefaultPort || !MicrosoftHosts.Contains(instance.Host)
            || instance.UserInfo.Length > 0 || instance.AbsolutePath != "/")
            throw new InvalidOperationException(
                $"Refusing to start: AzureAd:Instance '{instance}' is no Microsoft Entra host (environment {environment.EnvironmentName}).");
        if (Redirectors.FirstOrDefault(key => entra.GetSection(key).Exists()) is { } redirector)
            throw new InvalidOperationException($"Refusing to start: AzureAd:{redirector} is not allowed.");
    }
}
