using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>
/// Stores a batch of findings in one transaction: runs, the numbers of their scans, findings, presence. Everything is
/// set-based, a fixed number of statements for each project however many rows, and keyed by what the client repeats, so that the same
/// request twice changes nothing and answers the same.
/// </summary>
internal sealed class FindingIngest(TenantDb db, Caller caller, AuditTrail audit, SecretHashes hashes, TimeProvider clock)
{
    private sealed record Run(Guid Id, Guid ProjectId, string PipelineRunId, string Branch);

    /// <summary>
    /// Refuses when a row's project does not exist, is archived, or the key does not reach it: then nothing is stored.
    /// </summary>
    public async Task<Results<Ok<IngestResult>, ProblemHttpResult>> RunAsync(List<IncomingFinding> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return TypedResults.Ok(new IngestResult(0, 0));
        if (Place(rows) is not { } placed)
            return Problems.NotFound();
        var now = clock.GetUtcNow();
        var batches = placed.GroupBy(row => row.ProjectId).OrderBy(group => group.Key)
            .Select(group => new ProjectBatch(group.Key, audit.NewEntry(), [.. group])).ToList();

        return await db.TransactAsync<Results<Ok<IngestResult>, ProblemHttpResult>>(async tx =>
        {
            if (await LockProjectsAsync(tx, batches, ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            var deduplicated = 0;
            foreach (var batch in batches)
            {
                var stored = await FindingRows.StoreAsync(tx, batch, now, ct);
                await RecordPresenceAsync(tx, batch, stored, now, ct);
                deduplicated += batch.Rows.Count - batch.CountBroughtBy(stored);
                await audit.WriteAsync(tx, batch.Entry, AuditActions.FindingsIngested, batch.ProjectId, batch.Data(), ct);
            }
            return TypedResults.Ok(new IngestResult(rows.Count, deduplicated));
        }, ct);
    }

    private List<PlacedFinding>? Place(List<IncomingFinding> rows)
    {
        var (placed, hasher) = (new List<PlacedFinding>(rows.Count), hashes.HasherOf(caller.TenantId));
        foreach (var row in rows)
        {
            var named = row.ProjectId is null ? caller.OnlyProject : Guid.TryParse(row.ProjectId, out var id) ? id : null;
            if (row.ProjectId is null && named is null)
                throw new RowInvalidException(row.Row, "projectId", "is needed with a key of the whole organisation");
            if (named is not { } project || !caller.Reaches(project))
                return null;
            var hashed = row with { SecretHash = row.SecretHash ?? (row.Secret is { } secret ? hasher.Hash(secret.Reveal()) : null), Secret = null };
            placed.Add(new PlacedFinding(project, hashed, Identity.Fingerprint(row)));
        }
        return placed;
    }

    /// <summary>One request at a time works on a project; others of the tenant and other tenants go on.</summary>
    private static async Task<ProjectAccess> LockProjectsAsync(TenantTransaction tx, List<ProjectBatch> batches, CancellationToken ct)
    {
        var projects = batches.Select(batch => batch.ProjectId).ToArray();
        if (await OpenProjects.AskAsync(tx, projects, ct) is var access and not ProjectAccess.Open)
            return access;
        await tx.ExecuteAsync($"""
            select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended({tx.TenantId}::text || id::text, 0))
            from unnest({projects}) with ordinality as wanted (id, place) order by place
            """, ct);
        return ProjectAccess.Open;
    }

    private static async Task RecordPresenceAsync(
        TenantTransaction tx, ProjectBatch batch, IReadOnlyDictionary<string, StoredFinding> stored, DateTimeOffset now, CancellationToken ct)
    {
        var runs = await OpenRunsAsync(tx, batch, now, ct);
        if (runs.Count == 0)
            return;
        var versions = batch.Rows.Where(row => row.Finding.PipelineRunId.Length > 0)
            .GroupBy(row => new ScanScope(batch.ProjectId, runs[row.Finding.PipelineRunId].Id, runs[row.Finding.PipelineRunId].Branch, row.Finding.Scanner))
            .ToDictionary(group => group.Key, group => group.Select(row => row.Finding.ScannerVersion).FirstOrDefault(version => version is not null));
        var numbers = await ScanScopes.NumberAsync(tx, versions.Keys, now, ct);

        var seen = batch.Rows.Where(row => row.Finding.PipelineRunId.Length > 0).Select(row =>
        {
            var run = runs[row.Finding.PipelineRunId];
            var number = numbers[new ScanScope(batch.ProjectId, run.Id, run.Branch, row.Finding.Scanner)];
            return new Sighting(run.Id, number.ScopeId, number.Seq, stored[row.Key].Id);
        }).Distinct().ToList();
        await Presence.ExtendAsync(tx, seen, ct);
        await NameVersionsAsync(tx, versions, numbers, ct);
    }

    private static async Task<Dictionary<string, Run>> OpenRunsAsync(TenantTransaction tx, ProjectBatch batch, DateTimeOffset now, CancellationToken ct)
    {
        var named = batch.Rows.Select(row => row.Finding.PipelineRunId).Where(run => run.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (named.Length == 0)
            return [];
        var ids = named.Select(_ => Guid.CreateVersion7()).ToArray();
        await tx.ExecuteAsync($"""
            insert into app.runs (tenant_id, id, project_id, pipeline_run_id, opened_at, started_at)
            select {tx.TenantId}, u.id, {batch.ProjectId}, u.pipeline_run_id, {now}, {now} from unnest({ids}, {named}) as u (id, pipeline_run_id)
            on conflict on constraint runs_pipeline_uq do nothing
            """, ct);
        var runs = await tx.QueryAsync<Run>($"""
            select id, project_id, pipeline_run_id, branch from app.runs
            where tenant_id = {tx.TenantId} and project_id = {batch.ProjectId} and pipeline_run_id = any({named})
            """, ct);
        return runs.ToDictionary(run => run.PipelineRunId);
    }

    /// <summary>Published clients send the version with every row instead of reporting a result.</summary>
    private static async Task NameVersionsAsync(
        TenantTransaction tx, Dictionary<ScanScope, string?> versions, Dictionary<ScanScope, ScanNumber> numbers, CancellationToken ct)
    {
        var named = versions.Where(entry => entry.Value is not null).ToList();
        var (runs, scopes) = (named.Select(entry => entry.Key.RunId).ToArray(), named.Select(entry => numbers[entry.Key].ScopeId).ToArray());
        var texts = named.Select(entry => entry.Value!).ToArray();
        await tx.ExecuteAsync($"""
            update app.scan_results s set version = u.version
            from unnest({runs}, {scopes}, {texts}) as u (run_id, scope_id, version)
            where s.tenant_id = {tx.TenantId} and s.run_id = u.run_id and s.scope_id = u.scope_id and s.version is null
            """, ct);
    }
}
