using SecureObs.Api.Platform;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Billing;

/// <summary>How plans are sold, from <c>Stripe:…</c>. Without keys nothing is sold, and all else works.</summary>
/// <param name="ApiBase">Stripe's own address unless a stand-in is named.</param>
/// <param name="ReturnUrl">Where people come back to; <c>{tenantId}</c> in it is replaced.</param>
internal sealed record StripeSettings(SecretString SecretKey, SecretString WebhookSecret, string ApiBase, string ReturnUrl)
{
    private const string Section = "Stripe";
    private const string StripesOwn = "https://api.stripe.com";
    private static readonly string[] Names = [nameof(SecretKey), nameof(WebhookSecret), nameof(ApiBase), nameof(ReturnUrl)];

    /// <returns>Null when billing is off.</returns>
    /// <exception cref="InvalidOperationException">Half of it is set, or a value makes no sense. Says which, and never the value.</exception>
    public static StripeSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(child => !Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Settings.Refusal($"{Section}:{unknown.Key}", "is a name that nobody knows");
        var (key, secret) = (section[nameof(SecretKey)], section[nameof(WebhookSecret)]);
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(secret))
            return null;
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
            throw Settings.Refusal(Section, "needs both SecretKey and WebhookSecret, or neither: then billing is off");
        if (!IsPlain(key) || !IsPlain(secret))
            throw Settings.Refusal(Section, "has a SecretKey or WebhookSecret with white space in it: it was copied wrongly");
        var address = section[nameof(ApiBase)] is { Length: > 0 } named ? named : StripesOwn;
        if (!IsSafe(address))
            throw Settings.Refusal($"{Section}:{nameof(ApiBase)}", "must be an absolute https URL");
        var back = section[nameof(ReturnUrl)] ?? "";
        if (!IsSafe(ReturnTo(back, Guid.Empty)))
            throw Settings.Refusal($"{Section}:{nameof(ReturnUrl)}", "must be an absolute https URL of the dashboard, such as https://secureobs.example/tenants/{tenantId}/settings");
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
