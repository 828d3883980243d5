using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Runs;

public sealed class RunsTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Guid> OpenAsync(HttpClient pipeline, Guid project, OpenRunRequest request)
    {
        var response = await pipeline.PostAsJsonAsync($"/api/projects/{project}/runs", request, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<OpenedRun>(Ct))!.RunId;
    }

    private static Task<HttpResponseMessage> ReportAsync(HttpClient pipeline, Guid project, Guid run, string scanner, object result) =>
        pipeline.PutAsJsonAsync($"/api/projects/{project}/runs/{run}/results/{scanner}", result, Ct);

    private static async Task<IReadOnlyList<RunItem>> ListAsync(TestTenant tenant) =>
        (await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs"), Ct))!.Items;

    /// <summary>The first runs of a project say which branch is the default one, all at once.</summary>
    [Fact]
    public async Task First_runs_that_begin_at_once_do_not_wait_for_each_other_in_a_circle()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var pipeline = await clocked.Tenant.PipelineAsync();
        for (var n = 0; n < 10; n++)
        {
            var project = await clocked.Tenant.AddProjectAsync($"project {n}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(run =>
                pipeline.SendAsync("POST", $"/api/projects/{project}/runs", new OpenRunRequest($"{run}", "main", DefaultBranch: "main")).SaysAsync()));
            Assert.All(answers, answer => Assert.Equal("200", answer));
        }

        await api.Database.ExecuteAsync(clocked.DatabaseName, "select pg_stat_force_next_flush()");
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(clocked.DatabaseName, "select deadlocks from pg_stat_database where datname = current_database()"));
    }

    [Fact]
    public async Task A_run_tells_what_each_scanner_did_also_nothing_or_a_failure()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var run = await OpenAsync(pipeline, tenant.ProjectId, new("gha-1", "main", "abc123", 7));
        Assert.Equal(run, await OpenAsync(pipeline, tenant.ProjectId, new("gha-1", "main", "abc123", 7)));

        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "gha-1"));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(HttpStatusCode.OK, (await ReportAsync(pipeline, tenant.ProjectId, run, "bandit", new { status = "completed", version = "1.6.2", findings = 1, durationMilliseconds = 42, exitCode = 1 })).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await ReportAsync(pipeline, tenant.ProjectId, run, "devskim", new { status = "completed" })).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync(pipeline, tenant.ProjectId, run, "gitleaks", new { status = "skipped", message = "not installed" })).StatusCode);
        }
        var open = Assert.Single(await ListAsync(tenant));
        Assert.Equal((RunStatus.Open, "main", "abc123", true), (open.Status, open.Branch, open.Commit, open.Blocking));

        Assert.Equal(HttpStatusCode.NoContent, (await pipeline.PostAsync($"/api/projects/{tenant.ProjectId}/runs/{run}/close", null, Ct)).StatusCode);
        var closed = Assert.Single(await ListAsync(tenant));

        Assert.Equal(RunStatus.Closed, closed.Status);
        Assert.Equal(
        [
            new("bandit", "", ScannerStatus.Completed, "1.6.2", 1, 42, null, 1),
            new("devskim", "", ScannerStatus.Completed, null, 0, 0, null, null),
            new("gitleaks", "", ScannerStatus.Skipped, null, 0, 0, "not installed", null),
        ], closed.Scanners);
    }

    /// <summary>A published client opens no run and reports no result: its findings make the run.</summary>
    [Fact]
    public async Task Findings_of_a_published_client_make_a_run_that_says_no_more_than_it_knows()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(tenant.ProjectId, "1", line: 2));

        var run = Assert.Single(await ListAsync(tenant));

        Assert.Equal((RunStatus.Open, null), (run.Status, run.Branch));
        Assert.Equal([new("bandit", "", ScannerStatus.Reported, "1.2.18", 2, 0, null, null)], run.Scanners);
    }

    [Theory]
    [InlineData("""{"status":"reported"}""")]
    [InlineData("""{"status":"done"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"status":"completed","findings":-1}""")]
    public async Task A_result_that_makes_no_sense_is_refused(string body)
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var run = await OpenAsync(pipeline, tenant.ProjectId, new("1"));

        var response = await pipeline.PutAsync($"/api/projects/{tenant.ProjectId}/runs/{run}/results/bandit", new StringContent(body, null, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Assert.Single(await ListAsync(tenant)).Scanners);
    }

    [Fact]
    public async Task A_run_of_another_project_or_tenant_is_not_there()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var other = await ours.AddProjectAsync("other");
        var pipeline = await ours.PipelineAsync();
        var run = await OpenAsync(pipeline, ours.ProjectId, new("1"));
        var stranger = await theirs.PipelineAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await ReportAsync(pipeline, other, run, "bandit", new { status = "completed" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ReportAsync(stranger, theirs.ProjectId, run, "bandit", new { status = "completed" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ReportAsync(stranger, ours.ProjectId, run, "bandit", new { status = "completed" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/projects/{theirs.ProjectId}/runs/{run}/close", null, Ct)).StatusCode);
        Assert.Empty((await theirs.Owner.GetFromJsonAsync<Page<RunItem>>(theirs.Route($"projects/{ours.ProjectId}/runs"), Ct))!.Items);
    }

    [Fact]
    public async Task Runs_come_in_pages_newest_first()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        for (var n = 0; n < 25; n++)
            await OpenAsync(pipeline, tenant.ProjectId, new($"run-{n:00}"));

        var first = (await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs"), Ct))!;
        var second = (await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs?after={first.Next}"), Ct))!;

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(n => $"run-{n:00}"), first.Items.Concat(second.Items).Select(run => run.PipelineRunId));
        Assert.Null(second.Next);
    }
}
