using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SecureObs.Api.Features.Keyless;

/// <summary>One thing that a rule asks of a token.</summary>
/// <param name="Claim">Of the token, e.g. <c>repository</c>.</param>
/// <param name="Wanted">What the rule says, with <c>*</c> for any characters.</param>
/// <param name="Found">What the token says; null when it says nothing, or nothing that is one value.</param>
public sealed record TrustCheck(string Claim, string Wanted, string? Found, [property: JsonPropertyName("ok")] bool IsOk);

/// <summary>Compares what a token says with what a rule asks.</summary>
internal static class TrustMatch
{
    /// <summary>Every check, in the order in which a person would read them; the rule matches when all of them are good.</summary>
    public static List<TrustCheck> Check(TrustRule rule, TokenClaims claims)
    {
        var checks = new List<TrustCheck>
        {
            new("iss", rule.Issuer, claims["iss"], claims["iss"] == rule.Issuer),
        };
        checks.AddRange(rule.Claims.OrderBy(claim => claim.Key, StringComparer.Ordinal)
            .Select(claim => new TrustCheck(claim.Key, claim.Value, claims[claim.Key], claims[claim.Key] is { } found && Matches(claim.Value, found))));
        if (!rule.PullRequests && PlatformClaims.Of(rule.Platform).IsPullRequest(claims))
            checks.Add(new("event", "no pull request", claims["event_name"] ?? claims["pipeline_source"] ?? claims["sub"], false));
        return checks;
    }

    /// <summary>The whole text, by its characters: no case is folded, and only <c>*</c> means more than itself.</summary>
    public static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
