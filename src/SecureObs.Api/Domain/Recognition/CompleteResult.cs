using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>
/// What follows when a scanner says that its result is complete: the result is compared as a whole with the one before, so
/// that findings are recognised whose code moved or was edited, and what it does not see any more is resolved in its scope.
/// </summary>
internal sealed class CompleteResult(Detection detection, Caller caller, TimeProvider clock)
{
    /// <summary>The project's lock is held.</summary>
    public async Task TakeAsync(TenantTransaction tx, RunOfProject run, ResultNumber result, DateTimeOffset now, CancellationToken ct)
    {
        var corrections = await CorrectionsAsync(tx, run, result, ct);
        await TakeStagedAsync(tx, run, result, [.. corrections.Select(each => each.Row.Id)], ct);
        await new Corrections(tx, run, result, corrections, now).ApplyAsync(ct);
        await NoteAsync(tx, run, corrections, ct);
        await SuppressionEnds.EndAsync(tx, [.. corrections.Where(each => each is { Rung: Rung.EditedLine, Known: { } known } && (result.Overwrites || !known.OnDefault)).Select(each => each.Finding)], EndReason.CodeChanged, now, ct);
        if (await ScanScopes.SetCurrentAsync(tx, result.ScopeId, ct) == run.Id)
            await detection.RefreshNewestAsync(tx, run, result, now, ct);
        else
            await detection.RefreshScopeAsync(tx, run, result.ScopeId, now, ct);
    }

    private static async Task<List<Correction>> CorrectionsAsync(TenantTransaction tx, RunOfProject run, ResultNumber result, CancellationToken ct)
    {
        if (await ResultMembers.BeforeAsync(tx, run, result.ScopeId, ct) is not { } before)
            return [];
        var (old, rows) = await ResultMembers.DifferingAsync(tx, run, before, result, ct);
        if (old.Count == 0 || rows.Count == 0)
            return [];
        var rules = await RuleNames.LoadAsync(tx, [rows[0].Scanner], ct);
        return RecognitionPlan.Make(old, rows, rules.One);
    }

    /// <summary>What stands at the places of this result is what the next one is compared with.</summary>
    private static async Task TakeStagedAsync(TenantTransaction tx, RunOfProject run, ResultNumber result, Guid[] corrected, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            update app.findings f set features = w.features
            from app.result_rows w
            where w.tenant_id = {tx.TenantId} and w.run_id = {run.Id} and w.scope_id = {result.ScopeId} and w.features is not null
              and f.tenant_id = {tx.TenantId} and f.id = w.finding_id and f.id <> all({corrected}) and ({result.Overwrites} or not f.on_default)
            """, ct);
        await ResultRows.DropAsync(tx, run.Id, $"and w.scope_id = {result.ScopeId}", ct);
    }

    private Task NoteAsync(TenantTransaction tx, RunOfProject run, List<Correction> corrections, CancellationToken ct)
    {
        var recognised = corrections.Where(each => each.Rung is not Rung.None).ToList();
        return recognised.Count == 0 ? Task.CompletedTask : AuditTrail.WriteManyAsync(tx, [.. recognised.Select(each =>
        {
            var key = AuditEntryKey.New(clock);
            return new ReadEntry(tx.TenantId, key.Id, key.At, caller.ActorKind, caller.ActorId, AuditActions.FindingRecognised, each.Finding,
                new Dictionary<string, string?> { ["by"] = RungWords.Of(each.Rung), ["run"] = run.PipelineRunId });
        })], ct);
    }
}
