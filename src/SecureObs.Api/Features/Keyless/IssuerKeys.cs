using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Api.Features.Keyless;

/// <summary>An issuer did not say in time what it signs with. Another time it may.</summary>
internal sealed class IssuerAwayException(Exception cause) : Exception("An issuer's keys are out of reach.", cause);

/// <summary>
/// The keys that issuers sign with, as their discovery documents say. Kept for hours, and used longer while the issuer is away; a key
/// that is not known is looked for anew, at most once a minute. Only issuers are asked that an admin named in a rule.
/// </summary>
/// <param name="anybody">Reaches public addresses over https and nothing else.</param>
/// <param name="own">Reaches those that the operator named, wherever they are.</param>
internal sealed class IssuerKeys(KeylessSettings settings, HttpClient anybody, HttpClient own, TimeProvider clock)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    public const int MostBytes = 512 * 1024;

    internal static readonly TimeSpan Keep = TimeSpan.FromHours(12);
    internal static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>So long nobody else waits for one who did not answer.</summary>
    internal static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(5);

    private const int MostIssuers = 1_000;

    private readonly ConcurrentDictionary<string, Issuer> issuers = new(StringComparer.Ordinal);

    /// <returns>The key of this id; null when the issuer has none.</returns>
    /// <exception cref="IssuerAwayException">None are known, and the issuer cannot be asked.</exception>
    public async Task<SecurityKey?> FindAsync(string issuer, string keyId, CancellationToken ct)
    {
        if (issuers.Count >= MostIssuers)
            issuers.Clear();
        return await issuers.GetOrAdd(issuer, Of).FindAsync(keyId, clock.GetUtcNow(), ct);
    }

    private Issuer Of(string issuer) => new(issuer, new HttpDocumentRetriever(settings.IsOwn(issuer) ? own : anybody) { RequireHttps = !settings.IsOwn(issuer) });

    /// <summary>Those who wait for an issuer wait together for one answer.</summary>
    private sealed class Issuer(string name, IDocumentRetriever documents) : IDisposable
    {
        private readonly SemaphoreSlim one = new(1);
        private IReadOnlyList<SecurityKey>? keys;
        private DateTimeOffset asked;
        private (DateTimeOffset At, Exception Cause)? away;

        public async Task<SecurityKey?> FindAsync(string keyId, DateTimeOffset now, CancellationToken ct)
        {
            if (Find(keyId) is { } known && now - asked < Keep)
                return known;
            await one.WaitAsync(ct);
            try
            {
                if (keys is null || now - asked >= AskAgainAfter)
                    await AskAsync(now, ct);
                return Find(keyId);
            }
            finally
            {
                one.Release();
            }
        }

        public void Dispose() => one.Dispose();

        private SecurityKey? Find(string keyId) => keys?.FirstOrDefault(key => key.KeyId == keyId);

        private async Task AskAsync(DateTimeOffset now, CancellationToken ct)
        {
            if (keys is null && away is { } last && now - last.At < AwayFor)
                throw new IssuerAwayException(last.Cause);
            try
            {
                var document = await OpenIdConnectConfigurationRetriever.GetAsync($"{name.TrimEnd('/')}/.well-known/openid-configuration", documents, ct);
                // A document of somebody else speaks for somebody else (OpenID Connect Discovery 1.0, 4.3).
                keys = document.Issuer == name ? [.. document.SigningKeys] : [];
                asked = now;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                away = (now, exception);
                if (keys is null)
                    throw new IssuerAwayException(exception);
                asked = now;   // what is known goes on being used
            }
        }
    }
}
