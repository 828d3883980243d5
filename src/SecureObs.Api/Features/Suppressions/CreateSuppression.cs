using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Suppressions;

/// <param name="Scope">path, rule-in-project or rule; one finding is suppressed by its status.</param>
/// <param name="Kind">false-positive, risk-accepted or wont-fix.</param>
/// <param name="PathPattern">Of whole paths: * within a folder, ** across folders, ? one character.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
public sealed record CreateSuppressionRequest(
    SuppressionScope Scope, FindingStatus Kind, [property: Required, StringLength(2000)] string Reason, Guid? ProjectId = null,
    [property: StringLength(64)] string? Scanner = null, [property: StringLength(256)] string? RuleId = null,
    [property: StringLength(PathGlob.Length)] string? PathPattern = null, DateTimeOffset? ExpiresAt = null)
{
    internal bool IsWhole => Scope switch
    {
        SuppressionScope.Path => (ProjectId, PathPattern, Scanner, RuleId) is ({ }, { }, null, null),
        SuppressionScope.RuleInProject => (ProjectId, PathPattern, Scanner, RuleId) is ({ }, null, { Length: > 0 }, { Length: > 0 }),
        SuppressionScope.RuleInTenant => (ProjectId, PathPattern, Scanner, RuleId) is (null, null, { Length: > 0 }, { Length: > 0 }),
        _ => false,
    };
}

/// <param name="Waiting">It is without effect until somebody else approves.</param>
/// <param name="Findings">How many findings it holds now; those that come later are held when they come.</param>
public sealed record CreatedSuppression(Guid Id, bool Waiting, long Findings);

internal static class CreateSuppression
{
    public static void MapCreateSuppression(this IEndpointRouteBuilder suppressions) => suppressions
        .MapPost("/", Handle)
        .WithSummary("Suppress every finding of a path or rule, also those to come; repeating it answers the same one")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedSuppression>, ProblemHttpResult>> Handle(
        CreateSuppressionRequest request, TenantDb db, MemberLock members, SuppressionRow suppressions, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        request = request with { Reason = StoredText.Of(request.Reason).Trim() };
        if (request.Kind is not (FindingStatus.FalsePositive or FindingStatus.RiskAccepted or FindingStatus.WontFix))
            return Problems.SuppressionKindInvalid();
        if (request.Reason.Length == 0)
            return Problems.ReasonMissing();
        if (!request.IsWhole)
            return Problems.SuppressionScopeInvalid();
        if (request.PathPattern is { } pattern && !PathGlob.IsAllowed(pattern))
            return Problems.PathPatternInvalid();
        if (request.ExpiresAt <= now)
            return Problems.ExpiryInPast();
        var id = Guid.CreateVersion7(now);
        return await db.TransactAsync<Results<Created<CreatedSuppression>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } refusal)
                return refusal;
            var projects = await SuppressionRow.LockProjectsAsync(tx, request.ProjectId, ct);
            if (request.ProjectId is not null && projects is not [{ ArchivedAt: null }])
                return projects is [] ? Problems.NotFound() : Problems.ProjectArchived();
            var created = await suppressions.CreateAsync(tx, id, request, projects.Exists(project => project.FourEyes), now, ct);
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/suppressions/{created.Id}", created);
        }, ct);
    }
}
