namespace SecureObs.Bench.Removals;

/// <summary>What keeps findings apart, and keeps scans from closing what they have no say in.</summary>
internal static class RecognitionRemovals
{
    private const string Arrival = "SecureObs.Api/Features/Findings/Ingest/Arrival.cs";
    private const string Batch = "SecureObs.Api/Features/Findings/Ingest/ProjectBatch.cs";
    private const string Detection = "SecureObs.Api/Domain/Recognition/Detection.cs";
    private const string Scopes = "SecureObs.Api/Domain/ScanScopes.cs";
    private const string Result = "SecureObs.Api/Domain/Recognition/CompleteResult.cs";

    public static Removal[] All { get; } =
    [
        new("two rows of a result are never one finding", Arrival, "&& !finding.Seen", "", "IngestTests"),
        new("a finding takes one row", Arrival, "if (taken.Add(finding.Id))", "taken.Add(finding.Id); if (!recognised.ContainsKey(row.Keys.Key))", "IngestTests RecognitionTests"),
        new("only complete results close", Scopes, "and r.status = {ScannerStatus.Completed}", "", "LifecycleModelTests RecognitionTests"),
        new("late runs close nothing", Scopes, "order by u.started_at desc, r.run_id desc", "order by r.seq desc", "LifecycleModelTests RecognitionTests"),
        new("late runs and other branches move nothing", Batch, "Run is null || (Run.IsDefault && !(Number?.CurrentAt > Run.StartedAt))", "true", "RecognitionTests"),
        new("the default branch judges what it had", Detection, "coalesce(bool_or(here.seen) filter (where {Branches.ScopeIsDefault}), bool_or(here.seen))", "bool_or(here.seen)", "LifecycleModelTests RecognitionTests"),
        new("what a person called resolved opens again", Detection, "await NoteAsync(tx, AuditActions.FindingReopened, [.. wrong.SelectMany(turn => turn.Ids)], run, \"seen-again\", ct);", "", "RecognitionTests"),
        new("results are compared as wholes", Result, "var corrections = await CorrectionsAsync(tx, run, result, ct);", "List<Correction> corrections = [];", "ChangedCodeTests RecognitionTests"),
        new("what the ladder calls two is two", "SecureObs.Api/Domain/Recognition/RecognitionPlan.cs", "|| (row.Features is not null && told.Contains(row.Id))", "", "ChangedCodeTests"),
        new("what is seen again is asked about anew", Arrival, "!each.Finding.Detected || each.Finding.CalledResolved || ", "", "LifecycleModelTests RecognitionTests"),
        new("a late run's findings are asked about anew", Batch, "Run is { } run && Number is { } number && number.SpeaksForNow(run)", "Run is not null", "LifecycleModelTests RecognitionTests"),
        new("what a scan saw at once does not become one", "SecureObs.Api/Features/Identity/MarkSame.cs", "if (await FindingFold.SeenTogetherAsync(tx, fold, ct) is { Count: > 0 })", "if (fold.Count > 1)", "RecognitionTests"),
        new("what was told apart stays two", "SecureObs.Api/Features/Identity/MarkDistinct.cs", "set taught_by = {actor},", "set taught_by = nullif({actor}::uuid, {actor}::uuid),", "RecognitionTests"),
    ];
}
