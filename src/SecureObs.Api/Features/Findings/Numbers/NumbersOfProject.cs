using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>Whether numbers can be asked of a project: an archived one has them, too.</summary>
internal static class NumbersOfProject
{
    public static Task<bool> ExistsAsync(TenantTransaction tx, Guid project, CancellationToken ct) =>
        tx.FirstAsync<bool>($"select true from app.projects p where p.tenant_id = {tx.TenantId} and p.id = {project}", ct);
}
