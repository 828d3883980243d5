-- Findings made past the API, for trials and for looking at plans: over many tenants, of which one has a fifth in ten projects.
-- Of ten one is resolved, one looked into, and one in fifty suppressed; severities, scanners and paths are as skewed as in reports.
--   bench.findings  how many in all           bench.tenants  of how many tenants
--   bench.tenant    the id of the one with a fifth; it is made when it is not there
--   bench.part      how many of them that one has; a fifth when not set
-- By hand: psql -c "set bench.findings = 300000" -c "set bench.tenants = 100" -c "set bench.tenant = '…'" -f findings.sql
insert into app.tenants (id, name, created_at)
    select current_setting('bench.tenant')::uuid, 'Large', now()
    on conflict do nothing;
insert into app.tenants (id, name, created_at)
    select gen_random_uuid(), 'Tenant ' || n, now() from generate_series(2, current_setting('bench.tenants')::integer) n;
insert into app.projects (tenant_id, id, name, gate_policy, created_at)
    select t.id, gen_random_uuid(), 'project ' || n, 2, now() from app.tenants t, generate_series(1, 10) n;
insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, tool_severity, severity, file_path, start_line, end_line,
    description, snippet, cwe, owasp, first_run, first_seen_at, on_default, detected, resolved_at, triage)
select p.tenant_id, gen_random_uuid(), p.id, sha256(f.seed), substring(sha256(f.seed) for 16),
    (array['bandit', 'bandit', 'semgrep', 'semgrep', 'semgrep', 'trivy', 'devskim', 'eslint-security'])[1 + f.a % 8],
    'R' || case when f.b % 4 > 0 then f.b % 20 else f.b % 300 end,
    f.severity, f.severity, 'src/module' || (f.a % 40) || '/component' || (f.b % 700) || '.py', f.a % 1000 + 1, f.a % 1000 + 1,
    'Possible SQL injection in handler' || f.n || ': the text of a query is put together with a value of the request. Use parameters.',
    repeat('    value = prepare(request)', 8),
    array['CWE-' || (array[89, 89, 89, 79, 79, 78, 22, 502, 798, 327])[1 + f.b % 10]], array[]::text[], 'made',
    now() - make_interval(secs => f.a % 7776000), true, f.a % 10 <> 0,
    case when f.a % 10 = 0 then now() end, case when f.a % 10 = 1 then 1 else 0 end
from app.projects p
cross join lateral (select coalesce(nullif(current_setting('bench.part', true), '')::integer, current_setting('bench.findings')::integer / 5) as part) large
cross join lateral generate_series(1, (case when p.tenant_id = current_setting('bench.tenant')::uuid then large.part
    else (current_setting('bench.findings')::integer - large.part) / greatest(1, current_setting('bench.tenants')::integer - 1) end) / 10) n
cross join lateral (select n, convert_to(p.id::text || n, 'UTF8') as seed, abs(hashtext(p.id::text || n)) as a, abs(hashtext(n || p.id::text || 'b')) as b,
    (array[0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4])[1 + abs(hashtext(n || p.id::text)) % 14]::smallint as severity) f;
-- Decisions of people about single findings. Half of them end by a date.
insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, expires_at, until_fixed, until_changed, created_by, created_at, needs_approval)
    select f.tenant_id, gen_random_uuid(), 3 + f.start_line % 3, 'made', 1, f.project_id, f.id,
        case when f.start_line % 2 = 0 then now() + make_interval(days => f.start_line % 300 + 1) end, false, false, gen_random_uuid(), now(), false
    from app.findings f where f.detected and f.triage = 0 and f.start_line % 50 = 0;
update app.findings f set suppression_id = s.id, suppression_kind = s.kind, suppressed_until = s.expires_at
    from app.suppressions s where s.tenant_id = f.tenant_id and s.finding_id = f.id;
-- What they are found by, as taking them in writes it.
insert into app.search_texts (tenant_id, kind, digest, text)
    select distinct f.tenant_id, t.kind, substring(sha256(convert_to(t.text, 'UTF8')) for 16), t.text
    from app.findings f, lateral (values (1::smallint, f.rule_id), (2::smallint, f.file_path), (3::smallint, f.description)) t (kind, text)
    where t.text is not null
    on conflict do nothing;
insert into app.rule_weaknesses (tenant_id, weakness, rule_id)
    select distinct f.tenant_id, w.weakness, f.rule_id from app.findings f, unnest(f.cwe) w (weakness)
    on conflict do nothing;
-- What is kept counted of them (db/checks say whether it is right).
insert into app.finding_counts (tenant_id, project_id, scanner, status, severity, findings)
    select f.tenant_id, f.project_id, f.scanner, f.status, f.severity, count(*) from app.findings f group by 1, 2, 3, 4, 5;
insert into app.finding_days (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds)
    select t.tenant_id, t.project_id, (t.at at time zone 'UTC')::date, t.severity, sum(t.opened), sum(t.closed), sum(t.opened), sum(t.resolved), sum(t.seconds)
    from (
        select f.tenant_id, f.project_id, f.first_seen_at as at, f.severity, 1 as opened, 0 as closed, 0 as resolved, 0::bigint as seconds from app.findings f
        union all
        select f.tenant_id, f.project_id, coalesce(f.resolved_at, f.first_seen_at), f.severity, 0, 1, (f.status = 2)::integer,
            case when f.status = 2 then extract(epoch from f.resolved_at - f.first_seen_at)::bigint else 0 end
        from app.findings f where f.status > 1) t
    group by 1, 2, 3, 4;
insert into app.finding_counts (tenant_id, project_id, scanner, status, severity, findings)
    select tenant_id, '00000000-0000-0000-0000-000000000000', scanner, status, severity, sum(findings) from app.finding_counts group by 1, 3, 4, 5;
insert into app.finding_days (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds)
    select tenant_id, '00000000-0000-0000-0000-000000000000', day, severity, sum(opened), sum(closed), sum(added), sum(resolved), sum(resolved_seconds)
    from app.finding_days group by 1, 3, 4;
