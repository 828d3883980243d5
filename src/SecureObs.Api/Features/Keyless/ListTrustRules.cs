using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Keyless;

/// <param name="Claims">What claims of a token must be.</param>
/// <param name="RevokedAt">Null while it holds.</param>
/// <param name="LastUsedAt">To the minute.</param>
public sealed record TrustRuleItem(
    Guid Id, string Name, TrustPlatform Platform, string Issuer, string Audience, IReadOnlyDictionary<string, string> Claims, bool PullRequests,
    DateTime CreatedAt, string CreatedBy, DateTime? RevokedAt, DateTime? LastUsedAt);

internal static class ListTrustRules
{
    private sealed record Row(
        Guid Id, string Name, short Platform, string Issuer, string Audience, string Claims, bool PullRequests,
        DateTime CreatedAt, string? CreatedBy, DateTime? RevokedAt, DateTime? LastUsedAt)
    {
        public TrustRuleItem Item => new(
            Id, Name, (TrustPlatform)Platform, Issuer, Audience, TrustRule.ReadClaims(Claims), PullRequests, CreatedAt, CreatedBy ?? "A former member", RevokedAt, LastUsedAt);
    }

    public static void MapListTrustRules(this IEndpointRouteBuilder rules) => rules
        .MapGet("/", Handle)
        .WithSummary("Which pipelines a project trusts without a key, newest rule first; revoked ones stay listed")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<TrustRuleItem>>, ProblemHttpResult>> Handle(Guid projectId, string? after, TenantDb db, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and r.id < {last}";
        }
        var rows = await db.ReadAsync(tx => tx.QueryAsync<Row>($"""
            select r.id, r.name, r.platform, r.issuer, r.audience, r.claims::text as claims, r.pull_requests, r.created_at, c.name as created_by,
                r.revoked_at, r.last_used_at
            from app.trust_rules r
            left join app.people_of_tenant() c on c.actor_id = r.created_by
            where r.tenant_id = {tx.TenantId} and r.project_id = {projectId} {start}
            order by r.id desc
            limit {Sql.Rows(Pages.Size + 1)}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item)], Pages.Size, item => Cursor.Write(item.Id)));
    }
}
