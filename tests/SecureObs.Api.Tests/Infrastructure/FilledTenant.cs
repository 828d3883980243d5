using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Tests.Features.Gates;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>What a tenant has once it has done everything there is to do.</summary>
internal static class FilledTenant
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A tenant that has a row in every table.</summary>
    public static async Task<TestTenant> NewFilledTenantAsync(this TestApi api)
    {
        var tenant = await api.NewTenantAsync();
        var project = await tenant.AddProjectAsync("scanned", "devskim");
        var pipeline = await tenant.PipelineAsync(project);
        var response = await pipeline.PostAsJsonAsync("/api/findings/bulk-universal", Rows.Array(Rows.Universal(project, "run-1")), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("200", await pipeline.SendAsync("POST", "/api/infrastructure-analyses/terraform-plan", Topologies.Shop(project, "run-1")).SaysAsync());
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.subscriptions (tenant_id, customer, created_at, changed_at) values ({tx.TenantId}, {$"cus_{tx.TenantId:N}"}, now(), now())", Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            with rule as (
                insert into app.trust_rules (tenant_id, id, project_id, name, platform, issuer, audience, claims, created_by, created_at)
                values ({tx.TenantId}, {project}, {project}, 'builds', 4, 'https://issuer.example', 'https://here.example', {"{\"sub\":\"x\"}"}::jsonb, {project}, now()) returning tenant_id, id)
            insert into app.run_credentials (tenant_id, id, rule_id, project_id, run, secret_hash, token_hash, renewable_until, created_at, expires_at, keep_until)
            select tenant_id, id, id, id, 'run-1', {new byte[32]}, {new byte[32]}, now(), now(), now() + interval '1 minute', now() + interval '1 minute' from rule
            """, Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            with channel as (
                insert into app.notification_channels (tenant_id, id, kind, name, place, project_id, events, created_by, created_at, next_at)
                values ({tx.TenantId}, {project}, 1, 'hook', 'hooks.example', {project}, 31, {project}, now(), now() + interval '1 hour') returning tenant_id, id),
            happened as (
                insert into app.notification_events (tenant_id, id, key, kind, project_id, data, at) values ({tx.TenantId}, {project}, 'x', 1, {project}, {"{}"}::jsonb, now()) returning tenant_id, id),
            told as (
                insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at)
                select tenant_id, id, id, 2, array[id], 'x', 3, now(), now() from channel)
            insert into app.notification_waiting (tenant_id, channel_id, event_id, due_at) select c.tenant_id, c.id, h.id, now() + interval '1 hour' from channel c cross join happened h
            """, Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.archives (tenant_id, id, asked_by, asked_at, finished_at, sha256, expires_at) values ({tx.TenantId}, {tx.TenantId}, {tx.TenantId}, now(), now(), {new byte[32]}, now() + interval '1 day')", Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.archive_parts (tenant_id, archive_id, no, bytes) values ({tx.TenantId}, {tx.TenantId}, 0, {new byte[1]})", Ct));
        await api.Database.ExecuteAsync(api.DatabaseName, $"insert into app.secret_hash_keys values ('{tenant.Id}', substr(sha512('x'), 1, 60), now())");
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.retentions (tenant_id, due_at) values ({tx.TenantId}, now() + interval '1 day') on conflict on constraint retentions_pk do nothing", Ct));
        await api.Database.ExecuteAsync(api.DatabaseName, $"insert into app.audit_cuts values ('{tenant.Id}', 1, 1, sha256('x'), now(), now(), '0123456789abcdef', sha512('x'))");
        Assert.Equal("200", await tenant.PutPolicyAsync(0, """{"format":1,"block":"critical"}""", project: project).SaysAsync());
        await pipeline.ScanAsync(project, "run-2", "main", null);
        Assert.Equal("200", await pipeline.AskAsync(project, "run-2").SaysAsync());
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            with webhook as (
                insert into app.checkpoint_webhooks (tenant_id, url, changed_at) values ({tx.TenantId}, 'https://audit.example', now()) returning tenant_id),
            delivery as (insert into app.checkpoint_deliveries (tenant_id, sink) select tenant_id, 3 from webhook returning tenant_id)
            insert into app.audit_blocks (tenant_id, no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature, ids, leaves)
            select tenant_id, 1, now(), 1, 0, 1, 1, 1, {new byte[32]}, {new byte[32]}, {new byte[32]}, '0123456789abcdef', {new byte[64]}, {new[] { Guid.Empty }}, {new byte[32]}
            from delivery on conflict on constraint audit_blocks_pk do nothing
            """, Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            with imported as (
                insert into app.imports (tenant_id, id, project_id, rows, added, merged, bytes, started_at, updated_at)
                values ({tx.TenantId}, {project}, {project}, 0, 0, 0, 0, now(), now()) returning tenant_id),
            renamed as (
                insert into app.rule_aliases (tenant_id, scanner, old_rule, new_rule, created_by, created_at)
                values ({tx.TenantId}, 'bandit', 'B1', 'B2', {project}, now()) returning tenant_id),
            commented as (
                insert into app.finding_comments (tenant_id, id, finding_id, comment, created_by, created_at)
                select tenant_id, id, id, 'x', id, now() from app.findings where tenant_id = {tx.TenantId} returning tenant_id),
            linked as (
                insert into app.finding_links (tenant_id, id, finding_id, url, title, created_by, created_at)
                select tenant_id, id, id, 'https://tracker.example', 'x', id, now() from app.findings where tenant_id = {tx.TenantId} returning tenant_id),
            changed as (
                insert into app.finding_changes (tenant_id, id, kind, created_by, created_at) values ({tx.TenantId}, {project}, 1, {project}, now()) returning tenant_id),
            items as (
                insert into app.finding_change_items (tenant_id, change_id, finding_id, triage_before, triage_after, suppressions_ended)
                select f.tenant_id, {project}, f.id, 0, 1, array[]::uuid[] from app.findings f where f.tenant_id = {tx.TenantId} returning tenant_id),
            waiting as (
                insert into app.result_rows (tenant_id, run_id, scope_id, finding_id, fingerprint, features)
                select r.tenant_id, r.run_id, r.scope_id, f.id, f.fingerprint, {new byte[1]}
                from app.scan_results r join app.findings f on f.tenant_id = r.tenant_id where r.tenant_id = {tx.TenantId}
                on conflict on constraint result_rows_pk do nothing)
            insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, scanner, rule_id, until_fixed, until_changed, created_by, created_at, needs_approval)
            values ({tx.TenantId}, {project}, 5, 'x', 3, {project}, 'bandit', 'B9', false, false, {project}, now(), true)
            """, Ct));
        Assert.Equal("201", await tenant.Member.SendAsync("POST", tenant.Route("views"), new { name = "mine", filter = new { } }).SaysAsync());
        Assert.Equal("204", await (await api.JoinAsync(tenant, RoleName.Member)).SendAsync("DELETE", tenant.Route("members/me")).SaysAsync());
        return tenant;
    }
}
