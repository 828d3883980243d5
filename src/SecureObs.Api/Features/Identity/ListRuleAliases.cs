using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Identity;

/// <summary>A rule that got another name.</summary>
public sealed record RuleAliasItem(string Scanner, string OldRule, string NewRule, DateTime CreatedAt);

internal static class ListRuleAliases
{
    /// <summary>More are refused when they are added, so this is all.</summary>
    public const int Most = 1000;

    public static void MapListRuleAliases(this IEndpointRouteBuilder aliases) => aliases
        .MapGet("/", Handle)
        .WithSummary("Rules that got another name, at most 1,000");

    private static async Task<Ok<List<RuleAliasItem>>> Handle(TenantDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.ReadAsync(tx => tx.QueryAsync<RuleAliasItem>($"""
            select scanner, old_rule, new_rule, created_at from app.rule_aliases
            where tenant_id = {tx.TenantId} order by scanner, old_rule limit {Sql.Rows(Most)}
            """, ct), ct));
}
