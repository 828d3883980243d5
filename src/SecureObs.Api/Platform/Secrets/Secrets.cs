using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Masking;

namespace SecureObs.Api.Platform.Secrets;

/// <summary>Hashes of found secrets: each tenant has its own key, so equal secrets of two tenants look unlike.</summary>
internal sealed class SecretHashes(SecretBytes installation)
{
    public SecretBytes KeyOf(Guid tenantId) => SecretHasher.KeyOfTenant(installation, tenantId);

    public SecretHasher HasherOf(Guid tenantId) => new(KeyOf(tenantId));
}

internal static class Secrets
{
    public const string KeyFileSetting = "Secrets:InstallationKeyFile";

    /// <exception cref="InvalidOperationException">Production has no installation key, or the file is not fit to be one.</exception>
    public static WebApplicationBuilder AddSecrets(this WebApplicationBuilder builder)
    {
        var installation = Installation(builder);
        builder.Services.AddSingleton(new SecretHashes(installation)).AddSingleton(new AnswerTags(installation));
        return builder;
    }

    private static SecretBytes Installation(WebApplicationBuilder builder)
    {
        if (builder.Configuration[KeyFileSetting] is { Length: > 0 } file)
            return InstallationKey.Read(file);
        if (builder.Environment.IsProduction() && !OpenApiDocumentFile.IsBeingWritten)
            throw new InvalidOperationException(
                $"Refusing to start: {KeyFileSetting} is not set. Create a key with 'secureobs-admin secrets create FILE' and name its file.");
        // Equal secrets are then known as equal until the next start.
        return new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(InstallationKey.Length));
    }
}
