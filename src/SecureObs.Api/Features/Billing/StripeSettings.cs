using SecureObs.Api.Platform;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Billing;

/// <summary>How plans are sold, from <c>Stripe:…</c>. Without keys nothing is sold, and all else works.</summary>
/// <param name="ApiBase">Stripe's own address unless a stand-in is named.</param>
/// <param name="ReturnUrl">Where people come back to; <c>{tenantId}</c> in it is replaced.</param>
internal sealed record StripeSettings(SecretString SecretKey, SecretString WebhookSecret, string ApiBase, string ReturnUrl)
{
    private const string Name = "Stripe";
    private const string StripesOwn = "https://api.stripe.com";

    private sealed record Section
    {
        /// <summary>Stripe's secret key, with which plans are sold. Together with WebhookSecret, or neither: then billing is off.</summary>
        public SecretString? SecretKey { get; init; }

        /// <summary>What Stripe signs its events with.</summary>
        public SecretString? WebhookSecret { get; init; }

        /// <summary>Stripe's own address unless a stand-in is named.</summary>
        public string? ApiBase { get; init; }

        /// <summary>Where people come back to, such as https://secureobs.example/tenants/{tenantId}/settings; {tenantId} in it is replaced.</summary>
        public string? ReturnUrl { get; init; }
    }

    /// <returns>Null when billing is off.</returns>
    /// <exception cref="InvalidOperationException">Half of it is set, or a value makes no sense. Says which, and never the value.</exception>
    public static StripeSettings? Read(IConfiguration configuration)
    {
        var section = Settings.Read<Section>(configuration, Name);
        var (key, secret) = (section.SecretKey?.Reveal(), section.WebhookSecret?.Reveal());
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(secret))
            return null;
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
            throw Settings.Refusal(Name, "needs both SecretKey and WebhookSecret, or neither: then billing is off");
        if (!IsPlain(key) || !IsPlain(secret))
            throw Settings.Refusal(Name, "has a SecretKey or WebhookSecret with white space in it: it was copied wrongly");
        var address = section.ApiBase is { Length: > 0 } named ? named : StripesOwn;
        if (!IsSafe(address))
            throw Settings.Refusal($"{Name}:{nameof(ApiBase)}", "must be an absolute https URL");
        var back = section.ReturnUrl ?? "";
        if (!IsSafe(ReturnTo(back, Guid.Empty)))
            throw Settings.Refusal($"{Name}:{nameof(ReturnUrl)}", "must be an absolute https URL of the dashboard, such as https://secureobs.example/tenants/{tenantId}/settings");
        return new(key, secret, address.TrimEnd('/'), back);
    }

    public string ReturnTo(Guid tenant) => ReturnTo(ReturnUrl, tenant);

    private static string ReturnTo(string pattern, Guid tenant) => pattern.Replace("{tenantId}", $"{tenant}", StringComparison.Ordinal);

    private static bool IsPlain(string secret) => !secret.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    private static bool IsSafe(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0;
}

/// <summary>Whether plans are sold here, and by which account.</summary>
internal sealed record Billing(StripeSettings? Stripe);
