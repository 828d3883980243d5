using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Bench.Life;

/// <summary>
/// An organisation with many findings, of which three in ten are long done with, and with old runs and an old, sealed audit trail.
/// Made by SQL, past the API; the blocks are sealed by the real sealer with a clock of a year ago.
/// </summary>
internal static class AgedTenant
{
    /// <summary>Days that the organisation keeps.</summary>
    public const int Days = 90;
    private const int Runs = 2_000;
    private const int Entries = 100_000;

    /// <summary>What retention must take.</summary>
    public const string OldFindings = "not detected and resolved_at < now() - interval '90 days'";

    public static async Task MakeAsync(TrialHost host, int findings)
    {
        using var file = new StreamReader(typeof(AgedTenant).Assembly.GetManifestResourceStream("findings.sql")!);
        var script = await file.ReadToEndAsync();
        var counting = script[script.IndexOf("-- What is kept counted of them", StringComparison.Ordinal)..];
        await host.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            set bench.findings = {findings + findings / 10};
            set bench.part = {findings};
            set bench.tenants = 11;
            set bench.tenant = '{host.TenantId}';
            {script[..^counting.Length]}
            update app.findings set first_seen_at = first_seen_at - interval '300 days', detected = false, resolved_at = first_seen_at - interval '120 days'
            where tenant_id = '{host.TenantId}' and suppression_id is null and start_line % 10 < 3;
            {counting}
            """));
        await MakeRunsAsync(host);
        await MakeTrailAsync(host);
        await host.ExecuteAsync("vacuum analyze");
    }

    /// <summary>Old runs of a branch that was scanned again lately: only its last one counts.</summary>
    private static Task MakeRunsAsync(TrialHost host) => host.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
        with scope as (
            insert into app.scan_scopes (tenant_id, id, project_id, branch, scanner, target, last_seq)
            select tenant_id, gen_random_uuid(), id, 'main', 'bandit', '', {Runs} from app.projects where tenant_id = '{host.TenantId}' order by id limit 1
            returning tenant_id, id, project_id),
        made as (
            insert into app.runs (tenant_id, id, project_id, pipeline_run_id, branch, opened_at, closed_at, started_at)
            select s.tenant_id, gen_random_uuid(), s.project_id, 'old ' || n, 'main', t.at, t.at, t.at
            from scope s, generate_series(1, {Runs}) n, lateral (select now() - interval '300 days' + make_interval(mins => n * 10) as at) t
            returning tenant_id, id, started_at)
        insert into app.scan_results (tenant_id, run_id, scope_id, seq, status, findings, duration_milliseconds, reported_at)
        select m.tenant_id, m.id, s.id, row_number() over (order by m.started_at), 1, 0, 1, m.started_at from made m, scope s;
        update app.scan_scopes s set current_run = r.run_id, current_seq = r.seq, current_at = u.started_at
        from app.scan_results r join app.runs u on u.tenant_id = r.tenant_id and u.id = r.run_id
        where s.tenant_id = r.tenant_id and s.id = r.scope_id and r.seq = {Runs} and u.pipeline_run_id = 'old {Runs}'
        """));

    private static async Task MakeTrailAsync(TrialHost host)
    {
        await host.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            select {tx.TenantId}, gen_random_uuid(), now() - interval '200 days', 1, gen_random_uuid(), 'finding.status-changed', gen_random_uuid(), jsonb_build_object('to', 'resolved', 'n', n::text)
            from generate_series(1, {Entries}) n
            on conflict on constraint audit_pk do nothing
            """, default));
        var services = host.Services;
        var metrics = services.GetRequiredService<AuditMetrics>();
        var sealer = new Sealer(services.GetRequiredService<TenantTransactions>(), services.GetRequiredService<KeyHolder>(), new EarlierClock(), metrics);
        await new SealingRound(services.GetRequiredService<SealingDoors>(), sealer, metrics, NullLogger<SealingRound>.Instance).RunAsync(default);
    }

    private sealed class EarlierClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - TimeSpan.FromDays(200);
    }
}
