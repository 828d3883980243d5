using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>
/// Makes findings what they turned out to be: what a row says goes to the finding that it is, and a finding that was none
/// is gone. A fixed number of statements, however many.
/// </summary>
internal sealed class Corrections(TenantTransaction tx, RunOfProject run, ResultNumber result, IReadOnlyList<Correction> corrections, DateTimeOffset now)
{
    private readonly Guid[] rows = [.. corrections.Select(each => each.Row.Id)];
    private readonly Guid[] findings = [.. corrections.Select(each => each.Finding)];

    public async Task ApplyAsync(CancellationToken ct)
    {
        if (corrections.Count == 0)
            return;
        // First what is not there yet: the rows that it is copied from are overwritten next.
        await MakeAsync([.. corrections.Where(each => each.IsMade)], ct);
        await OverwriteAsync([.. corrections.Where(each => !each.IsMade)], ct);
        await NameAsync(ct);
        await Presence.RemoveAsync(tx, result.ScopeId, result.Seq, [.. rows.Except(findings)], ct);
        await Presence.ExtendAsync(tx, run.Id, new(result.ScopeId, result.Seq), [.. findings.Except(rows)], ct);
        await RemoveAsync(ct);
        await SuppressionOverlay.ApplyAsync(tx, findings, now, ct);
    }

    private async Task MakeAsync(IReadOnlyList<Correction> made, CancellationToken ct)
    {
        if (made.Count > 0)
            await FindingCopies.MakeAsync(tx, [.. made.Select(each => each.Row.Id)], [.. made.Select(each => each.Finding)],
                [.. made.Select(each => each.Row.Fingerprint)], [.. made.Select(each => each.Row.Features)], run.PipelineRunId, now, ct);
    }

    private async Task OverwriteAsync(IReadOnlyList<Correction> known, CancellationToken ct)
    {
        var (from, to) = (known.Select(each => each.Row.Id).ToArray(), known.Select(each => each.Finding).ToArray());
        var (fingerprints, features) = (known.Select(each => each.Row.Fingerprint).ToArray(), known.Select(each => each.Row.Features).ToArray());
        var rungs = known.Select(each => (short)each.Rung).ToArray();
        await FindingCopies.OverwriteAsync(tx, from, to, fingerprints, features, rungs, $"({result.Overwrites} or not t.on_default)", now, ct);
        // Also of those that the default branch alone overwrites.
        await tx.ExecuteAsync($"""
            update app.findings t set rung = u.rung from unnest({to}, {rungs}) as u (finding_id, rung)
            where t.tenant_id = {tx.TenantId} and t.id = u.finding_id and t.rung <> u.rung
            """, ct);
    }

    /// <summary>The row's fingerprint is the finding now; so are all of a finding that is gone.</summary>
    private async Task NameAsync(CancellationToken ct)
    {
        var fingerprints = corrections.Select(each => each.Row.Fingerprint).ToArray();
        var gone = corrections.Where(each => each.Row.IsNew && !findings.Contains(each.Row.Id)).ToList();
        var (from, to) = (gone.Select(each => each.Row.Id).ToArray(), gone.Select(each => each.Finding).ToArray());
        await tx.ExecuteAsync($"""
            update app.finding_fingerprints a set finding_id = u.finding_id
            from unnest({from}, {to}) as u (row_id, finding_id)
            where a.tenant_id = {tx.TenantId} and a.finding_id = u.row_id
            """, ct);
        await tx.ExecuteAsync($"""
            update app.finding_fingerprints a set finding_id = u.finding_id
            from unnest({findings}, {fingerprints}) as u (finding_id, fingerprint)
            where a.tenant_id = {tx.TenantId} and a.fingerprint = u.fingerprint and a.finding_id <> u.finding_id
              and a.project_id = (select f.project_id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = u.finding_id)
            """, ct);
    }

    /// <summary>What this run made and is another finding. What another run has seen meanwhile stays: it is not ours alone to say.</summary>
    private async Task RemoveAsync(CancellationToken ct)
    {
        Guid[] gone = [.. corrections.Where(each => each.Row.IsNew && !findings.Contains(each.Row.Id)).Select(each => each.Row.Id)];
        await FindingTurns.RemoveAsync(tx, $"""
            f.id = any({gone}) and not exists (select from app.scope_findings m where m.tenant_id = {tx.TenantId} and m.finding_id = f.id)
            """, now, ct);
    }
}
