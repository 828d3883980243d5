using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>A suppression as its operations lock it.</summary>
internal sealed record LockedSuppression(
    Guid Id, short Kind, short Scope, Guid? ProjectId, Guid? FindingId, DateTime? ExpiresAt, Guid CreatedBy, bool NeedsApproval, Guid? ApprovedBy, DateTime? EndedAt)
{
    public SuppressionScope About => (SuppressionScope)Scope;

    public bool IsWaiting => NeedsApproval && ApprovedBy is null;

    public bool IsOver(DateTimeOffset now) => EndedAt is not null || ExpiresAt <= now.UtcDateTime;
}

internal sealed record LockedProject(Guid Id, bool FourEyes, DateTime? ArchivedAt);

/// <summary>Writes suppressions, lays them over their findings, and notes it once.</summary>
internal sealed class SuppressionRow(Caller caller, AuditTrail audit)
{
    /// <summary>
    /// Keeps ingests from these projects until the end: a finding that arrives meanwhile would miss the suppression, and
    /// many findings are written here in another order than there.
    /// </summary>
    /// <param name="project">Null for all of the tenant.</param>
    public static Task<List<LockedProject>> LockProjectsAsync(TenantTransaction tx, Guid? project, CancellationToken ct) => tx.QueryAsync<LockedProject>($"""
        select p.id, p.four_eyes, p.archived_at from app.projects p
        where p.tenant_id = {tx.TenantId} and ({project}::uuid is null or p.id = {project}::uuid)
        order by p.id for no key update
        """, ct);

    /// <summary>With its projects; null when there is none of this id.</summary>
    public static async Task<LockedSuppression?> LockAsync(TenantTransaction tx, Guid id, CancellationToken ct)
    {
        if (await ReadAsync($"") is not { } seen)
            return null;
        await LockProjectsAsync(tx, seen.ProjectId, ct);
        if (seen.FindingId is { } finding)
            await tx.ExecuteAsync($"select f.id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = {finding} for update", ct);
        return await ReadAsync($"for update");

        Task<LockedSuppression?> ReadAsync(FormattableString strength) => tx.FirstAsync<LockedSuppression>($"""
            select s.id, s.kind, s.scope, s.project_id, s.finding_id, s.expires_at, s.created_by, s.needs_approval, s.approved_by, s.ended_at
            from app.suppressions s where s.tenant_id = {tx.TenantId} and s.id = {id} {strength}
            """, ct);
    }

    public async Task<CreatedSuppression> CreateAsync(
        TenantTransaction tx, Guid id, CreateSuppressionRequest request, bool fourEyes, DateTimeOffset now, CancellationToken ct)
    {
        if (await SameAsync(tx, request, now, ct) is { } same)
            return same;
        var regex = request.PathPattern is { } pattern ? PathGlob.Regex(pattern) : null;
        await tx.ExecuteAsync($"""
            insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, scanner, rule_id, path_pattern, path_regex, expires_at,
                until_fixed, until_changed, created_by, created_at, needs_approval)
            values ({tx.TenantId}, {id}, {request.Kind}, {request.Reason}, {request.Scope}, {request.ProjectId}::uuid, {request.Scanner}::text,
                {request.RuleId}::text, {request.PathPattern}::text, {regex}::text, {request.ExpiresAt?.ToUniversalTime()}::timestamptz,
                false, false, {caller.ActorId}, {now}, {fourEyes})
            """, ct);
        await LayAsync(tx, id, now, ct);
        var held = await CountAsync(tx, id, ct);
        await audit.WriteAsync(tx, AuditActions.WideSuppressionCreated, id, new Dictionary<string, string?>
        {
            ["scope"] = WireWords<SuppressionScope>.Of(request.Scope),
            ["kind"] = WireWords<FindingStatus>.Of(request.Kind),
            ["reason"] = request.Reason,
            ["project"] = request.ProjectId?.ToString(),
            ["path"] = request.PathPattern,
            ["scanner"] = request.Scanner,
            ["rule"] = request.RuleId,
            ["expires"] = request.ExpiresAt?.UtcDateTime.ToString("O"),
            ["waiting"] = fourEyes ? "true" : null,
            ["findings"] = $"{held}",
        }, ct);
        return new(id, fourEyes, held);
    }

    /// <summary>Lays what holds over the findings that this suppression is about, after it began or ended.</summary>
    public static Task LayAsync(TenantTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => SuppressionOverlay.ApplyAsync(tx, $"""
        f.id in (
            select f.id from app.findings f join app.suppressions s on s.tenant_id = {tx.TenantId} and s.id = {id} and {SuppressionOverlay.Covers}
            where f.tenant_id = {tx.TenantId})
        """, now, ct);

    public static Task<long> CountAsync(TenantTransaction tx, Guid id, CancellationToken ct) => tx.FirstAsync<long>($"""
        select count(*) from app.findings f where f.tenant_id = {tx.TenantId} and f.suppression_id = {id}
        """, ct);

    /// <summary>Repeating a decision is no new decision.</summary>
    private static async Task<CreatedSuppression?> SameAsync(TenantTransaction tx, CreateSuppressionRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var same = await tx.FirstAsync<LockedSuppression>($"""
            select s.id, s.kind, s.scope, s.project_id, s.finding_id, s.expires_at, s.created_by, s.needs_approval, s.approved_by, s.ended_at
            from app.suppressions s
            where s.tenant_id = {tx.TenantId} and s.ended_at is null and s.scope = {request.Scope} and s.kind = {request.Kind} and s.reason = {request.Reason}
              and s.project_id is not distinct from {request.ProjectId}::uuid and s.scanner is not distinct from {request.Scanner}::text
              and s.rule_id is not distinct from {request.RuleId}::text and s.path_pattern is not distinct from {request.PathPattern}::text
              and s.expires_at is not distinct from {request.ExpiresAt?.ToUniversalTime()}::timestamptz
            order by s.id limit 1
            """, ct);
        return same is null || same.IsOver(now) ? null : new(same.Id, same.IsWaiting, await CountAsync(tx, same.Id, ct));
    }
}
