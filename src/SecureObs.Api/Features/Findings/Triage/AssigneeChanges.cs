using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>Who sees to findings.</summary>
internal sealed class AssigneeChanges(AuditTrail audit)
{
    private sealed record Before(Guid Id, Guid? Assignee);

    /// <summary>Whether this is a member now, and stays one until the transaction ends.</summary>
    public static Task<bool> IsMemberAsync(TenantTransaction tx, Guid member, CancellationToken ct) => tx.FirstAsync<bool>($"""
        select true from app.memberships where tenant_id = {tx.TenantId} and actor_id = {member} for key share
        """, ct);

    /// <param name="member">Null for nobody.</param>
    public async Task<ChangeOutcome> ApplyAsync(TenantTransaction tx, Guid[] findings, Guid? member, CancellationToken ct)
    {
        await FindingLocks.TakeAsync(tx, findings, ct);
        var before = await tx.QueryAsync<Before>($"""
            select f.id, f.assignee from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}) order by f.id for update
            """, ct);
        var changing = before.Where(finding => finding.Assignee != member).ToList();
        var ids = changing.Select(finding => finding.Id).ToArray();
        await tx.ExecuteAsync($"""
            update app.findings set assignee = {member}::uuid where tenant_id = {tx.TenantId} and id = any({ids})
            """, ct);
        await audit.WriteAllAsync(tx, AuditActions.FindingAssigned, [.. changing.Select(finding => (finding.Id, Data(finding, member)))], ct);
        return new(before.Count, [.. changing.Select(finding => new ChangedFinding(finding.Id) { AssigneeBefore = finding.Assignee, AssigneeAfter = member })], [], 0);
    }

    /// <summary>What <see cref="ApplyAsync"/> would do.</summary>
    public static async Task<ChangePreview> PreviewAsync(TenantTransaction tx, Guid[] findings, Guid? member, CancellationToken ct) => new((int)await tx.FirstAsync<long>($"""
        select count(*) from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}) and f.assignee is distinct from {member}::uuid
        """, ct), 0, 0);

    private static Dictionary<string, string?> Data(Before before, Guid? member) =>
        new() { ["member"] = member?.ToString(), ["before"] = before.Assignee?.ToString() };
}
