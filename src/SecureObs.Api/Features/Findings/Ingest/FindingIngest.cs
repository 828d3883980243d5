using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Features.Findings.Ingest.Turns;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>
/// Stores a batch of findings in one transaction: runs, the numbers of their scans, findings, presence. Everything is
/// set-based, a fixed number of statements for each result however many rows, and keyed by what the client repeats, so that the same
/// request twice changes nothing and answers the same.
/// </summary>
internal sealed class FindingIngest(
    TenantDb db, Caller caller, AuditTrail audit, SecretHashes hashes, Detection detection, PlanLimits limits, IngestTurns turns, IngestMetrics metrics, TimeProvider clock)
{
    /// <summary>What goes into the same transaction, with how many rows were brought by their runs and how many findings were not known before.</summary>
    /// <returns>Why nothing may be stored after all; null when nothing speaks against it.</returns>
    internal delegate Task<ProblemHttpResult?> Also(TenantTransaction tx, int brought, int added, CancellationToken ct);

    /// <summary>What to tell the client beside the answer, in one line; null when there is nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>
    /// Refuses when a row's project does not exist, is archived, or the key does not reach it: then nothing is stored.
    /// </summary>
    /// <param name="receipt">What the answer and the audit trail say of the body.</param>
    public async Task<Results<Ok<IngestResult>, ProblemHttpResult>> RunAsync(List<IncomingFinding> rows, CancellationToken ct, Also? also = null, string? receipt = null)
    {
        if (rows.Count == 0)
            return TypedResults.Ok(new IngestResult(0, 0, receipt));
        if (Place(rows, await hashes.HasherOfAsync(caller.TenantId, ct)) is not { } placed)
            return Problems.NotFound();
        using var turn = await turns.TakeAsync(caller.TenantId, ct);
        var now = clock.GetUtcNow();
        var batches = placed.GroupBy(row => row.ProjectId).OrderBy(group => group.Key)
            .Select(group => new ProjectBatch(group.Key, audit.NewEntry(), [.. group])).ToList();

        return await db.TransactAsync<Results<Ok<IngestResult>, ProblemHttpResult>>(async tx =>
        {
            var projects = batches.Select(batch => batch.ProjectId).ToArray();
            if (await ProjectLock.TakeAsync(tx, projects, ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            var (brought, added, texts) = (0, 0, new NewTexts());
            foreach (var batch in batches)
            {
                var results = await ResultsAsync(tx, batch, now, ct);
                foreach (var result in results)
                {
                    var arrived = await StoreAsync(tx, batch.ProjectId, result, texts, now, ct);
                    (brought, added) = (brought + result.CountBroughtBy(arrived.Stored), added + arrived.Made.Length);
                }
                await audit.WriteAsync(tx, batch.Entry, AuditActions.FindingsIngested, batch.ProjectId, batch.Data(results, receipt), ct);
            }
            if (also is not null && await also(tx, brought, added, ct) is { } refusal)
            {
                tx.Abandon();
                return refusal;
            }
            var (notice, full) = await limits.FindingsAsync(tx, added, ct);
            if (full is not null)
            {
                tx.Abandon();
                return full;
            }
            Notice = notice ?? Notice;
            // Last, because other requests that bring the same texts wait from here on.
            await texts.WriteAsync(tx, ct);
            return TypedResults.Ok(new IngestResult(rows.Count, rows.Count - brought, receipt));
        }, ct);
    }

    private async Task<Arrived> StoreAsync(
        TenantTransaction tx, Guid project, ResultBatch result, NewTexts texts, DateTimeOffset now, CancellationToken ct)
    {
        var arrived = await new Arrival(tx, project, result, now).StoreAsync(ct);
        texts.Add(arrived.Written);
        await SuppressionEnds.EndAsync(tx, arrived.CodeChanged, EndReason.CodeChanged, now, ct);
        await SuppressionEnds.EndAsync(tx, arrived.SeverityChanged, EndReason.SeverityChanged, now, ct);
        if (result is { Run: { } run, Number: { } number })
        {
            Guid[] seen = [.. arrived.Stored.Values.Select(finding => finding.Id).Distinct()];
            await Presence.ExtendAsync(tx, run.Id, number, seen, ct, arrived.Made);
            await detection.SeenAsync(tx, run, arrived.Revived, now, ct);
        }
        metrics.Stored(result.Rows.Count);
        return arrived;
    }

    private List<PlacedFinding>? Place(List<IncomingFinding> rows, SecretHasher hasher)
    {
        var placed = new List<PlacedFinding>(rows.Count);
        foreach (var row in rows)
        {
            var named = row.ProjectId is null ? caller.OnlyProject : Guid.TryParse(row.ProjectId, out var id) ? id : null;
            if (row.ProjectId is null && named is null)
                throw new RowInvalidException(row.Row, "projectId", "is needed with a key of the whole organisation");
            if (named is not { } project || !caller.Reaches(project))
                return null;
            caller.RequireRun(row.PipelineRunId);
            var hashed = row with { SecretHash = row.SecretHash ?? (row.Secret is { } secret ? hasher.Hash(secret.Reveal()) : null), Secret = null };
            placed.Add(new PlacedFinding(project, hashed));
        }
        return placed;
    }

    /// <summary>Sorts the rows into the results that they belong to, and numbers those.</summary>
    private async Task<List<ResultBatch>> ResultsAsync(TenantTransaction tx, ProjectBatch batch, DateTimeOffset now, CancellationToken ct)
    {
        var rules = await RuleNames.LoadAsync(tx, batch.Scanners, ct);
        var runs = await RunsOfProject.OpenAsync(tx, batch.ProjectId, batch.NamedRuns, caller.OnlyBranch, now, ct);
        var groups = batch.Rows.Select(row => row.Finding).GroupBy(row => (row.PipelineRunId, row.Scanner, row.Target)).ToList();
        var scopes = groups.Where(group => group.Key.PipelineRunId.Length > 0).ToDictionary(
            group => new ScanScope(batch.ProjectId, runs[group.Key.PipelineRunId].Id, runs[group.Key.PipelineRunId].Branch, group.Key.Scanner, group.Key.Target),
            group => group.Select(row => row.ScannerVersion).FirstOrDefault(version => version is not null));
        var numbers = await ScanScopes.NumberAsync(tx, scopes.Keys, now, ct);
        await ScanScopes.NameVersionsAsync(tx, scopes.Where(scope => scope.Value is not null).ToDictionary(scope => numbers[scope.Key], scope => (scope.Key.RunId, scope.Value!)), ct);
        return
        [
            .. groups.Select(group =>
            {
                var run = runs.GetValueOrDefault(group.Key.PipelineRunId);
                var number = run is null ? null : numbers[new ScanScope(batch.ProjectId, run.Id, run.Branch, group.Key.Scanner, group.Key.Target)];
                return new ResultBatch(run, number, [.. group.Select(row => new KeyedFinding(row, Identity.Keys(row, rules.Of(row.Scanner, row.RuleId))))]);
            }),
        ];
    }
}
