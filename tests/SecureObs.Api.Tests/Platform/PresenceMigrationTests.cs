using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Platform;

/// <summary>An installation that kept presence as intervals knows the same of each result when it keeps bits.</summary>
public sealed class PresenceMigrationTests(TestApi api)
{
    private const string Database = "secureobs_presence";

    /// <summary>Two tenants; more findings than a page has bits, each in some of seven results; one result is empty.</summary>
    private const string Fill = """
        insert into app.tenants (id, name, created_at) select md5(t::text)::uuid, 'tenant ' || t, now() from generate_series(1, 2) t;
        insert into app.projects (tenant_id, id, name, gate_policy, created_at) select id, id, 'shop', 0, now() from app.tenants;
        insert into app.scan_scopes (tenant_id, id, project_id, branch, scanner, target, last_seq) select id, id, id, 'main', 'bandit', '', 8 from app.tenants;
        insert into app.runs (tenant_id, id, project_id, pipeline_run_id, opened_at, started_at)
        select t.id, md5(t.id::text || n)::uuid, t.id, n::text, now(), now() from app.tenants t, generate_series(1, 8) n;
        insert into app.scan_results (tenant_id, run_id, scope_id, seq, status, findings, duration_milliseconds, reported_at)
        select t.id, md5(t.id::text || n)::uuid, t.id, n, 1, 0, 0, now() from app.tenants t, generate_series(1, 8) n;
        insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity, cwe, owasp, first_run, first_seen_at)
        select t.id, md5(t.id::text || 'f' || n)::uuid, t.id, sha256(n::text::bytea), '\x00000000000000000000000000000000', 'bandit', 'B1', 3, 3, '{}', '{}', '1', now()
        from app.tenants t, generate_series(1, 9000) n;
        insert into app.finding_presence (tenant_id, scope_id, finding_id, from_seq, to_seq)
        select t.id, t.id, md5(t.id::text || 'f' || n)::uuid, i.from_seq, i.to_seq
        from app.tenants t, generate_series(1, 9000) n, lateral (
            select 1 + n % 3 as from_seq, 1 + n % 3 + n % 2 as to_seq
            union all select 5 + n % 2, 5 + n % 2 + n % 2 where n % 5 > 0) i;
        """;

    private const string Before = """
        select md5(string_agg(i.scope_id || ' ' || seq || ' ' || i.finding_id, ' ' order by i.scope_id, seq, i.finding_id)) || ' ' || count(*)
        from app.finding_presence i, generate_series(i.from_seq, i.to_seq) seq
        """;

    private const string After = """
        select md5(string_agg(b.scope_id || ' ' || b.seq || ' ' || m.finding_id, ' ' order by b.scope_id, b.seq, m.finding_id)) || ' ' || count(*)
        from app.result_findings b
        join app.scope_findings m on m.tenant_id = b.tenant_id and m.scope_id = b.scope_id and m.page = b.page
            and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end
        """;

    [Fact]
    public async Task Each_result_has_the_findings_that_it_had()
    {
        await DatabaseSetup.CreateAsync(api.Database.AsSuperuser("postgres"), Database, TestDatabase.Passwords, TestContext.Current.CancellationToken);
        await Migrator.MigrateAsync(api.Database.AsMigrator(Database), TestContext.Current.CancellationToken, "0019_views.sql");
        await api.Database.ExecuteAsync(Database, Fill);
        var before = await api.Database.ScalarAsync<string>(Database, Before);

        await Migrator.MigrateAsync(api.Database.AsMigrator(Database), TestContext.Current.CancellationToken);

        Assert.Equal(before, await api.Database.ScalarAsync<string>(Database, After));
        Assert.Equal(9_000 * 2, await api.Database.ScalarAsync<long>(Database, "select count(*) from app.scope_findings"));
        Assert.Equal("0,1", await api.Database.ScalarAsync<string>(Database, "select string_agg(distinct page::text, ',') from app.result_findings"));
    }
}
