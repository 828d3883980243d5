using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>Another severity than the tool's, and why; or the tool's own again when it is null.</summary>
internal sealed record SeverityDecision(Severity? Severity, string? Reason)
{
    public static SeverityDecision Of(Severity? severity, string? reason) =>
        new(severity, severity is null ? null : StoredText.Of(reason ?? "").Trim());

    public bool IsWhole => Severity is null || Reason is { Length: > 0 };
}

/// <summary>The severity that people say of findings. What lasted until the severity changes ends, and due dates follow.</summary>
internal sealed class SeverityChanges(AuditTrail audit)
{
    private sealed record Before(Guid Id, short Severity, short ToolSeverity, short? SeverityOverride, string? SeverityReason);

    public async Task<ChangeOutcome> ApplyAsync(TenantTransaction tx, Guid[] findings, SeverityDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        await FindingLocks.TakeAsync(tx, findings, ct);
        var before = await tx.QueryAsync<Before>($"""
            select f.id, f.severity, f.tool_severity, f.severity_override, f.severity_reason
            from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}) order by f.id for update
            """, ct);
        var changing = before.Where(finding => (finding.SeverityOverride, finding.SeverityReason) != ((short?)decision.Severity, decision.Reason)).ToList();
        await WriteAsync(tx, [.. changing.Select(finding => finding.Id)], decision, now, ct);
        await audit.WriteAllAsync(tx, AuditActions.FindingSeverityChanged, [.. changing.Select(finding => (finding.Id, Data(finding, decision)))], ct);
        return new(before.Count, [.. changing.Select(finding => new ChangedFinding(finding.Id)
        {
            OverrideBefore = finding.SeverityOverride, ReasonBefore = finding.SeverityReason,
            OverrideAfter = (short?)decision.Severity, ReasonAfter = decision.Reason,
        })], [], 0);
    }

    /// <summary>What <see cref="ApplyAsync"/> would do.</summary>
    public static async Task<ChangePreview> PreviewAsync(TenantTransaction tx, Guid[] findings, SeverityDecision decision, CancellationToken ct) => new((int)await tx.FirstAsync<long>($"""
        select count(*) from app.findings f
        where f.tenant_id = {tx.TenantId} and f.id = any({findings})
          and (f.severity_override is distinct from {decision.Severity}::smallint or f.severity_reason is distinct from {decision.Reason}::text)
        """, ct), 0, 0);

    private static async Task WriteAsync(TenantTransaction tx, Guid[] ids, SeverityDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        if (ids.Length == 0)
            return;
        var moved = await tx.QueryAsync<Guid>($"""
            select f.id from app.findings f
            where f.tenant_id = {tx.TenantId} and f.id = any({ids}) and f.severity <> coalesce({decision.Severity}::smallint, f.tool_severity)
            """, ct);
        await FindingTurns.ChangeAsync(tx, $"""
            severity_override = {decision.Severity}::smallint, severity_reason = {decision.Reason}::text, severity = coalesce({decision.Severity}::smallint, t.tool_severity)
            """, Sql.Nothing, $"t.id = any({ids})", now, ct);
        Guid[] movedIds = [.. moved];
        await SuppressionEnds.EndAsync(tx, movedIds, EndReason.SeverityChanged, now, ct);
        await DueDates.SetAsync(tx, $"f.id = any({movedIds})", now, ct);
    }

    private static Dictionary<string, string?> Data(Before before, SeverityDecision decision) => new()
    {
        ["from"] = WireWords<Severity>.Of((Severity)before.Severity),
        ["to"] = WireWords<Severity>.Of(decision.Severity ?? (Severity)before.ToolSeverity),
        ["reason"] = decision.Reason,
    };
}
