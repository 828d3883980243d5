using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <summary>A suppression as the finding shows it: who said so, why, and until when.</summary>
/// <param name="Kind">One of false-positive, risk-accepted, wont-fix.</param>
/// <param name="PathPattern">Of a suppression of a path.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
public sealed record FindingSuppression(
    Guid Id, FindingStatus Kind, string Reason, SuppressionScope Scope, string? PathPattern,
    DateTime? ExpiresAt, bool UntilFixed, bool UntilChanged, string CreatedBy, DateTime CreatedAt, string? ApprovedBy, DateTime? ApprovedAt);

/// <param name="Asked">Waits for an approval.</param>
internal sealed record FindingSuppressions(FindingSuppression? InForce, FindingSuppression? Asked)
{
    private sealed record Row(
        Guid Id, short Kind, string Reason, short Scope, string? PathPattern, DateTime? ExpiresAt, bool UntilFixed, bool UntilChanged,
        Guid CreatedBy, DateTime CreatedAt, Guid? ApprovedBy, DateTime? ApprovedAt, bool InForce)
    {
        public FindingSuppression Present(ActorNames names) => new(
            Id, (FindingStatus)Kind, Reason, (SuppressionScope)Scope, PathPattern, ExpiresAt, UntilFixed, UntilChanged,
            names[CreatedBy] ?? Assignee.Former, CreatedAt, ApprovedBy is null ? null : names[ApprovedBy] ?? Assignee.Former, ApprovedAt);
    }

    /// <param name="noted">The suppression that is noted at the finding; its date may have come.</param>
    public static async Task<FindingSuppressions> ReadAsync(TenantTransaction tx, Guid finding, Guid? noted, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<Row>($"""
            select s.id, s.kind, s.reason, s.scope, s.path_pattern, s.expires_at, s.until_fixed, s.until_changed,
                s.created_by, s.created_at, s.approved_by, s.approved_at,
                {SuppressionOverlay.IsInForce(now)} as in_force
            from app.suppressions s
            where s.tenant_id = {tx.TenantId} and s.ended_at is null and (s.expires_at is null or s.expires_at > {now})
              and (s.id = {noted}::uuid or (s.finding_id = {finding} and s.needs_approval and s.approved_at is null))
            """, ct);
        var names = await ActorNames.OfAsync(tx, rows.SelectMany(row => new[] { row.CreatedBy, row.ApprovedBy }), ct);
        return new(rows.Find(row => row.InForce)?.Present(names), rows.Find(row => !row.InForce)?.Present(names));
    }
}
