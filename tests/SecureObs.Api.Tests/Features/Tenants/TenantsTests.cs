using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Tenants;

public sealed class TenantsTests(TestApi api)
{
    private static readonly Guid PersonalAccounts = new("9188040d-6c67-4c5b-b112-36a304b66dad");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient NewPerson(Guid? directory = null)
    {
        var client = api.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.Entra.Token(Guid.NewGuid(), directory: directory));
        return client;
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient person, string name) =>
        person.SendAsync("POST", "/api/tenants", new CreateTenantRequest(name));

    [Fact]
    public async Task Whoever_makes_an_organisation_is_its_owner_and_alone_in_it()
    {
        var person = NewPerson();

        var created = await CreateAsync(person, "  Contoso  ").ReadAsync<CreatedTenant>(HttpStatusCode.Created);
        var shown = (await person.GetFromJsonAsync<TenantDetail>($"/api/tenants/{created.Id}", Ct))!;

        Assert.Equal(("Contoso", RoleName.Owner), (created.Name, created.Role));
        Assert.Equal(new TenantDetail(created.Id, "Contoso", shown.CreatedAt, RoleName.Owner, 1, 1, 0, 0), shown);
        Assert.Equal([new MyTenant(created.Id, "Contoso", RoleName.Owner)], (await person.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants);
    }

    /// <summary>All personal accounts share one directory, and so do all people of one company.</summary>
    [Fact]
    public async Task People_of_one_directory_share_nothing()
    {
        foreach (var directory in new[] { PersonalAccounts, EntraStandIn.Directory })
        {
            var (one, other) = (NewPerson(directory), NewPerson(directory));
            var created = await CreateAsync(one, "Mine").ReadAsync<CreatedTenant>(HttpStatusCode.Created);

            Assert.Empty((await other.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants);
            foreach (var below in new[] { "", "/members", "/projects", "/invitations", "/api-keys", "/findings" })
                Assert.Equal("404 not-found", await other.SendAsync("GET", $"/api/tenants/{created.Id}{below}").SaysAsync());
        }
    }

    [Fact]
    public async Task One_person_makes_a_limited_number_also_all_at_once()
    {
        var person = NewPerson();
        const int attempts = CreateTenant.MostPerPerson + 4;

        var answers = await Answers.AtOnceAsync([.. Enumerable.Range(0, attempts).Select<int, Func<Task<HttpResponseMessage>>>(n => () => CreateAsync(person, $"Organisation {n}"))]);

        Assert.Equal(CreateTenant.MostPerPerson, answers.Count(answer => answer == "201"));
        Assert.Equal(attempts - CreateTenant.MostPerPerson, answers.Count(answer => answer == "409 too-many-tenants"));
        Assert.Equal(CreateTenant.MostPerPerson, (await person.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants.Count);
        Assert.Equal("201", await CreateAsync(NewPerson(), "Somebody else's").SaysAsync());
    }

    [Fact]
    public async Task Only_an_owner_renames_and_the_trail_tells_it()
    {
        var tenant = await api.NewTenantAsync();
        var request = new RenameTenantRequest("Renamed");

        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("PUT", tenant.Route(""), request).SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("PUT", tenant.Route(""), request).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("PUT", tenant.Route(""), request).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("PUT", tenant.Route(""), request).SaysAsync());

        var shown = (await tenant.Member.GetFromJsonAsync<TenantDetail>(tenant.Route(""), Ct))!;
        Assert.Equal(("Renamed", RoleName.Member, 3, 1, 1), (shown.Name, shown.Role, shown.Members, shown.Owners, shown.Projects));
        Assert.Equal("""tenant.renamed {"to": "Renamed", "from": "Test tenant"}""", Assert.Single(await tenant.TrailAsync()));
    }

    [Fact]
    public async Task A_stranger_and_another_tenant_are_told_that_there_is_nothing()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());

        foreach (var outside in new[] { NewPerson(), theirs.Owner })
        {
            Assert.Equal("404 not-found", await outside.SendAsync("GET", ours.Route("")).SaysAsync());
            Assert.Equal("404 not-found", await outside.SendAsync("PUT", ours.Route(""), new RenameTenantRequest("Taken")).SaysAsync());
        }
        Assert.Equal(
            await theirs.Owner.SendAsync("GET", $"/api/tenants/{Guid.NewGuid()}").BodyAsync(),
            await theirs.Owner.SendAsync("GET", ours.Route("")).BodyAsync());
        Assert.Equal("401", await api.Anonymous().SendAsync("POST", "/api/tenants", new CreateTenantRequest("x")).SaysAsync());
        Assert.Equal("401", await (await ours.PipelineAsync()).SendAsync("POST", "/api/tenants", new CreateTenantRequest("x")).SaysAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("two\nlines")]
    [InlineData("nul\0")]
    [InlineData("escape\u001b[31m")]
    [InlineData("turned \u202Egnp.exe")]
    [InlineData("hidden\u200B")]
    [InlineData("\u200D")]
    [InlineData("line\u2028separator")]
    [InlineData(null)]
    public async Task A_name_that_is_no_name_is_refused_everywhere(string? name)
    {
        var tenant = await api.NewTenantAsync();
        var body = new JsonObject { ["name"] = name };

        foreach (var (method, path) in new[]
        {
            ("POST", "/api/tenants"), ("PUT", tenant.Route("")), ("POST", tenant.Route("projects")),
            ("PUT", tenant.Route($"projects/{tenant.ProjectId}")), ("POST", tenant.Route("api-keys")),
        })
            Assert.Equal((path, "400"), (path, (await tenant.Owner.SendAsync(method, path, body).SaysAsync())[..3]));
    }

    [Theory]
    [InlineData("/api/tenants", 120)]
    [InlineData("projects", 120)]
    [InlineData("api-keys", 80)]
    public async Task A_name_has_a_longest_length_and_may_have_any_letters(string path, int longest)
    {
        var tenant = await api.NewTenantAsync();
        var route = path.StartsWith('/') ? path : tenant.Route(path);

        Assert.Equal("400", (await tenant.Owner.SendAsync("POST", route, new { name = new string('x', longest + 1) }).SaysAsync())[..3]);
        Assert.Equal("201", await tenant.Owner.SendAsync("POST", route, new { name = new string('x', longest) }).SaysAsync());
        Assert.Equal("201", await tenant.Owner.SendAsync("POST", route, new { name = "Ünïcödé 日本語 👩‍🚀 <script>'; --" }).SaysAsync());
        Assert.Contains("must be one line of visible text", await tenant.Owner.SendAsync("POST", route, new { name = "a\tb" }).BodyAsync(), StringComparison.Ordinal);
    }
}
