using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Local.Demo;

internal sealed record ScannerOutcome(string Scanner, short Status, int Findings, string? Message)
{
    public bool Completed => Status == (short)ScannerStatus.Completed;
}

internal sealed record SeverityCount(short Severity, long Count);

/// <summary>What the database holds about the demo project.</summary>
/// <param name="PipelineRunId">Of the newest run, or null when there was none yet.</param>
/// <param name="Scanners">What they said in the newest run.</param>
internal sealed record DemoResults(
    string? PipelineRunId, IReadOnlyList<SeverityCount> Open, IReadOnlyList<ScannerOutcome> Scanners)
{
    private sealed record Run(string PipelineRunId);

    public long Findings => Open.Sum(count => count.Count);

    public long Of(Severity severity) => Open.Where(count => count.Severity == (short)severity).Sum(count => count.Count);

    public static Task<DemoResults> ReadAsync(TenantTransactions transactions, CancellationToken ct) =>
        transactions.RunAsync(DemoTenant.Contoso.Id, async tx =>
        {
            var run = (await tx.FirstAsync<Run>($"""
                select pipeline_run_id from app.runs where tenant_id = {tx.TenantId} and project_id = {DemoTenant.Project}
                order by opened_at desc, id desc limit 1
                """, ct))?.PipelineRunId;
            var open = await tx.QueryAsync<SeverityCount>($"""
                select severity, count(*) as count from app.findings
                where tenant_id = {tx.TenantId} and project_id = {DemoTenant.Project} and status = {(short)FindingStatus.Open}
                group by severity order by severity desc
                """, ct);
            var scanners = await tx.QueryAsync<ScannerOutcome>($"""
                select s.scanner, r.status, r.findings, r.message
                from app.runs u
                join app.scan_results r on r.tenant_id = {tx.TenantId} and r.run_id = u.id
                join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = r.scope_id
                where u.tenant_id = {tx.TenantId} and u.project_id = {DemoTenant.Project} and u.pipeline_run_id = {run}
                order by s.scanner
                """, ct);
            return new DemoResults(run, open, scanners);
        }, ct);
}
