using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Identity;

/// <param name="OldRule">What the rule was called.</param>
/// <param name="NewRule">What it is called now.</param>
public sealed record RuleAliasRequest(
    [property: Required, StringLength(64, MinimumLength = 1)] string Scanner,
    [property: Required, StringLength(256, MinimumLength = 1)] string OldRule,
    [property: Required, StringLength(256, MinimumLength = 1)] string NewRule);

internal static class ChangeRuleAlias
{
    public static void MapPreviewRuleAlias(this IEndpointRouteBuilder aliases) => aliases
        .MapPost("/preview", Preview)
        .WithSummary("What an alias would change; nothing changes")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public static void MapAddRuleAlias(this IEndpointRouteBuilder aliases) => aliases
        .MapPost("/", Add)
        .WithSummary("Say that a rule got another name: its findings stay what they are")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapRemoveRuleAlias(this IEndpointRouteBuilder aliases) => aliases
        .MapDelete("/", Remove)
        .WithSummary("Take an alias back: what was joined stays joined")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RuleAliasPreview>, ProblemHttpResult>> Preview(RuleAliasRequest request, TenantDb db, CancellationToken ct) =>
        request.OldRule == request.NewRule
            ? Problems.QueryInvalid("newRule", "must differ from oldRule")
            : TypedResults.Ok((await db.ReadAsync(tx => RuleAliasChurn.FindAsync(tx, request.Scanner, request.OldRule, request.NewRule, ct), ct)).Preview);

    private static async Task<Results<Ok<RuleAliasPreview>, ProblemHttpResult>> Add(
        RuleAliasRequest request, TenantDb db, Caller caller, AuditTrail audit, Detection detection, TimeProvider clock, CancellationToken ct)
    {
        if (request.OldRule == request.NewRule)
            return Problems.QueryInvalid("newRule", "must differ from oldRule");
        var (entry, now) = (audit.NewEntry(), clock.GetUtcNow());
        return await db.TransactAsync<Results<Ok<RuleAliasPreview>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<bool>($"select true from app.rule_aliases where tenant_id = {tx.TenantId} offset {ListRuleAliases.Most - 1} limit 1", ct))
                return Problems.TooManyRuleAliases(ListRuleAliases.Most);
            await tx.ExecuteAsync($"""
                insert into app.rule_aliases as a (tenant_id, scanner, old_rule, new_rule, created_by, created_at)
                values ({tx.TenantId}, {request.Scanner}, {request.OldRule}, {request.NewRule}, {caller.ActorId}, {now})
                on conflict on constraint rule_aliases_pk do nothing
                """, ct);
            if (await tx.FirstAsync<string>($"""
                select new_rule from app.rule_aliases where tenant_id = {tx.TenantId} and scanner = {request.Scanner} and old_rule = {request.OldRule}
                """, ct) != request.NewRule)
                return Problems.RuleAliasTaken();
            // Twice: what the first finds names the projects to lock, and what stands after that is what counts.
            var (_, _, projects) = await RuleAliasChurn.FindAsync(tx, request.Scanner, request.OldRule, request.NewRule, ct);
            if (projects.Length > 0 && await ProjectLock.TakeAsync(tx, projects, ct) is not ProjectAccess.Open)
            {
                tx.Abandon();
                return Problems.ProjectArchived();
            }
            var (preview, folds, _) = await RuleAliasChurn.FindAsync(tx, request.Scanner, request.OldRule, request.NewRule, ct);
            await FindingFold.ApplyAsync(tx, folds, caller.ActorId, now, ct);
            await detection.RefreshAsync(tx, null, [.. folds.Select(fold => fold.Into)], now, ct);
            await audit.WriteAsync(tx, entry, AuditActions.RuleAliasAdded, tx.TenantId, Data(request, preview.Joined), ct);
            return TypedResults.Ok(preview);
        }, ct);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Remove(
        string scanner, string oldRule, TenantDb db, AuditTrail audit, CancellationToken ct) => db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
    {
        var rule = await tx.FirstAsync<string>($"""
            delete from app.rule_aliases where tenant_id = {tx.TenantId} and scanner = {scanner} and old_rule = {oldRule} returning new_rule
            """, ct);
        if (rule is null)
            return Problems.NotFound();
        await audit.WriteAsync(tx, AuditActions.RuleAliasRemoved, tx.TenantId, Data(new(scanner, oldRule, rule), joined: null), ct);
        return TypedResults.NoContent();
    }, ct);

    private static Dictionary<string, string?> Data(RuleAliasRequest request, int? joined) => new()
    {
        ["scanner"] = request.Scanner,
        ["from"] = request.OldRule,
        ["to"] = request.NewRule,
        ["joined"] = joined is { } count ? $"{count}" : null,
    };
}
