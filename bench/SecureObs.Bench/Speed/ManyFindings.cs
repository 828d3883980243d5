using System.Globalization;

namespace SecureObs.Bench.Speed;

/// <summary>
/// Makes findings by SQL, past the API: over many tenants, of which the host's has a fifth in ten projects. Of ten one is resolved
/// and one looked into, severities and scanners are as skewed as in real reports.
/// </summary>
internal static class ManyFindings
{
    private const int Projects = 10;

    public static async Task MakeAsync(TrialHost host, int count, int tenants)
    {
        var (big, rest) = (count / 5, (count - (count / 5)) / Math.Max(1, tenants - 1));
        await host.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            insert into app.tenants (id, name, created_at) select gen_random_uuid(), 'Tenant ' || n, now() from generate_series(2, {tenants}) n;
            insert into app.projects (tenant_id, id, name, gate_policy, created_at)
                select t.id, gen_random_uuid(), 'project ' || n, 2, now() from app.tenants t, generate_series(1, {Projects}) n;
            insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, tool_severity, severity, file_path, start_line, end_line,
                description, snippet, cwe, owasp, first_run, first_seen_at, on_default, detected, resolved_at, triage)
            select p.tenant_id, gen_random_uuid(), p.id, sha256(f.seed), substring(sha256(f.seed) for 16),
                (array['bandit', 'bandit', 'semgrep', 'semgrep', 'semgrep', 'trivy', 'devskim', 'eslint-security'])[1 + f.a % 8], 'R' || (f.a % 300),
                f.severity, f.severity, 'src/module' || (f.a % 40) || '/component' || (f.a % 700) || '.py', f.a % 1000 + 1, f.a % 1000 + 1,
                'Possible SQL injection in handler' || f.n || ': the text of a query is put together with a value of the request. Use parameters.', repeat('    value = prepare(request)', 8),
                array['CWE-89'], array[]::text[], 'made', now() - make_interval(secs => f.a % 7776000), true, f.a % 10 <> 0,
                case when f.a % 10 = 0 then now() end, case when f.a % 10 = 1 then 1 else 0 end
            from app.projects p
            cross join lateral generate_series(1, (case when p.tenant_id = '{host.TenantId}' then {big} else {rest} end) / {Projects}) n
            cross join lateral (select n, convert_to(p.id::text || n, 'UTF8') as seed, abs(hashtext(p.id::text || n)) as a,
                (array[0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4])[1 + abs(hashtext(n || p.id::text)) % 14]::smallint as severity) f;
            """));
        await host.ExecuteAsync("vacuum analyze");
    }
}
