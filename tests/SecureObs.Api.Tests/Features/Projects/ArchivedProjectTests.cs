using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Projects;

/// <summary>An archived project takes nothing in, and says so to whoever tries; it stays readable.</summary>
public sealed class ArchivedProjectTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<string> ArchiveAsync(TestTenant tenant, HttpClient by) =>
        by.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/archive")).SaysAsync();

    private static Task<string> RestoreAsync(TestTenant tenant, HttpClient by) =>
        by.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/restore")).SaysAsync();

    [Fact]
    public async Task It_takes_no_findings_opens_no_run_and_gets_no_key()
    {
        var tenant = await api.NewTenantAsync();
        var (project, other) = (tenant.ProjectId, await tenant.AddProjectAsync("other"));
        var (pipeline, whole) = (await tenant.PipelineAsync(project), await tenant.PipelineAsync());
        var run = await pipeline.SendAsync("POST", $"/api/projects/{project}/runs", new OpenRunRequest("1")).ReadAsync<OpenedRun>();

        Assert.Equal("204", await ArchiveAsync(tenant, tenant.Admin));

        foreach (var kind in new[] { "universal", "semgrep", "gitleaks" })
        {
            var row = kind switch
            {
                "universal" => Rows.Universal(project, "1"),
                "semgrep" => Rows.Semgrep(project, "1", null),
                _ => Rows.Gitleaks(project, "1", "x"),
            };
            Assert.Equal("409 project-archived", await pipeline.PostAsync(kind, Rows.Array(row)).SaysAsync());
        }
        Assert.Equal("409 project-archived", await whole.PostAsync("universal", Rows.Array(Rows.Universal(other, "1"), Rows.Universal(project, "1"))).SaysAsync());
        Assert.Equal("409 project-archived", await pipeline.SendAsync("POST", $"/api/projects/{project}/runs", new OpenRunRequest("2")).SaysAsync());
        Assert.Equal("409 project-archived", await pipeline.SendAsync("PUT", $"/api/projects/{project}/runs/{run.RunId}/results/bandit", new { status = "completed" }).SaysAsync());
        Assert.Equal("409 project-archived", await tenant.Admin.SendAsync("POST", tenant.Route("api-keys"), new CreateApiKeyRequest("new", project)).SaysAsync());
        Assert.Equal("204", await pipeline.SendAsync("POST", $"/api/projects/{project}/runs/{run.RunId}/close").SaysAsync());
        Assert.Empty((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?projectId={project}"), Ct))!.Items);
        Assert.Equal("200", await whole.PostAsync("universal", Rows.Array(Rows.Universal(other, "1"))).SaysAsync());
    }

    /// <summary>At any other refusal a published client scans with what it likes, and fails only when it uploads.</summary>
    [Fact]
    public async Task A_pipeline_that_asks_what_to_run_is_stopped_by_404_and_told_why()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await ArchiveAsync(tenant, tenant.Admin);

        Assert.Equal("404 project-archived", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
    }

    [Fact]
    public async Task Its_gate_answers_and_it_stays_readable_outside_of_lists()
    {
        var tenant = await api.NewTenantAsync();
        var (project, other) = (tenant.ProjectId, await tenant.AddProjectAsync("other"));
        var pipeline = await tenant.PipelineAsync();
        await pipeline.IngestAsync("universal", Rows.Universal(project, "1"), Rows.Universal(other, "1", severity: "LOW"));

        await ArchiveAsync(tenant, tenant.Admin);

        Assert.Equal("true", await pipeline.BlockingAsync("1"));
        Assert.Single(await pipeline.ByRunAsync(project, "1"));
        Assert.NotNull((await tenant.Member.GetFromJsonAsync<ProjectItem>(tenant.Route($"projects/{project}"), Ct))!.ArchivedAt);
        Assert.Equal([other], await ListedAsync(tenant, "projects"));
        Assert.Equal([project], await ListedAsync(tenant, "projects?archived=true"));
        Assert.Equal(other, Assert.Single((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items).ProjectId);
        Assert.Single((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?projectId={project}"), Ct))!.Items);
    }

    [Fact]
    public async Task A_restored_project_is_as_before()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        Assert.Equal(["204", "204", "204", "204"],
            [await ArchiveAsync(tenant, tenant.Admin), await ArchiveAsync(tenant, tenant.Admin), await RestoreAsync(tenant, tenant.Admin), await RestoreAsync(tenant, tenant.Admin)]);

        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));

        Assert.Equal([tenant.ProjectId], await ListedAsync(tenant, "projects"));
        Assert.Equal(["project.archived", "project.restored", "finding.ingested"], (await tenant.TrailAsync()).Select(entry => entry.Split(' ')[0]).Where(action => action != "api-key.created"));
    }

    [Fact]
    public async Task A_member_another_tenant_and_a_stranger_archive_nothing()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());

        foreach (var (what, body) in new (string, object?)[] { ("/archive", null), ("/restore", null), ("", new RenameProjectRequest("x")) })
        {
            var method = body is null ? "POST" : "PUT";
            Assert.Equal("403 role-missing", await ours.Member.SendAsync(method, ours.Route($"projects/{ours.ProjectId}{what}"), body).SaysAsync());
            foreach (var outside in new[] { theirs.Owner, api.AsPerson(Guid.NewGuid()) })
                Assert.Equal("404 not-found", await outside.SendAsync(method, ours.Route($"projects/{ours.ProjectId}{what}"), body).SaysAsync());
            Assert.Equal("404 not-found", await theirs.Owner.SendAsync(method, theirs.Route($"projects/{ours.ProjectId}{what}"), body).SaysAsync());
        }
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("POST", ours.Route("projects"), new CreateProjectRequest("x")).SaysAsync());
    }

    /// <summary>Nothing arrives after the answer to the archiving: a request that waits for it finds the project archived.</summary>
    [Fact]
    public async Task What_comes_while_a_project_is_being_archived_is_refused()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);

        var answer = await tenant.OvertakeAsync(
            () => pipeline.PostAsync("universal", Rows.Array(Rows.Universal(tenant.ProjectId, "1"))),
            tx => tx.ExecuteAsync($"update app.projects set archived_at = now() where tenant_id = {tx.TenantId} and id = {tenant.ProjectId}", Ct),
            _ => Task.CompletedTask);

        Assert.Equal("409 project-archived", await Task.FromResult(answer).SaysAsync());
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private static async Task<IEnumerable<Guid>> ListedAsync(TestTenant tenant, string list) =>
        (await tenant.Member.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route(list), Ct))!.Items.Select(item => item.Id);
}
