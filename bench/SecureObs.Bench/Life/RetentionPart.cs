using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Features.Retention;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Database;

namespace SecureObs.Bench.Life;

/// <summary>A round of retention while findings are listed and reported: what it takes, what it leaves, and what others feel.</summary>
internal static class RetentionPart
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);

    public static async Task<bool> RunAsync(TrialHost host)
    {
        var (project, pipeline) = await host.NewProjectAsync("traffic");
        var member = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);
        var traffic = new Traffic(member, $"/api/tenants/{host.TenantId}/findings?status=open", new Scans(host, project, pipeline), project);
        await traffic.DuringAsync(() => Task.CompletedTask, TimeSpan.FromSeconds(10));   // warm

        var (old, kept) = (await CountAsync(host, $"f where {AgedTenant.OldFindings}"), await CountAsync(host, $"f where not ({AgedTenant.OldFindings}) and f.project_id <> '{project}'"));
        var quiet = await traffic.DuringAsync(() => Task.CompletedTask, Quiet);
        await host.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.retentions (tenant_id, days, due_at) values ({tx.TenantId}, {AgedTenant.Days}, now() + interval '1 day')
            on conflict on constraint retentions_pk do update set days = excluded.days, due_at = excluded.due_at
            """, default));
        var clock = Stopwatch.StartNew();
        TimeSpan took = default;
        var busy = await traffic.DuringAsync(async () =>
        {
            await host.Services.GetRequiredService<RetentionRound>().RunAsync(host.TenantId, default);
            took = clock.Elapsed;
        }, Quiet);

        var left = await CountAsync(host, $"f where {AgedTenant.OldFindings}");
        var keptAfter = await CountAsync(host, $"f where not ({AgedTenant.OldFindings}) and f.project_id <> '{project}'");
        var runs = await host.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.runs where tenant_id = {tx.TenantId} and pipeline_run_id like 'old %'", default));
        var (faults, summary) = await Trails.VerifyAsync(host);
        var checks = await ChecksAsync(host);
        LifeTrial.Line($"retention over {old + kept:N0} findings: {old:N0} to go", $"{old - left:N0} gone in {took.TotalSeconds:N0} s, {left} left");
        LifeTrial.Line("findings within retention, before and after", $"{kept:N0} and {keptAfter:N0}");
        LifeTrial.Line("old runs left of 2,000 (the one that the branch stands at)", $"{runs}");
        LifeTrial.Line("audit trail", $"{summary.Cut?.Total ?? 0:N0} entries cut, {summary.Entries:N0} verified, {faults} faults");
        LifeTrial.Line("counts that differ from a recount", $"{checks}");
        LifeTrial.Line($"list, ms: alone p50 {quiet.List.Half:N1} p99 {quiet.List.P99:N1} ({quiet.Lists})", $"with it p50 {busy.List.Half:N1} p99 {busy.List.P99:N1} ({busy.Lists}), p99 {busy.List.P99 / quiet.List.P99:N2}×");
        LifeTrial.Line($"200 rows in, ms: alone p50 {quiet.Ingest.Half:N1} p99 {quiet.Ingest.P99:N1} ({quiet.Reports})", $"with it p50 {busy.Ingest.Half:N1} p99 {busy.Ingest.P99:N1} ({busy.Reports}), p99 {busy.Ingest.P99 / quiet.Ingest.P99:N2}×");
        LifeTrial.Line("requests that failed", $"{quiet.Failed + busy.Failed}");
        return left == 0 && kept == keptAfter && runs == 1 && faults == 0 && checks == 0 && busy.Failed == 0;
    }

    private static Task<long> CountAsync(TrialHost host, string from) => LifeTrial.CountAsync(host, $"select count(*) from app.findings {from.Replace("f where", $"f where f.tenant_id = '{host.TenantId}' and", StringComparison.Ordinal)}");

    private static async Task<int> ChecksAsync(TrialHost host)
    {
        await using var connection = new NpgsqlConnection(host.SuperuserConnectionString);
        await connection.OpenAsync();
        return (await DataChecks.FindFaultsAsync(connection, default)).Count;
    }
}
