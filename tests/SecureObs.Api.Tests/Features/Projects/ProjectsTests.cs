using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Scanners;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Gate;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Projects;

public sealed class ProjectsTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_sees_the_own_tenants_with_the_role_in_each()
    {
        var (ours, _) = (await api.NewTenantAsync(), await api.NewTenantAsync());

        var me = (await ours.Admin.GetFromJsonAsync<MeResponse>("/api/me", Ct))!;

        Assert.Equal("Ada Admin", me.Name);
        Assert.Equal([new MyTenant(ours.Id, "Test tenant", RoleName.Admin)], me.Tenants);
    }

    [Fact]
    public async Task A_project_counts_its_open_findings_by_severity()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        await (await tenant.PipelineAsync()).IngestAsync("universal",
            Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(tenant.ProjectId, "1", line: 2), Rows.Universal(tenant.ProjectId, "1", line: 3, severity: "LOW"),
            Rows.Universal(other, "1", severity: "CRITICAL"));

        // Both may have been made in one millisecond: their order says nothing.
        var items = (await tenant.Member.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route("projects"), Ct))!.Items.ToDictionary(item => item.Name);

        Assert.Equal(2, items.Count);
        Assert.Equal(new OpenFindings(0, 2, 0, 1, 0, 0), items["shop"].OpenFindings);
        Assert.Equal(new OpenFindings(1, 0, 0, 0, 0, 0), items["other"].OpenFindings);
        Assert.NotNull(items["shop"].LastRunAt);
        Assert.Equal(items["shop"], await tenant.Member.GetFromJsonAsync<ProjectItem>(tenant.Route($"projects/{tenant.ProjectId}"), Ct));
    }

    [Fact]
    public async Task Projects_come_in_pages()
    {
        var tenant = await api.NewTenantAsync();
        for (var n = 0; n < 60; n++)
            await tenant.AddProjectAsync($"project {n}");

        var first = (await tenant.Member.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route("projects"), Ct))!;
        var second = (await tenant.Member.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route($"projects?after={first.Next}"), Ct))!;

        Assert.Equal(61, first.Items.Concat(second.Items).DistinctBy(item => item.Id).Count());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task An_admin_makes_and_renames_projects_and_a_member_does_not()
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("POST", tenant.Route("projects"), new CreateProjectRequest("new")).SaysAsync());
        var created = await tenant.Admin.SendAsync("POST", tenant.Route("projects"), new CreateProjectRequest(" new ")).ReadAsync<CreatedProject>(HttpStatusCode.Created);
        Assert.Equal("409 project-name-taken", await tenant.Admin.SendAsync("POST", tenant.Route("projects"), new CreateProjectRequest("new")).SaysAsync());

        var route = tenant.Route($"projects/{created.Id}");
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("PUT", route, new RenameProjectRequest("renamed")).SaysAsync());
        Assert.Equal("409 project-name-taken", await tenant.Admin.SendAsync("PUT", route, new RenameProjectRequest("shop")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", route, new RenameProjectRequest("renamed")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", route, new RenameProjectRequest("renamed")).SaysAsync());

        Assert.Equal(new ProjectItem(created.Id, "renamed", GatePolicy.CriticalAndHigh, null, new(0, 0, 0, 0, 0, 0), null, null),
            await tenant.Member.GetFromJsonAsync<ProjectItem>(route, Ct));
        Assert.Equal(["project.created", "project.renamed"], (await tenant.TrailAsync()).Select(entry => entry.Split(' ')[0]));
    }

    [Fact]
    public async Task A_new_project_runs_what_needs_no_choice_of_rules_and_any_driver_can_be_chosen()
    {
        var tenant = await api.NewTenantAsync();
        var created = await tenant.Owner.SendAsync("POST", tenant.Route("projects"), new CreateProjectRequest("new")).ReadAsync<CreatedProject>(HttpStatusCode.Created);

        var active = (await (await tenant.PipelineAsync()).GetFromJsonAsync<ActiveScanner[]>($"/api/projects/{created.Id}/scanners/active", Ct))!;
        var drivers = Directory.GetFiles(Repository.Path("docs/scanners"), "*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(["gitleaks", "devskim", "bandit", "eslint-security"], active.Select(scanner => scanner.Key));
        var offered = await tenant.Owner.GetFromJsonAsync<ScannersResponse>(tenant.Route($"projects/{created.Id}/scanners"), Ct);
        Assert.Superset(drivers.Order().ToHashSet(), offered!.Items.Select(item => (string?)item.Key).ToHashSet());
    }

    [Fact]
    public async Task Of_two_projects_made_with_one_name_at_once_one_is_made()
    {
        var tenant = await api.NewTenantAsync();

        var made = await Answers.AtOnceAsync([.. Enumerable.Repeat(() => tenant.Admin.SendAsync("POST", tenant.Route("projects"), new CreateProjectRequest("twin")), 4)]);

        Assert.Equal(["201", "409 project-name-taken", "409 project-name-taken", "409 project-name-taken"], made.Order());
    }

    [Fact]
    public async Task A_pipeline_runs_the_enabled_scanners_in_their_order()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var route = tenant.Route($"projects/{tenant.ProjectId}/scanners");
        Assert.Equal("[]", await pipeline.GetStringAsync($"/api/projects/{tenant.ProjectId}/scanners/active", Ct));

        foreach (var order in new[] { new[] { "devskim", "bandit", "gitleaks" }, ["gitleaks", "devskim"] })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await tenant.Admin.PutAsJsonAsync(route, new SetScannersRequest(order), Ct)).StatusCode);
            var active = (await pipeline.GetFromJsonAsync<ActiveScanner[]>($"/api/projects/{tenant.ProjectId}/scanners/active", Ct))!;
            Assert.Equal(order, active.Select(scanner => scanner.Key));
            Assert.All(active, scanner => Assert.Null(scanner.Config));
        }
        var shown = (await tenant.Member.GetFromJsonAsync<ScannersResponse>(route, Ct))!.Items;
        Assert.Equal(["gitleaks", "devskim"], shown.Where(item => item.Enabled).Select(item => item.Key));
        Assert.DoesNotContain(shown, item => item.Key == "codeql");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("codeql")]
    [InlineData("bandit", "bandit")]
    public async Task A_scanner_that_is_not_in_the_catalogue_is_refused(params string[] keys)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Admin.PutAsJsonAsync(tenant.Route($"projects/{tenant.ProjectId}/scanners"), new SetScannersRequest(keys), Ct)).StatusCode);
    }

    [Fact]
    public async Task Another_tenant_sees_and_changes_nothing()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());

        foreach (var below in new[] { "projects", $"projects/{ours.ProjectId}", $"projects/{ours.ProjectId}/scanners", $"projects/{ours.ProjectId}/runs" })
            Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.GetAsync(ours.Route(below), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.GetAsync(theirs.Route($"projects/{ours.ProjectId}"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.GetAsync(theirs.Route($"projects/{ours.ProjectId}/scanners"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.PutAsJsonAsync(theirs.Route($"projects/{ours.ProjectId}/scanners"), new SetScannersRequest([]), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ours.Member.PutAsJsonAsync(ours.Route($"projects/{ours.ProjectId}/scanners"), new SetScannersRequest([]), Ct)).StatusCode);
        Assert.DoesNotContain(ours.ProjectId.ToString(), await theirs.Owner.GetStringAsync(theirs.Route("projects"), Ct), StringComparison.Ordinal);
    }
}
