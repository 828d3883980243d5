using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <summary>How long an organisation keeps what is done with, and what the last round took.</summary>
/// <param name="PlanDays">What the plan keeps; null: it deletes nothing.</param>
/// <param name="OwnDays">What an owner said instead: never less than the plan; null: nobody said anything.</param>
/// <param name="Days">What holds; null: everything is kept for ever.</param>
/// <param name="NextAt">When the next round begins; null: at once.</param>
/// <param name="LastRound">The one that runs, or the last; null before the first.</param>
public sealed record RetentionState(int? PlanDays, int? OwnDays, int? Days, DateTime? NextAt, RetentionRoundState? LastRound)
{
    private sealed record Row(
        int? Days, DateTime DueAt, DateTime? Cutoff, DateTime? StartedAt, DateTime? FinishedAt, long Findings, long Runs, long Entries, short? Failure);

    internal static async Task<RetentionState> ReadAsync(TenantTransaction tx, TenantPlan plans, CancellationToken ct)
    {
        var plan = (await plans.OfAsync(tx, ct)).RetentionDays;
        var row = await tx.FirstAsync<Row>($"""
            select days, due_at, cutoff, started_at, finished_at, findings, runs, entries, failure from app.retentions where tenant_id = {tx.TenantId}
            """, ct);
        return new(plan, row?.Days, Holding(plan, row?.Days), row?.DueAt, row?.StartedAt is not { } started ? null : new(
            started, row.FinishedAt, row.Cutoff!.Value, row.Findings, row.Runs, row.Entries, row.FinishedAt is null && row.Failure is null, Words(row.Failure)));
    }

    /// <summary>The longer of both; a plan that keeps everything leaves it to the owner.</summary>
    internal static int? Holding(int? plan, int? own) => (plan, own) switch
    {
        ({ } least, { } said) => Math.Max(least, said),
        _ => own ?? plan,
    };

    private static string? Words(short? failure) => (RetentionFailure?)failure switch
    {
        RetentionFailure.Interrupted => "The round was interrupted. It goes on by itself.",
        RetentionFailure.TrailNotWhole => "The audit trail does not verify, so nothing of it was deleted. Verify an export of it.",
        _ => null,
    };
}

/// <summary>One round of retention.</summary>
/// <param name="FinishedAt">Null while it runs, or after it failed.</param>
/// <param name="Cutoff">What is older was deleted.</param>
/// <param name="Runs">With their results, verdicts and infrastructure analyses.</param>
/// <param name="AuditEntries">Whole blocks of the trail, from its beginning.</param>
/// <param name="Failure">What went wrong, and what to do; null: nothing.</param>
public sealed record RetentionRoundState(
    DateTime StartedAt, DateTime? FinishedAt, DateTime Cutoff, long Findings, long Runs, long AuditEntries, bool IsRunning, string? Failure);

internal enum RetentionFailure : short
{
    Interrupted = 1,
    TrailNotWhole = 2,
}
