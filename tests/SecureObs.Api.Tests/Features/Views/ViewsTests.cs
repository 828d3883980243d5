using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Views;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Views;

/// <summary>Views are somebody's own, or everybody's of the organisation; what they hold is what a list takes.</summary>
public sealed class ViewsTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_view_comes_back_as_it_was_kept_and_as_it_was_replaced()
    {
        var tenant = await api.NewTenantAsync();
        var filter = new FindingFilter
        {
            ProjectId = tenant.ProjectId,
            Severity = ["HIGH", "CRITICAL"],
            Text = "100%_ \\ \0 \"Ä\" 日",
            Unassigned = true,
            FirstSeenFrom = DateTimeOffset.UnixEpoch,
        };
        var created = await tenant.Member.SendAsync("POST", tenant.Route("views"), new FindingViewRequest(" mine ", filter, "path", "desc")).ReadAsync<CreatedView>(HttpStatusCode.Created);

        Assert.Equal("mine", created.Name);
        var view = Assert.Single(await ViewsAsync(tenant, tenant.Member));
        Assert.Equal((created.Id, "mine", false, "path", "desc"), (view.Id, view.Name, view.Shared, view.Sort, view.Direction));
        Assert.Equal(JsonNode.Parse(JsonSerializer.Serialize(filter))!.ToJsonString(), JsonNode.Parse(JsonSerializer.Serialize(view.Filter))!.ToJsonString());

        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route($"views/{created.Id}"), View("other", new FindingFilter { Rule = ["B1"] })).SaysAsync());
        view = Assert.Single(await ViewsAsync(tenant, tenant.Member));
        Assert.Equal(("other", null, "B1", null), (view.Name, view.Sort, view.Filter.Rule!.Single(), view.Filter.Text));
        Assert.Equal("204", await tenant.Member.SendAsync("DELETE", tenant.Route($"views/{created.Id}")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Member.SendAsync("DELETE", tenant.Route($"views/{created.Id}")).SaysAsync());
        Assert.Empty(await ViewsAsync(tenant, tenant.Member));
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_an_own_view_and_the_trail_does_not_tell_it()
    {
        var tenant = await api.NewTenantAsync();
        var id = await KeepAsync(tenant, tenant.Member, "views", "secretly mine");

        foreach (var other in new[] { tenant.Admin, tenant.Owner })
        {
            Assert.Empty(await ViewsAsync(tenant, other));
            foreach (var kind in new[] { "views", "shared-views" })
            {
                Assert.Equal("404 not-found", await other.SendAsync("PUT", tenant.Route($"{kind}/{id}"), View("taken")).SaysAsync());
                Assert.Equal("404 not-found", await other.SendAsync("DELETE", tenant.Route($"{kind}/{id}")).SaysAsync());
            }
            // A name that is somebody else's own is free.
            await KeepAsync(tenant, other, "views", "secretly mine");
        }

        Assert.Equal("secretly mine", Assert.Single(await ViewsAsync(tenant, tenant.Member)).Name);
        Assert.DoesNotContain(await tenant.TrailAsync(), entry => entry.Contains("secretly", StringComparison.Ordinal));
        Assert.Equal("404 not-found", await tenant.Member.SendAsync("DELETE", tenant.Route($"shared-views/{id}")).SaysAsync());
    }

    [Fact]
    public async Task Everybody_of_the_organisation_and_nobody_else_sees_and_changes_a_shared_view()
    {
        var (tenant, elsewhere) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var id = await KeepAsync(tenant, tenant.Member, "shared-views", "ours");

        Assert.True(Assert.Single(await ViewsAsync(tenant, tenant.Owner)).Shared);
        Assert.Empty(await ViewsAsync(elsewhere, elsewhere.Owner));
        Assert.Equal("404 not-found", await elsewhere.Owner.SendAsync("GET", tenant.Route("views")).SaysAsync());
        Assert.Equal("404 not-found", await elsewhere.Owner.SendAsync("PUT", elsewhere.Route($"shared-views/{id}"), View("x")).SaysAsync());
        Assert.Equal("404 not-found", await elsewhere.Owner.SendAsync("DELETE", elsewhere.Route($"shared-views/{id}")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Route($"shared-views/{id}"), View("still ours")).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route($"shared-views/{id}")).SaysAsync());
        Assert.Equal(
            ["""view.created {"name": "ours", "shared": "true"}""", """view.changed {"name": "still ours", "shared": "true"}""", """view.removed {"name": "still ours", "shared": "true"}"""],
            (await tenant.TrailAsync()).Where(entry => entry.StartsWith("view.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_is_one_view_of_its_owner()
    {
        var tenant = await api.NewTenantAsync();
        var first = await KeepAsync(tenant, tenant.Member, "views", "a");
        await KeepAsync(tenant, tenant.Member, "views", "b");
        await KeepAsync(tenant, tenant.Member, "shared-views", "a");

        Assert.Equal("409 view-name-taken", await tenant.Member.SendAsync("POST", tenant.Route("views"), View(" a ")).SaysAsync());
        Assert.Equal("409 view-name-taken", await tenant.Owner.SendAsync("POST", tenant.Route("shared-views"), View("a")).SaysAsync());
        Assert.Equal("409 view-name-taken", await tenant.Member.SendAsync("PUT", tenant.Route($"views/{first}"), View("b")).SaysAsync());
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route($"views/{first}"), View("a", new { text = "new" })).SaysAsync());
        Assert.Equal(3, (await ViewsAsync(tenant, tenant.Member)).Count);
    }

    [Theory]
    [InlineData("""{"name":"x","filter":{"severity":["BAD"]}}""", "400 query-invalid")]
    [InlineData("""{"name":"x","filter":{"status":["shut"]}}""", "400 query-invalid")]
    [InlineData("""{"name":"x","filter":{"endsWithinDays":-1}}""", "400 query-invalid")]
    [InlineData("""{"name":"x","filter":{},"sort":"size"}""", "400 query-invalid")]
    [InlineData("""{"name":"x","filter":{},"sort":"path","direction":"up"}""", "400 query-invalid")]
    [InlineData("""{"name":"","filter":{}}""", "400")]
    [InlineData("""{"name":"a\nb","filter":{}}""", "400")]
    [InlineData("""{"name":"x"}""", "400")]
    [InlineData("""{"name":"x","filter":null}""", "400")]
    [InlineData("""{"name":"x","filter":{"severity":"HIGH"}}""", "400")]
    public async Task What_a_list_would_not_take_is_not_kept(string body, string expected)
    {
        var tenant = await api.NewTenantAsync();
        var id = await KeepAsync(tenant, tenant.Member, "views", "good");

        foreach (var (method, path) in new[] { ("POST", "views"), ("PUT", $"views/{id}"), ("POST", "shared-views") })
            Assert.StartsWith(expected, await tenant.Member.SendAsync(method, tenant.Route(path), JsonNode.Parse(body)).SaysAsync(), StringComparison.Ordinal);
        Assert.Equal("413 body-too-large", await tenant.Member.SendAsync("POST", tenant.Route("views"), View("long", new FindingFilter { Rule = [new string('r', 20_000)] })).SaysAsync());
        Assert.Equal("good", Assert.Single(await ViewsAsync(tenant, tenant.Member)).Name);
    }

    [Fact]
    public async Task There_are_two_hundred_of_a_person_and_as_many_shared()
    {
        var tenant = await api.NewTenantAsync();
        var member = await tenant.MemberIdAsync(tenant.Member);
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.finding_views (tenant_id, id, owner_id, name, filter, changed_by, changed_at)
            select {tx.TenantId}, gen_random_uuid(), o.id, 'view ' || n, {"{}"}, {member}, now()
            from generate_series(1, 199) n, unnest({new[] { member, tenant.Id }}) o (id)
            """, Ct));

        foreach (var kind in new[] { "views", "shared-views" })
        {
            var said = await Answers.AtOnceAsync([.. Enumerable.Range(0, 4).Select(n => (Func<Task<HttpResponseMessage>>)(() => tenant.Member.SendAsync("POST", tenant.Route(kind), View($"more {n}"))))]);
            Assert.Equal(["201", "409 too-many-views", "409 too-many-views", "409 too-many-views"], said.Order(StringComparer.Ordinal));
        }
        Assert.Equal(400, (await ViewsAsync(tenant, tenant.Member)).Count);
        await KeepAsync(tenant, tenant.Admin, "views", "of another");
    }

    [Fact]
    public async Task Own_views_go_with_their_owner_and_shared_ones_stay()
    {
        var tenant = await api.NewTenantAsync();
        var leaver = await api.JoinAsync(tenant, RoleName.Member);
        await KeepAsync(tenant, leaver, "views", "mine");
        await KeepAsync(tenant, leaver, "shared-views", "ours");

        Assert.Equal("204", await leaver.SendAsync("DELETE", tenant.Route("members/me")).SaysAsync());

        Assert.Equal(["ours"], await tenant.RunAsync(tx => tx.QueryAsync<string>($"select name from app.finding_views where tenant_id = {tx.TenantId}", Ct)));
    }

    private static object View(string name, object? filter = null) => new { name, filter = filter ?? new { } };

    private static async Task<Guid> KeepAsync(TestTenant tenant, HttpClient person, string kind, string name) =>
        (await person.SendAsync("POST", tenant.Route(kind), View(name)).ReadAsync<CreatedView>(HttpStatusCode.Created)).Id;

    private static Task<List<FindingView>> ViewsAsync(TestTenant tenant, HttpClient person) => person.SendAsync("GET", tenant.Route("views")).ReadAsync<List<FindingView>>();
}
