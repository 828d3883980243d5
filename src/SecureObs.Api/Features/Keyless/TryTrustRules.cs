using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

/// <param name="Claims">The claims as a JSON object, or the middle part of a token as it is. Nothing is verified and nothing kept.</param>
public sealed record TryTrustRulesRequest([property: Required, StringLength(TokenClaims.MostBytes)] string Claims)
{
    /// <summary>Hides what may be part of a token: a record would print it.</summary>
    public override string ToString() => nameof(TryTrustRulesRequest);
}

/// <param name="IsMatch">Whether the rule would let a verified token with these claims in.</param>
public sealed record TriedRule(Guid Id, string Name, bool IsMatch, IReadOnlyList<TrustCheck> Checks);

public sealed record TriedRules(IReadOnlyList<TriedRule> Rules);

internal static class TryTrustRules
{
    public static void MapTryTrustRules(this IEndpointRouteBuilder rules) => rules
        .MapPost("/try", Handle)
        .WithSummary("Whether and why claims would match the rules of a project; nothing is verified and nothing kept")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<TriedRules>, ProblemHttpResult>> Handle(Guid projectId, TryTrustRulesRequest request, TenantDb db, CancellationToken ct)
    {
        if (Read(request.Claims.Trim()) is not { } claims)
            return Problems.TrustRuleInvalid("claims", "must be a JSON object of claims, each once, or the middle part of a token");
        var rules = await db.ReadAsync(tx => TrustRule.OfProjectAsync(tx, projectId, ct), ct);
        return TypedResults.Ok(new TriedRules([.. rules.Select(rule => Try(rule, claims))]));
    }

    /// <summary>Of a token whatever part of it was pasted: its signature is not asked for, and better left out.</summary>
    private static TokenClaims? Read(string text)
    {
        if (text.StartsWith('{'))
            return TokenClaims.Read(Encoding.UTF8.GetBytes(text));
        var part = text.Split('.') is [_, var payload, ..] ? payload : text;
        return Base64Url.IsValid(part) ? TokenClaims.Read(Base64Url.DecodeFromChars(part)) : null;
    }

    private static TriedRule Try(TrustRule rule, TokenClaims claims)
    {
        List<TrustCheck> checks = [.. TrustMatch.Check(rule, claims)];
        checks.Insert(1, new("aud", rule.Audience, claims["aud"], claims["aud"] == rule.Audience));
        return new(rule.Id, rule.Name, checks.All(check => check.IsOk), checks);
    }
}
