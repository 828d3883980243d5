using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Keyless;

/// <param name="Issuer">As it stands in the tokens, e.g. <c>https://token.actions.githubusercontent.com</c>.</param>
/// <param name="Audience">What pipelines ask their tokens for: the address of this installation, unless there is a reason.</param>
/// <param name="Claims">What claims must be; <c>*</c> stands for any characters, and for nothing in those that say whose pipeline it is.</param>
/// <param name="PullRequests">Whether builds of pull and merge requests are let in, too.</param>
public sealed record TrustRuleRequest(
    [property: Required, StringLength(80), Name] string Name, TrustPlatform Platform,
    [property: Required, StringLength(300)] string Issuer, [property: Required, StringLength(300)] string Audience,
    [property: Required] IReadOnlyDictionary<string, string> Claims, bool PullRequests = false);

/// <summary>Refuses rules that would trust more than anybody means.</summary>
internal static class TrustRuleCheck
{
    private const int MostClaims = 20;
    private const int LongestName = 60;
    private const int LongestValue = 300;
    private static readonly string[] Ours = ["iss", "aud", "exp", "nbf", "iat", "jti"];

    /// <summary>Null when the rule can be kept.</summary>
    public static ProblemHttpResult? Refusal(TrustRuleRequest request, KeylessSettings settings)
    {
        if (!settings.MayTrust(request.Issuer))
            return Problems.TrustRuleInvalid("issuer", "must be an https URL, exactly as it stands in the tokens; an operator names issuers of an own network");
        if (string.IsNullOrWhiteSpace(request.Audience))
            return Problems.TrustRuleInvalid("audience", "must be what pipelines ask their tokens for, such as the address of this installation");
        if (request.Claims.Count > MostClaims || request.Claims.Any(claim => !IsGood(claim.Key, LongestName) || !IsGood(claim.Value, LongestValue)))
            return Problems.TrustRuleInvalid("claims", $"must be at most {MostClaims} names of claims with a text each, not empty and at most {LongestValue} characters long");
        if (request.Claims.Keys.FirstOrDefault(Ours.Contains) is { } ours)
            return Problems.TrustRuleInvalid("claims", $"need not name {ours}: it is checked by itself");
        var required = PlatformClaims.Of(request.Platform).Required;
        // A star there would trust pipelines of other people on the same platform.
        return required.Any(name => request.Claims.TryGetValue(name, out var value) && !value.Contains('*', StringComparison.Ordinal))
            ? null
            : Problems.TrustRuleInvalid("claims", $"must say whose pipeline it is: {string.Join(" or ", required)}, exactly and without *");
    }

    private static bool IsGood(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);
}
