using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Platform.Authorization;

/// <summary>Turns a refused rule into the answer of the wire: absent (404), a role or permission missing (403), or the scheme's own.</summary>
internal sealed class RefusalHandler : IAuthorizationMiddlewareResultHandler
{
    public const string LooksAbsent = "looks-absent";
    public const string NeedsRole = "needs-role:";
    public const string NeedsExport = "needs-export";
    public const string TenantEnds = "tenant-ends:";

    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var reasons = authorizeResult.AuthorizationFailure?.FailureReasons.Select(reason => reason.Message).ToList() ?? [];
        if (!authorizeResult.Succeeded && policy.Requirements.OfType<ManagementRequirement>().Any())
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;   // as for an address that nobody serves
            return Task.CompletedTask;
        }
        if (reasons.Contains(LooksAbsent))
            return Problems.NotFound().ExecuteAsync(context);
        if (reasons.Contains(NeedsExport))
            return Problems.ExportNotAllowed().ExecuteAsync(context);
        if (reasons.Find(reason => reason.StartsWith(TenantEnds, StringComparison.Ordinal)) is { } end)
            return Problems.TenantEnding(end[TenantEnds.Length..]).ExecuteAsync(context);
        if (reasons.Find(reason => reason.StartsWith(NeedsRole, StringComparison.Ordinal)) is { } role)
            return Problems.RoleMissing(role[NeedsRole.Length..].ToLowerInvariant()).ExecuteAsync(context);
        return standard.HandleAsync(next, context, policy, authorizeResult);
    }
}
