using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>
/// Lays suppressions over findings. Of several that match, the one that lasts longest is noted at the finding, so that
/// when its date has come no other one is left; among equals the narrowest, then the oldest.
/// </summary>
internal static class SuppressionOverlay
{
    /// <summary>Whether a suppression s is about a finding f, in force or not.</summary>
    public static readonly FormattableString Covers = $"""
        ((s.scope = 1 and s.finding_id = f.id)
            or (s.scope = 2 and s.project_id = f.project_id and f.file_path ~ s.path_regex)
            or (s.scope = 3 and s.project_id = f.project_id and s.scanner = f.scanner and s.rule_id = f.rule_id)
            or (s.scope = 4 and s.scanner = f.scanner and s.rule_id = f.rule_id))
        """;

    /// <summary>Whether a suppression s has an effect at this moment: approved where that is needed, and not over.</summary>
    public static FormattableString IsInForce(DateTimeOffset now) =>
        $"(s.ended_at is null and (s.expires_at is null or s.expires_at > {now}) and (not s.needs_approval or s.approved_at is not null))";

    /// <summary>Notes at each finding the suppression that holds for it now, or that none does.</summary>
    public static Task ApplyAsync(TenantTransaction tx, Guid[] findings, DateTimeOffset now, CancellationToken ct) =>
        ApplyAsync(tx, $"f.id = any({findings})", now, ct);

    /// <summary>The same for findings that were made just now: only wide suppressions can be about them.</summary>
    public static Task ApplyToNewAsync(TenantTransaction tx, Guid[] findings, DateTimeOffset now, CancellationToken ct) => ApplyAsync(tx, $"""
        f.id = any({findings}) and exists (select from app.suppressions w where w.tenant_id = {tx.TenantId} and w.ended_at is null and w.scope > 1)
        """, now, ct);

    /// <param name="which">A condition on findings as f.</param>
    public static Task ApplyAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct) => FindingTurns.ChangeAsync(tx,
        $"suppression_id = n.id, suppression_kind = n.kind, suppressed_until = n.expires_at", $"""
        , (
            select f.id as finding_id, best.id, best.kind, best.expires_at
            from app.findings f
            left join lateral (
                select s.id, s.kind, s.expires_at
                from app.suppressions s
                where s.tenant_id = {tx.TenantId} and {IsInForce(now)} and {Covers}
                order by s.expires_at desc nulls first, s.scope, s.id
                limit 1) best on true
            where f.tenant_id = {tx.TenantId} and {which}) n
        """, $"""
        t.id = n.finding_id
        and (t.suppression_id is distinct from n.id or t.suppression_kind is distinct from n.kind or t.suppressed_until is distinct from n.expires_at)
        """, now, ct);
}
