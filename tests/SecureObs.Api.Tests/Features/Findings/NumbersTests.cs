using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Numbers;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Facets and trends: what is kept counted says what the lists say.</summary>
public sealed class NumbersTests(TestApi api)
{
    private static readonly string[] Severities = ["CRITICAL", "HIGH", "HIGH", "LOW"];
    private static readonly string[] Scanners = ["bandit", "devskim"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("severity=HIGH")]
    [InlineData("status=open&severity=HIGH&severity=LOW")]
    [InlineData("status=wont-fix&scanner=bandit")]
    [InlineData("scanner=devskim")]
    [InlineData("rule=B1")]
    [InlineData("text=b1&status=open")]
    [InlineData("pathPrefix=src/&severity=LOW")]
    public async Task Each_list_says_how_many_its_values_would_show(string query)
    {
        var (tenant, other) = await TenantAsync();
        foreach (var project in new Guid?[] { null, tenant.ProjectId, other })
        {
            var asked = project is null ? query : $"{query}&projectId={project}";
            var facets = await FacetsAsync(tenant, $"{asked}&with=rule&with=project&with=cwe&with=path&with=age");

            Assert.True(facets.Exact);
            Assert.Equal((await ListAsync(tenant, asked)).Count, facets.Findings);
            Assert.Equal(Counted((await ListAsync(tenant, Without(asked, "severity"))).Select(item => WireWords<SecureObs.Contracts.Severity>.Of(item.Severity))), facets.Severity);
            Assert.Equal(Counted((await ListAsync(tenant, Without(asked, "status"))).Select(item => WireWords<FindingStatus>.Of(item.Status))), facets.Status);
            Assert.Equal(Counted((await ListAsync(tenant, Without(asked, "scanner"))).Select(item => item.Scanner)), facets.Scanner);
            var matching = await ListAsync(tenant, asked);
            Assert.Equal(Counted((await ListAsync(tenant, Without(asked, "rule"))).Select(item => item.RuleId)), facets.Rule!);
            Assert.Equal(Counted(matching.Select(_ => "CWE-78")), facets.Cwe!);
            Assert.Equal(Counted(matching.Select(_ => "day")), facets.Age!);
            var below = asked.Contains("pathPrefix", StringComparison.Ordinal) ? 2 : 1;
            Assert.Equal(Counted(matching.Select(item => string.Concat(item.FilePath!.Split('/').Take(below).Select((part, level) => level == 1 ? part : part + "/")))), facets.Path!);
            Assert.Equal(
                Counted((await ListAsync(tenant, Without(asked, "projectId"))).Select(item => item.ProjectName)),
                facets.Project!.Select(each => new FacetValue(each.Name, each.Findings)));
        }
    }

    [Fact]
    public async Task An_archived_project_counts_for_itself_alone_until_it_is_restored()
    {
        var (tenant, other) = await TenantAsync();
        var all = await FacetsAsync(tenant, "");

        await PostAsync(tenant.Admin, tenant.Route($"projects/{other}/archive"));
        var without = await FacetsAsync(tenant, "with=project");
        var of = await FacetsAsync(tenant, $"projectId={other}");
        await Recount.AssertAsync(api.Services, tenant.Id);
        var trend = await TrendAsync(tenant, "days=1");
        await PostAsync(tenant.Admin, tenant.Route($"projects/{other}/restore"));

        Assert.True(without.Findings > 0 && of.Findings > 0);
        Assert.Equal(all.Findings, without.Findings + of.Findings);
        Assert.DoesNotContain(without.Project!, each => each.Id == other);
        Assert.Equal(without.Findings, trend.Days[0].Added);
        Assert.Equal(all.Findings, (await FacetsAsync(tenant, "")).Findings);
        await Recount.AssertAsync(api.Services, tenant.Id);
    }

    [Fact]
    public async Task What_comes_and_goes_is_told_by_the_day()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        string[] lines = ["eval(a)", "eval(b)", "eval(c)"];

        await client.ScanAsync("1", client.RowsOf("1", "a.py", lines));
        clocked.Clock.Move(TimeSpan.FromDays(2));
        await client.ScanAsync("2", client.RowsOf("2", "a.py", lines[..2]), startedAt: clocked.Clock.GetUtcNow());
        clocked.Clock.Move(TimeSpan.FromDays(1));
        var finding = (await ListAsync(tenant, "status=open"))[0];
        using (var suppressed = await tenant.Member.PutAsJsonAsync(
            tenant.Route($"findings/{finding.Id}/status"), new SetFindingStatusRequest(FindingStatus.RiskAccepted, "known", clocked.Clock.GetUtcNow().AddDays(1)), Ct))
            Assert.Equal(HttpStatusCode.NoContent, suppressed.StatusCode);
        clocked.Clock.Move(TimeSpan.FromDays(2));
        // Over is over, whether or not that was noted.
        var noted = await FacetsAsync(tenant, "status=open&with=project");
        Assert.Equal((2L, 2L), (noted.Findings, Assert.Single(noted.Project!).Findings));
        await clocked.WakeAsync();
        await client.ScanAsync("3", client.RowsOf("3", "a.py", lines), startedAt: clocked.Clock.GetUtcNow());

        foreach (var scope in new[] { "", $"&projectId={tenant.ProjectId}" })
        {
            var trend = await TrendAsync(tenant, $"days=7{scope}");
            Assert.Equal(
                ["0 +0 -0", "3 +3 -0", "3 +0 -0", "2 +0 -1", "1 +0 -1", "1 +0 -0", "3 +2 -0"],
                trend.Days.Select(day => $"{day.Open.High} +{day.Opened} -{day.Closed}"));
            Assert.Equal([0, 3, 0, 0, 0, 0, 0], trend.Days.Select(day => day.Added));
            Assert.Equal([null, null, null, 48.0, null, null, null], trend.Days.Select(day => day.HoursToResolve));
            // A shorter look at it begins with what was open before.
            Assert.Equal(trend.Days.TakeLast(2), (await TrendAsync(tenant, $"days=2{scope}")).Days);
        }
        await Recount.AssertAsync(clocked.Services, tenant.Id);
    }

    [Fact]
    public async Task Pipelines_and_people_at_once_lose_no_number_and_wait_for_nobody_in_vain()
    {
        var (tenant, other) = await TenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var findings = await ListAsync(tenant, "");
        var work = Enumerable.Range(0, 12).Select(number => Task.Run(async () =>
        {
            var project = number % 2 == 0 ? tenant.ProjectId : other;
            await pipeline.IngestAsync("universal", [.. Enumerable.Range(0, 20).Select(row => Rows.Universal(project, $"at-once-{number}", rule: $"B{row % (number + 1)}", severity: Severities[row % 4], path: $"{number}.py"))]);
            using var answer = await tenant.Member.PutAsJsonAsync(
                tenant.Route($"findings/{findings[number % findings.Count].Id}/status"), new SetFindingStatusRequest(number % 3 == 0 ? FindingStatus.WontFix : FindingStatus.Resolved, "decided"), Ct);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }, Ct));

        await Task.WhenAll(work);

        await Recount.AssertAsync(api.Services, tenant.Id);
    }

    [Theory]
    [InlineData("facets?severity=worst", "severity")]
    [InlineData("facets?with=owasp", "with")]
    [InlineData("trend?days=0", "days")]
    [InlineData("trend?days=731", "days")]
    public async Task What_makes_no_sense_is_refused_by_its_name(string path, string name)
    {
        var tenant = await api.NewTenantAsync();
        using var answer = await tenant.Member.GetAsync(tenant.Route($"findings/{path}"), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_are_counted_one_by_one_is_said()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync()).IngestAsync("universal", [Rows.Universal(tenant.ProjectId, "1")]);
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity, cwe, owasp, first_run, first_seen_at)
            select '{tenant.Id}', gen_random_uuid(), '{tenant.ProjectId}', sha256(n::text::bytea), decode(md5(n::text), 'hex'), 'many', 'B1', 3, 3, '{"{}"}', '{"{}"}', '', now()
            from generate_series(0, {FindingFacets.Most}) n
            """);

        Assert.False((await FacetsAsync(tenant, "rule=B1&rule=B602")).Exact);
        Assert.True((await FacetsAsync(tenant, "rule=B602")).Exact);
        Assert.True((await FacetsAsync(tenant, "scanner=many")).Exact);
        var rules = await FacetsAsync(tenant, "scanner=many&with=rule");
        Assert.True(rules.Exact);
        Assert.False(rules.ListsExact);
    }

    /// <summary>Two projects with findings of two scanners, some of them decided.</summary>
    private async Task<(TestTenant Tenant, Guid Other)> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        await (await tenant.PipelineAsync()).IngestAsync("universal", [.. new[] { tenant.ProjectId, other }.SelectMany((project, place) => Severities.SelectMany((severity, number) =>
            Scanners.Skip(place).Select(scanner =>
            {
                var row = Rows.Universal(project, "1", rule: $"B{number % 2}", severity: severity, path: $"{(number < 2 ? "src" : "lib")}/{number}.py");
                row["scanner"] = scanner;
                return row;
            })))]);
        var findings = await ListAsync(tenant, "");
        FindingStatus[] decisions = [FindingStatus.WontFix, FindingStatus.InReview, FindingStatus.Resolved];
        foreach (var (finding, decision) in findings.Where((_, place) => place % 3 == 0).Zip(decisions))
        {
            using var answer = await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding.Id}/status"), new SetFindingStatusRequest(decision, "decided"), Ct);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        return (tenant, other);
    }

    private static string Without(string query, string name) => string.Join('&', query.Split('&').Where(part => !part.StartsWith(name, StringComparison.Ordinal)));

    private static IEnumerable<FacetValue> Counted(IEnumerable<string> values) => values.GroupBy(value => value)
        .Select(group => new FacetValue(group.Key, group.Count())).OrderByDescending(each => each.Findings).ThenBy(each => each.Value, StringComparer.Ordinal);

    private static async Task<IReadOnlyList<FindingItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?limit=200&{query}"), Ct))!.Items;

    private static async Task<FindingFacets> FacetsAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<FindingFacets>(tenant.Route($"findings/facets?{query}"), Ct))!;

    private static async Task<FindingTrend> TrendAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<FindingTrend>(tenant.Route($"findings/trend?{query}"), Ct))!;

    private static async Task PostAsync(HttpClient client, string route)
    {
        using var answer = await client.PostAsync(route, null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
