using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Authorization;

/// <param name="MayExport">Whether the key must be one that may export findings.</param>
internal sealed record ApiKeyScopeRequirement(bool MayExport) : IAuthorizationRequirement;

/// <summary>
/// Lets an API key into its tenant. When the route names a project, the key must reach it and it must exist; else the
/// answer is 404, which published clients take as "project unknown" and stop at once.
/// </summary>
internal sealed class ApiKeyScopeHandler(TenantTransactions transactions, Caller caller) : AuthorizationHandler<ApiKeyScopeRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ApiKeyScopeRequirement requirement)
    {
        if (context.Resource is not HttpContext http
            || !Guid.TryParse(context.User.FindFirstValue(ApiKeyHandler.TenantClaim), out var tenant)
            || !Guid.TryParse(context.User.FindFirstValue(ApiKeyHandler.KeyClaim), out var key))
            return;
        Guid? only = Guid.TryParse(context.User.FindFirstValue(ApiKeyHandler.ProjectClaim), out var project) ? project : null;
        if (only is { } its && Guid.TryParse(context.User.FindFirstValue(ApiKeyHandler.RuleClaim), out var rule) && context.User.FindFirstValue(ApiKeyHandler.RunClaim) is { } run)
            caller.EnterAsWorkload(tenant, rule, key, its, run, context.User.FindFirstValue(ApiKeyHandler.BranchClaim));
        else
            caller.EnterAsApiKey(tenant, key, only);

        if (http.Request.RouteValues.TryGetValue("projectId", out var named) && !await ReachesAsync(named as string, http.RequestAborted))
            context.Fail(new AuthorizationFailureReason(this, RefusalHandler.LooksAbsent));
        else if (requirement.MayExport && !context.User.HasClaim(claim => claim.Type == ApiKeyHandler.ExportClaim))
            context.Fail(new AuthorizationFailureReason(this, RefusalHandler.NeedsExport));
        else
            context.Succeed(requirement);
    }

    private async Task<bool> ReachesAsync(string? named, CancellationToken ct) =>
        Guid.TryParse(named, out var projectId)
        && caller.Reaches(projectId)
        && await transactions.ReadAsync(caller.TenantId, tx => tx.FirstAsync<bool>($"""
            select true from app.projects where tenant_id = {tx.TenantId} and id = {projectId}
            """, ct), ct);
}
