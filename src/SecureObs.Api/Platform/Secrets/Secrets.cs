using System.Collections.Concurrent;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Masking;

namespace SecureObs.Api.Platform.Secrets;

/// <summary>
/// Hashes of found secrets: each tenant has its own key, so equal secrets of two tenants look unlike. It is made of the
/// installation's secret, except that of a tenant that came from another installation with its own.
/// </summary>
internal sealed class SecretHashes(SecretBytes installation, TenantTransactions transactions)
{
    /// <summary>It never changes: a tenant is imported before anybody asks for it.</summary>
    private readonly ConcurrentDictionary<Guid, SecretBytes> known = [];

    public async Task<SecretBytes> KeyOfAsync(Guid tenantId, CancellationToken ct)
    {
        if (known.TryGetValue(tenantId, out var key))
            return key;
        var text = await transactions.ReadAsync(tenantId, tx => tx.FirstAsync<byte[]>(
            $"select sealed from app.secret_hash_keys where tenant_id = {tx.TenantId}", ct), ct);
        return known.GetOrAdd(tenantId, text is null ? SecretHasher.KeyOfTenant(installation, tenantId) : SealedHashKey.Open(installation, tenantId, text));
    }

    public async Task<SecretHasher> HasherOfAsync(Guid tenantId, CancellationToken ct) => new(await KeyOfAsync(tenantId, ct));

    /// <summary>A key of this installation and tenant for another use.</summary>
    public SecretBytes KeyFor(string use, Guid tenantId) => new SecretHasher(SecretHasher.KeyOfTenant(installation, tenantId)).KeyFor(use);
}

internal static class Secrets
{
    public const string KeyFileSetting = "Secrets:InstallationKeyFile";

    private sealed record Section
    {
        /// <summary>The file with the installation key, which hashes found secrets. 'secureobs-admin secrets create FILE' makes it. Only its owner may read it; Production does not start without it.</summary>
        public string? InstallationKeyFile { get; init; }
    }

    /// <exception cref="InvalidOperationException">Production has no installation key, or the file is not fit to be one.</exception>
    public static WebApplicationBuilder AddSecrets(this WebApplicationBuilder builder)
    {
        var installation = Installation(builder);
        builder.Services.AddSingleton(provider => new SecretHashes(installation, provider.GetRequiredService<TenantTransactions>())).AddSingleton(new AnswerTags(installation));
        return builder;
    }

    private static SecretBytes Installation(WebApplicationBuilder builder)
    {
        if (Settings.Read<Section>(builder.Configuration, "Secrets").InstallationKeyFile is { Length: > 0 } file)
            return InstallationKey.Read(file);
        if (builder.Environment.IsProduction() && !OpenApiDocumentFile.IsBeingWritten)
            throw new InvalidOperationException(
                $"Refusing to start: {KeyFileSetting} is not set. Create a key with 'secureobs-admin secrets create FILE' and name its file.");
        // Equal secrets are then known as equal until the next start.
        return new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(InstallationKey.Length));
    }
}
