using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Domain;

/// <summary>
/// Ends suppressions that no person ends, and wakes their findings. Each finding's history says why: the entries are the
/// system's own.
/// </summary>
internal static class SuppressionEnds
{
    /// <summary>Entries that travel in one statement.</summary>
    private const int Chunk = 5_000;

    private sealed record Ended(Guid Id, Guid? FindingId, Guid? ProjectId, short EndedBecause)
    {
        public string Because => WireWords<EndReason>.Of((EndReason)EndedBecause);
    }

    private sealed record Woken(Guid Id, short Status, Guid SuppressionId);

    private sealed record After(Guid Id, short Status);

    /// <summary>
    /// Ends those of these findings' own suppressions that last only until they are fixed, or until their code or severity
    /// changes. Call it after the finding was written, in the same transaction.
    /// </summary>
    /// <param name="because"><see cref="EndReason.Fixed"/>, <see cref="EndReason.CodeChanged"/> or <see cref="EndReason.SeverityChanged"/>.</param>
    /// <returns>How many suppressions ended.</returns>
    public static async Task<int> EndAsync(TenantTransaction tx, Guid[] findings, EndReason because, DateTimeOffset now, CancellationToken ct)
    {
        if (because is not (EndReason.Fixed or EndReason.CodeChanged or EndReason.SeverityChanged))
            throw new ArgumentOutOfRangeException(nameof(because), because, "A person or the clock ends it.");
        if (findings.Length == 0)
            return 0;
        // Findings before their suppressions, as everybody locks them.
        await tx.ExecuteAsync($"select f.id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings}) order by f.id for update", ct);
        return because is EndReason.Fixed
            ? await EndAsync(tx, $"s.finding_id = any({findings}) and s.until_fixed", because, now, ct)
            : await EndAsync(tx, $"s.finding_id = any({findings}) and s.until_changed", because, now, ct);
    }

    /// <summary>Ends all whose date has come.</summary>
    public static Task<int> EndExpiredAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(tx, $"s.expires_at <= {now}", EndReason.Expired, now, ct);

    private static async Task<int> EndAsync(TenantTransaction tx, FormattableString which, EndReason because, DateTimeOffset now, CancellationToken ct)
    {
        // One whose date has come is over for that reason, even when another one arrives before that was noted.
        var ended = await tx.QueryAsync<Ended>($"""
            update app.suppressions s
            set ended_at = {now}, ended_because = case when s.expires_at <= {now} then {EndReason.Expired} else {because} end
            where s.tenant_id = {tx.TenantId} and s.ended_at is null and {which}
            returning s.id, s.finding_id, s.project_id, s.ended_because
            """, ct);
        if (ended.Count == 0)
            return 0;
        var ids = ended.Select(suppression => suppression.Id).ToArray();
        var woken = await tx.QueryAsync<Woken>($"""
            select f.id, f.status, f.suppression_id from app.findings f
            where f.tenant_id = {tx.TenantId} and f.suppression_id = any({ids}) order by f.id for update
            """, ct);
        await SuppressionOverlay.ApplyAsync(tx, $"f.suppression_id = any({ids})", now, ct);
        await NoteAsync(tx, ended, woken, now, ct);
        return ended.Count;
    }

    /// <summary>One entry for each finding that wakes, and one for what ended without waking any.</summary>
    private static async Task NoteAsync(
        TenantTransaction tx, List<Ended> ended, List<Woken> woken, DateTimeOffset now, CancellationToken ct)
    {
        var ids = woken.Select(finding => finding.Id).ToArray();
        var after = (await tx.QueryAsync<After>($"""
            select f.id, {FindingState.StatusAt(now)} as status from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({ids})
            """, ct)).ToDictionary(finding => finding.Id, finding => finding.Status);
        var reasons = ended.ToDictionary(suppression => suppression.Id, suppression => suppression.Because);
        var entries = woken.Select(finding => Entry(AuditActions.SuppressionEnded, finding.Id, new()
        {
            ["because"] = reasons[finding.SuppressionId],
            ["from"] = WireWords<FindingStatus>.Of((FindingStatus)finding.Status),
            ["to"] = WireWords<FindingStatus>.Of((FindingStatus)after[finding.Id]),
            ["suppression"] = $"{finding.SuppressionId}",
        }));
        var quiet = ended.ExceptBy(woken.Select(finding => finding.SuppressionId), suppression => suppression.Id)
            .Concat(ended.Where(suppression => suppression.FindingId is null)).DistinctBy(suppression => suppression.Id)
            .Select(suppression => Entry(
                suppression.FindingId is null ? AuditActions.WideSuppressionEnded : AuditActions.SuppressionEnded, suppression.FindingId ?? suppression.Id, new()
                {
                    ["because"] = suppression.Because,
                    ["suppression"] = $"{suppression.Id}",
                    ["project"] = suppression.ProjectId?.ToString(),
                    ["findings"] = $"{woken.Count(finding => finding.SuppressionId == suppression.Id)}",
                }));
        foreach (var chunk in entries.Concat(quiet).Chunk(Chunk))
            await AuditTrail.WriteManyAsync(tx, chunk, ct);

        ReadEntry Entry(string action, Guid subject, Dictionary<string, string?> data) =>
            new(tx.TenantId, Guid.CreateVersion7(now), now, ActorKind.System, Guid.Empty, action, subject, data);
    }
}
