using SecureObs.Bench.Chaos;

namespace SecureObs.Bench.IngestChaos;

/// <summary>
/// What holds of the database whatever was killed and when. Each statement returns the rows that break its rule. What is kept
/// twice, as roll-ups, is recounted by db/checks, which the trial asks as well: a new recount goes there.
/// </summary>
internal static class StoredChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("results whose count is not that of their presence", """
            select s.run_id from app.scan_results s
            where s.status <> 2 and s.findings <> (
                select count(distinct m.finding_id) from app.scope_findings m
                join app.result_findings b on b.tenant_id = m.tenant_id and b.scope_id = m.scope_id and b.seq = s.seq and b.page = m.page
                where m.tenant_id = s.tenant_id and m.scope_id = s.scope_id and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end)
            """),
        new("results of a scope that are not numbered 1, 2, 3 …", """
            select c.id from app.scan_scopes c left join app.scan_results s on s.tenant_id = c.tenant_id and s.scope_id = c.id
            group by c.tenant_id, c.id having count(s.seq) <> c.last_seq or max(s.seq) <> c.last_seq or min(s.seq) <> 1
            """),
        new("results that have more than their scope has findings for, or one twice", """
            select b.scope_id from app.result_findings b
            left join app.scope_findings m on m.tenant_id = b.tenant_id and m.scope_id = b.scope_id and m.page = b.page and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end
            group by b.tenant_id, b.scope_id, b.seq, b.page, b.bits
            having count(distinct m.finding_id) <> bit_count(b.bits)
            """),
        new("places of findings that no result has", """
            select m.finding_id from app.scope_findings m where not exists (
                select from app.result_findings b
                where b.tenant_id = m.tenant_id and b.scope_id = m.scope_id and b.page = m.page and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end)
            """),
        new("findings without the fingerprint that they show", """
            select f.id from app.findings f where not exists (
                select from app.finding_fingerprints p
                where p.tenant_id = f.tenant_id and p.project_id = f.project_id and p.fingerprint = f.fingerprint and p.finding_id = f.id)
            """),
        new("fingerprints of another project's findings", """
            select p.finding_id from app.finding_fingerprints p join app.findings f on f.tenant_id = p.tenant_id and f.id = p.finding_id
            where f.project_id <> p.project_id
            """),
        new("findings without presence", """
            select f.id from app.findings f where not exists (select from app.scope_findings m where m.tenant_id = f.tenant_id and m.finding_id = f.id)
            """),
        new("findings whose first run does not exist", """
            select f.id from app.findings f where not exists (
                select from app.runs r where r.tenant_id = f.tenant_id and r.project_id = f.project_id and r.pipeline_run_id = f.first_run)
            """),
        new("findings without an audit entry of the batch that brought them", """
            select f.id from app.findings f where not exists (
                select from app.audit a where a.tenant_id = f.tenant_id and a.action = 'finding.ingested' and a.data ->> 'run' = f.first_run)
            """),
        new("scopes whose current result is not their newest complete one", """
            select c.id from app.scan_scopes c
            left join lateral (
                select s.run_id, s.seq from app.scan_results s join app.runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
                where s.tenant_id = c.tenant_id and s.scope_id = c.id and s.status = 1 order by r.started_at desc, r.id desc limit 1) n on true
            where (c.current_run, c.current_seq) is distinct from (n.run_id, n.seq)
            """),
        new("findings that are detected, or not, though their results say otherwise", """
            select f.id from app.findings f
            join app.scope_findings m on m.tenant_id = f.tenant_id and m.finding_id = f.id
            join app.scan_scopes c on c.tenant_id = m.tenant_id and c.id = m.scope_id
            join app.projects p on p.tenant_id = c.tenant_id and p.id = c.project_id
            left join app.result_findings b on b.tenant_id = c.tenant_id and b.scope_id = c.id and b.seq = c.current_seq and b.page = m.page
            cross join lateral (select coalesce(c.branch = p.default_branch, c.branch in ('', 'main', 'master', 'trunk')) as of_default, c.current_seq is null or case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end or exists (
                select from app.scan_results s join app.runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
                join app.result_findings b on b.tenant_id = s.tenant_id and b.scope_id = s.scope_id and b.seq = s.seq and b.page = m.page
                where s.tenant_id = c.tenant_id and s.scope_id = c.id and s.status <> 1
                  and (r.started_at, r.id) > (c.current_at, c.current_run) and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end) as seen) n
            group by f.tenant_id, f.id, f.detected
            having f.detected <> coalesce(bool_or(n.seen) filter (where n.of_default), bool_or(n.seen))
            """),
    ];
}
