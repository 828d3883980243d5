using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Erasure;

/// <summary>One project, and one person.</summary>
public sealed class PartErasureTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deleted_project_takes_everything_of_it_along_and_nothing_else()
    {
        var tenant = await api.NewFilledTenantAsync();
        var scanned = await api.Database.ScalarAsync<Guid>(api.DatabaseName, $"select id from app.projects where tenant_id = '{tenant.Id}' and name = 'scanned'");
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1"));
        var route = tenant.Route($"projects/{scanned}");

        Assert.Equal("409 project-not-archived", await tenant.Owner.SendAsync("POST", $"{route}/deletion", new { name = "scanned" }).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", $"{route}/archive").SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("POST", $"{route}/deletion", new { name = "scanned" }).SaysAsync());
        Assert.Equal("400 name-differs", await tenant.Owner.SendAsync("POST", $"{route}/deletion", new { name = "shop" }).SaysAsync());
        Assert.Equal("202", await tenant.Owner.SendAsync("POST", $"{route}/deletion", new { name = "scanned" }).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Admin.SendAsync("POST", $"{route}/restore").SaysAsync());
        await api.EraseAsync();

        // What names it by its id in texts is the trail alone, and what this test made up.
        Assert.Equal(["app.audit", "app.finding_changes", "app.rule_aliases"], (await api.TablesWithAsync($"{scanned}")).Order());
        Assert.Equal("404 not-found", await tenant.Owner.SendAsync("GET", route).SaysAsync());
        Assert.Equal("shop", Assert.Single((await tenant.Owner.GetFromJsonAsync<Page<ProjectItem>>(tenant.Route("projects"), Ct))!.Items).Name);
        await Recount.AssertAsync(api.Services, tenant.Id);
    }

    [Fact]
    public async Task Who_has_left_is_erased_by_an_owner_and_the_trail_stays_whole()
    {
        var tenant = await api.NewTenantAsync();
        var person = Guid.NewGuid();
        var name = $"Erin {person:N}";
        var erin = api.AsPerson(person, name);
        Assert.Equal("200", await erin.AcceptAsync((await tenant.InviteAsync(RoleName.Member)).Token).SaysAsync());
        var member = await tenant.MemberIdAsync(erin);
        Assert.Equal("204", await erin.SendAsync("DELETE", tenant.Route("members/me")).SaysAsync());
        Assert.Equal("409 still-member", await erin.SendAsync("DELETE", "/api/me").SaysAsync());   // histories name them
        Assert.NotEmpty(await api.TablesWithAsync(name));

        var left = Assert.Single((await tenant.Admin.GetFromJsonAsync<Page<FormerMemberItem>>(tenant.Route("members/former"), Ct))!.Items);
        Assert.Equal((member, name), (left.MemberId, left.Name));
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("GET", tenant.Route("members/former")).SaysAsync());

        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("DELETE", tenant.Route($"members/former/{member}")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Owner.SendAsync("DELETE", tenant.Route($"members/former/{Guid.NewGuid()}")).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route($"members/former/{member}")).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route($"members/former/{member}")).SaysAsync());

        Assert.Empty((await tenant.Admin.GetFromJsonAsync<Page<FormerMemberItem>>(tenant.Route("members/former"), Ct))!.Items);
        Assert.Empty(await api.TablesWithAsync(name));
        Assert.Empty(await api.TablesWithAsync($"{person}"));
        Assert.Equal(["app.audit"], (await api.TablesWithAsync($"{member}")).Where(table => table is not ("app.invitations" or "app.audit_blocks")));
        Assert.Single(await tenant.TrailAsync(AuditActions.MemberErased));
    }

    [Fact]
    public async Task A_person_who_is_nowhere_erases_themselves()
    {
        var id = Guid.NewGuid();
        var person = api.AsPerson(id);
        Assert.Equal("200", await person.SendAsync("GET", "/api/me").SaysAsync());
        Assert.NotEmpty(await api.TablesWithAsync($"{id}"));

        Assert.Equal("204", await person.SendAsync("DELETE", "/api/me").SaysAsync());

        Assert.Empty(await api.TablesWithAsync($"{id}"));
        Assert.Equal("409 still-member", await (await api.NewTenantAsync()).Owner.SendAsync("DELETE", "/api/me").SaysAsync());
    }
}
