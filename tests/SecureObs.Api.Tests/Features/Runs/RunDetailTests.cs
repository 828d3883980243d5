using System.Net.Http.Json;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Numbers;
using SecureObs.Api.Features.Overview;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Runs;

/// <summary>What a run changed, and the lists and numbers that lead to it.</summary>
public sealed class RunDetailTests(TestApi api)
{
    private static readonly string Commit = new('c', 40);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>main has lines 1 to 4; the pull request has 3 to 6 of bandit, and devskim failed, which had line 9.</summary>
    private async Task<(TestTenant Tenant, Guid Main, Guid Request)> RunsAsync()
    {
        var tenant = await api.NewTenantAsync();
        var (pipeline, project) = (await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        var main = await pipeline.OpenAsync(project, "1", "main", Commit);
        var devskim = Rows.Universal(project, "1", line: 9, path: "9.py");
        devskim["scanner"] = "devskim";
        await pipeline.IngestAsync("universal", [.. Lines(1, 4, "1"), devskim]);
        await pipeline.ReportAsync(project, main, "bandit");
        await pipeline.ReportAsync(project, main, "devskim");
        await pipeline.CloseAsync(project, main);
        var request = await pipeline.OpenAsync(project, "2", "feature", new('d', 40));
        await pipeline.IngestAsync("universal", [.. Lines(3, 6, "2")]);
        await pipeline.ReportAsync(project, request, "bandit");
        await pipeline.ReportAsync(project, request, "devskim", ScannerStatus.Failed, "no network");
        await pipeline.CloseAsync(project, request);
        return (tenant, main, request);

        IEnumerable<System.Text.Json.Nodes.JsonObject> Lines(int from, int to, string run) => Enumerable.Range(from, to - from + 1)
            .Select(line => Rows.Universal(project, run, line: line, path: $"{line}.py", severity: line == 6 ? "LOW" : "HIGH"));
    }

    [Fact]
    public async Task A_run_says_what_is_new_known_and_fixed_and_each_number_is_that_of_a_list()
    {
        var (tenant, main, request) = await RunsAsync();

        var run = await RunAsync(tenant, request);

        Assert.Equal((false, main, "1", Commit), (run.IsDefaultBranch, run.Base!.Id, run.Base.PipelineRunId, run.Base.Commit));
        // What devskim had is not fixed: it failed.
        Assert.Equal([new(Severity.High, 1, 2, 2), new(Severity.Low, 1, 0, 0)], run.Changes);
        foreach (var (change, paths) in new (string, string[])[] { ("seen", ["3.py", "4.py", "5.py", "6.py"]), ("new", ["5.py", "6.py"]), ("known", ["3.py", "4.py"]), ("fixed", ["1.py", "2.py"]) })
        {
            Assert.Equal(paths, (await ListAsync(tenant, $"runId={request}&runChange={change}")).Select(item => item.FilePath).Order());
            Assert.Equal(paths.Length, (await FacetsAsync(tenant, $"runId={request}&runChange={change}")).Findings);
        }
        Assert.Equal(4, (await ListAsync(tenant, $"runId={request}")).Count);
        Assert.Equal(["5.py"], (await ListAsync(tenant, $"runId={request}&runChange=new&severity=HIGH")).Select(item => item.FilePath));
        Assert.Equal([new("bandit", "", "completed", null, null, 0), new("devskim", "", "failed", null, null, 0)], run.Manifest);
        Assert.Equal([new(Severity.High, 5, 0, 0)], (await RunAsync(tenant, main)).Changes);
    }

    [Fact]
    public async Task A_run_of_another_tenant_changes_nothing_here()
    {
        var ((tenant, _, request), theirs) = (await RunsAsync(), await api.NewTenantAsync());

        Assert.Equal("404 not-found", await theirs.Owner.GetAsync(theirs.Route($"projects/{theirs.ProjectId}/runs/{request}"), Ct).SaysAsync());
        Assert.Empty(await ListAsync(theirs, $"runId={request}"));
        Assert.Equal("404 not-found", await tenant.Member.GetAsync(tenant.Route($"projects/{await tenant.AddProjectAsync("other")}/runs/{request}"), Ct).SaysAsync());
    }

    [Theory]
    [InlineData("runChange=new")]
    [InlineData("runId=019ac000-0000-7000-8000-000000000000&runChange=worse")]
    public async Task A_change_of_no_run_or_of_another_word_is_refused(string query)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal("400 query-invalid", await tenant.Member.GetAsync(tenant.Route($"findings?{query}"), Ct).SaysAsync());
    }

    [Fact]
    public async Task Runs_are_found_by_verdict_branch_time_and_project_and_know_the_last_that_passed()
    {
        var (tenant, main, request) = await RunsAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await tenant.SetPolicyAsync(0, """{ "format": 1, "block": "critical" }""");
        Assert.False((await pipeline.DecideAsync(tenant.ProjectId, "2")).Blocked);
        await tenant.SetPolicyAsync(1, """{ "format": 1, "block": "critical-and-high" }""");
        Assert.True((await pipeline.DecideAsync(tenant.ProjectId, "1")).Blocked);
        var third = await pipeline.ScanAsync(tenant.ProjectId, "3", "feature", null);

        Assert.Equal([main], await RunIdsAsync(tenant, "verdict=blocked"));
        Assert.Equal([request], await RunIdsAsync(tenant, "verdict=passed"));
        Assert.Equal([third], await RunIdsAsync(tenant, $"verdict=none&projectId={tenant.ProjectId}"));
        Assert.Equal([third, request], await RunIdsAsync(tenant, "branch=feature"));
        Assert.Empty(await RunIdsAsync(tenant, $"from={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O"))}"));
        Assert.Equal([third, request, main], await RunIdsAsync(tenant, $"before={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O"))}"));
        Assert.Equal("400 query-invalid", await tenant.Member.GetAsync(tenant.Route("runs?verdict=maybe"), Ct).SaysAsync());
        Assert.Equal(request, (await RunAsync(tenant, third)).LastPassed!.Id);
        Assert.Equal(
            [("feature", false, 2L, third, null), ("main", true, 1L, main, true)],
            (await tenant.Member.GetFromJsonAsync<BranchItem[]>(tenant.Route($"projects/{tenant.ProjectId}/branches"), Ct))!
                .Select(branch => (branch.Branch, branch.IsDefault, branch.Runs, branch.LastRunId, branch.Blocked)));
        Assert.Null((await RunAsync(tenant, await pipeline.ScanAsync(tenant.ProjectId, "4", "main", null))).LastPassed);
    }

    [Fact]
    public async Task The_overview_says_what_its_lists_have()
    {
        var (tenant, _, _) = await RunsAsync();
        await tenant.AddProjectAsync("never");
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), new ProjectSettings(null, false, new(High: 1)));
        await pipeline.DecideAsync(tenant.ProjectId, "2");
        var findings = await ListAsync(tenant, "status=open");
        await tenant.RunAsync(tx => tx.ExecuteAsync($"update app.findings set due_at = now() - interval '1 day' where tenant_id = {tx.TenantId} and id = {findings[0].Id}", Ct));
        await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{findings[1].Id}/status"), new SetFindingStatusRequest(Domain.FindingStatus.RiskAccepted, "soon over", DateTimeOffset.UtcNow.AddDays(3)));

        var overview = (await tenant.Member.GetFromJsonAsync<TenantOverview>(tenant.Route("overview"), Ct))!;

        Assert.Equal(new WorkWaiting((await RunIdsAsync(tenant, "verdict=blocked")).Count, 0, (await ListAsync(tenant, "endsWithinDays=14")).Count, (await ListAsync(tenant, "overdue=true&status=open&status=in-review")).Count), overview.NeedsYou);
        Assert.Equal(new WorkWaiting(1, 0, 1, 1), overview.NeedsYou);
        Assert.Equal(new ScanCoverage(1, 0, 1, 7), overview.Coverage);
        Assert.Equal("never", Assert.Single((await tenant.Member.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route("projects?reporting=never-scanned"), Ct))!.Items).Name);
        var risky = Assert.Single(overview.Projects);
        Assert.Equal((await ListAsync(tenant, "status=open&severity=HIGH")).Count, risky.High);
        Assert.NotNull(overview.MedianAgeDays);
    }

    [Fact]
    public async Task A_finding_links_to_its_line_at_the_commit_that_had_it_last()
    {
        var (tenant, main, _) = await RunsAsync();
        var finding = (await ListAsync(tenant, $"runId={main}&text=1.py")).Single(item => item.FilePath == "1.py");
        Assert.Null((await DetailAsync(tenant, finding.Id)).SourceLink);

        foreach (var wrong in new[] { "http://host.example/{path}", "https://host.example/", "javascript:alert('{path}')", "https://{path}/", "https://user@host.example/{path}", "https://host.example{path}" })
            Assert.Equal("400 source-link-invalid", await SetAsync(wrong));
        Assert.Equal("204", await SetAsync("https://host.example/{commit}/{path}#L{line}-L{endLine}"));

        var detail = await DetailAsync(tenant, finding.Id);
        Assert.Equal($"https://host.example/{Commit}/1.py#L1-L1", detail.SourceLink);
        Assert.Equal([(main, Commit)], detail.Runs.Select(run => (run.Id, run.Commit)));

        Task<string> SetAsync(string link) =>
            tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), new ProjectSettings(null, false, new(), link)).SaysAsync();
    }

    [Fact]
    public async Task Findings_are_found_by_when_they_were_resolved_by_a_scan_or_by_a_person()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        string[] lines = ["eval(a)", "eval(b)", "eval(c)"];
        await client.ScanAsync("1", client.RowsOf("1", "a.py", lines));
        clocked.Clock.Move(TimeSpan.FromDays(2));
        var between = clocked.Clock.GetUtcNow();
        clocked.Clock.Move(TimeSpan.FromDays(2));
        await client.ScanAsync("2", client.RowsOf("2", "a.py", lines[..2]), startedAt: clocked.Clock.GetUtcNow());
        var open = (await ListAsync(tenant, "status=open"))[0];
        await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{open.Id}/status"), new SetFindingStatusRequest(Domain.FindingStatus.Resolved));

        Assert.Equal(2, (await ListAsync(tenant, $"resolvedFrom={Uri.EscapeDataString(between.ToString("O"))}")).Count);
        Assert.Equal(2, (await FacetsAsync(tenant, $"resolvedFrom={Uri.EscapeDataString(between.ToString("O"))}")).Findings);
        Assert.Empty(await ListAsync(tenant, $"resolvedBefore={Uri.EscapeDataString(between.ToString("O"))}"));
    }

    [Fact]
    public async Task The_median_age_is_of_what_is_open_by_the_clock()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        await client.ScanAsync("1", client.RowsOf("1", "a.py", ["eval(a)"]));
        Assert.NotNull(await MedianAsync());
        var finding = Assert.Single(await ListAsync(tenant, "status=open"));
        await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding.Id}/status"), new SetFindingStatusRequest(Domain.FindingStatus.RiskAccepted, "for a day", clocked.Clock.GetUtcNow().AddDays(1)));
        Assert.Null(await MedianAsync());

        clocked.Clock.Move(TimeSpan.FromDays(2));

        Assert.InRange((await MedianAsync())!.Value, 1.9, 2.1);

        async Task<double?> MedianAsync() => (await tenant.Member.GetFromJsonAsync<TenantOverview>(tenant.Route("overview"), Ct))!.MedianAgeDays;
    }

    private static async Task<RunDetail> RunAsync(TestTenant tenant, Guid run) =>
        (await tenant.Member.GetFromJsonAsync<RunDetail>(tenant.Route($"projects/{tenant.ProjectId}/runs/{run}"), Ct))!;

    private static async Task<List<Guid>> RunIdsAsync(TestTenant tenant, string query) =>
        [.. (await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"runs?{query}"), Ct))!.Items.Select(run => run.Id)];

    private static async Task<IReadOnlyList<FindingItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?limit=200&{query}"), Ct))!.Items;

    private static async Task<FindingFacets> FacetsAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<FindingFacets>(tenant.Route($"findings/facets?{query}"), Ct))!;

    private static async Task<FindingDetail> DetailAsync(TestTenant tenant, Guid finding) =>
        (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!;
}
