using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>The plan here allows 2 projects, 4 members and 10 findings with a grace of 2; a new tenant has one project and 3 members.</summary>
public sealed class PlanLimitTests(TestApi api, SellingApi selling) : IClassFixture<SellingApi>
{
    private const string Notice = "SecureObs-Plan-Notice";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_over_the_limit_is_refused_with_what_to_do()
    {
        var tenant = await selling.NewTenantAsync();
        Assert.Equal(HttpStatusCode.Created, (await ProjectAsync(tenant, "second")).StatusCode);

        var refused = await ProjectAsync(tenant, "third");

        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("projects 2 2", $"{problem.GetProperty("limit")} {problem.GetProperty("most")} {problem.GetProperty("used")}");
        Assert.Equal("The plan allows 2 projects, and 2 are used. Archive a project, or ask an owner to change the plan.", problem.GetProperty("detail").GetString());
        Assert.EndsWith("#plan-limit", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_project_makes_room_and_needs_it_to_come_back()
    {
        var tenant = await selling.NewTenantAsync();
        await ProjectAsync(tenant, "second");
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.Admin.PostAsync(tenant.Route($"projects/{tenant.ProjectId}/archive"), null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await ProjectAsync(tenant, "third")).StatusCode);

        await (await RestoreAsync(tenant, tenant.ProjectId)).AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");
        Assert.Equal(2, (await tenant.PlanAsync()).GetProperty("usage").GetProperty("projects").GetInt32());
    }

    [Fact]
    public async Task Restoring_what_is_not_archived_is_harmless_at_the_limit_too()
    {
        var tenant = await selling.NewTenantAsync();
        await ProjectAsync(tenant, "second");

        Assert.Equal(HttpStatusCode.NoContent, (await RestoreAsync(tenant, tenant.ProjectId)).StatusCode);
    }

    [Fact]
    public async Task Of_many_projects_at_once_one_takes_the_last_place()
    {
        var tenant = await selling.NewTenantAsync();
        var archived = await tenant.AddProjectAsync("archived");
        await tenant.Admin.PostAsync(tenant.Route($"projects/{archived}/archive"), null, Ct);

        var answers = await Task.WhenAll([.. Enumerable.Range(0, 12).Select(n => ProjectAsync(tenant, $"at once {n}")), RestoreAsync(tenant, archived), RestoreAsync(tenant, archived)]);

        Assert.Equal(2, (await tenant.PlanAsync()).GetProperty("usage").GetProperty("projects").GetInt32());
        Assert.All(answers.Where(answer => !answer.IsSuccessStatusCode), answer => Assert.Equal(HttpStatusCode.PaymentRequired, answer.StatusCode));
        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 1, 2);   // both restores are one
    }

    [Fact]
    public async Task Of_two_invitations_accepted_at_once_one_takes_the_last_place()
    {
        var tenant = await selling.NewTenantAsync();
        var tokens = new[] { await InviteAsync(tenant), await InviteAsync(tenant), await InviteAsync(tenant) };

        var answers = await Task.WhenAll(tokens.Select(AcceptAsync));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(4, (await tenant.PlanAsync()).GetProperty("usage").GetProperty("members").GetInt32());
        await (await tenant.Admin.PostAsJsonAsync(tenant.Route("invitations"), new { role = "member" }, Ct)).AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");

        // Who was refused still has an invitation.
        await SellingApi.SubscribeAsync(tenant, "price_team");
        var refused = tokens[Array.FindIndex(answers, answer => !answer.IsSuccessStatusCode)];
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(refused)).StatusCode);
    }

    [Fact]
    public async Task Findings_within_the_limit_are_stored_without_a_word()
    {
        var (tenant, pipeline) = await PipelineAsync();

        var answer = await SendAsync(pipeline, tenant, 0, 10);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(Notice));
    }

    [Fact]
    public async Task Within_the_grace_all_is_stored_and_the_answer_says_so()
    {
        var (tenant, pipeline) = await PipelineAsync();

        var answer = await SendAsync(pipeline, tenant, 0, 12);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("The plan allows 10 findings, and 12 are used. Above 12 new ones are refused: resolve findings, or ask an owner to change the plan.", Assert.Single(answer.Headers.GetValues(Notice)));
        Assert.Equal(12, await FindingsAsync(tenant));
        Assert.Matches("""^\{"ingested":12,"deduplicated":0,"receipt":"sha256:[0-9a-f]{64}"\}$""", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Above_the_grace_nothing_of_the_request_is_stored()
    {
        var (tenant, pipeline) = await PipelineAsync();
        await SendAsync(pipeline, tenant, 0, 9);

        var refused = await SendAsync(pipeline, tenant, 5, 8, run: "refused");

        await refused.AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");
        Assert.Equal((9, 0), (await FindingsAsync(tenant), await api.Database.ScalarAsync<long>(api.DatabaseName,
            $"select count(*) from app.runs where tenant_id = '{tenant.Id}' and pipeline_run_id = 'refused'")));
        Assert.Equal(9, await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.findings where tenant_id = '{tenant.Id}'"));
    }

    [Fact]
    public async Task A_report_of_known_findings_passes_above_the_limit_too()
    {
        var (tenant, pipeline) = await PipelineAsync();
        await SellingApi.SubscribeAsync(tenant, "price_team");
        Assert.False((await SendAsync(pipeline, tenant, 0, 30)).Headers.Contains(Notice));
        await SellingApi.SubscribeAsync(tenant, "price_team", status: 4);

        var known = await SendAsync(pipeline, tenant, 0, 30, run: "again");

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.True(known.Headers.Contains(Notice));
        await (await SendAsync(pipeline, tenant, 0, 31, run: "more")).AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");
    }

    [Fact]
    public async Task What_is_resolved_makes_room()
    {
        var (tenant, pipeline) = await PipelineAsync();
        await SendAsync(pipeline, tenant, 0, 12);
        var finding = await tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId} limit 1", default));
        Assert.True((await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding}/status"), new { status = "resolved" }, Ct)).IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(pipeline, tenant, 12, 1)).StatusCode);
        await (await SendAsync(pipeline, tenant, 13, 1)).AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");
    }

    [Fact]
    public async Task Many_pipelines_at_once_stay_within_the_grace()
    {
        var (tenant, _) = await PipelineAsync();
        var projects = new[] { tenant.ProjectId, await tenant.AddProjectAsync("two"), await tenant.AddProjectAsync("three"), await tenant.AddProjectAsync("four"), await tenant.AddProjectAsync("five") };
        var pipeline = await tenant.PipelineAsync();

        var answers = await Task.WhenAll(projects.Select(project => SendAsync(pipeline, tenant, 0, 5, project: project)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(10, await FindingsAsync(tenant));
    }

    [Fact]
    public async Task A_large_import_is_told_and_refused_alike()
    {
        var (tenant, pipeline) = await PipelineAsync();
        var path = $"/api/projects/{tenant.ProjectId}/imports";

        var noticed = await pipeline.PostAsJsonAsync(path, Report(tenant.ProjectId, 0, 11, "run"), Ct);
        Assert.Equal(HttpStatusCode.OK, noticed.StatusCode);
        Assert.True(noticed.Headers.Contains(Notice));
        await (await pipeline.PostAsJsonAsync(path, Report(tenant.ProjectId, 11, 2, "run"), Ct)).AssertRefusedAsync(HttpStatusCode.PaymentRequired, "plan-limit");
        Assert.Equal(11, await FindingsAsync(tenant));
    }

    [Fact]
    public async Task A_plan_without_limits_has_none()
    {
        var (tenant, pipeline) = await PipelineAsync();
        await SellingApi.SubscribeAsync(tenant, "price_business");
        await tenant.AddMembersAsync(5);
        await tenant.AddProjectAsync("two");

        Assert.Equal(HttpStatusCode.Created, (await ProjectAsync(tenant, "three")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(await InviteAsync(tenant))).StatusCode);
        var answer = await SendAsync(pipeline, tenant, 0, 40);
        Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, answer.Headers.Contains(Notice)));
    }

    private static Task<HttpResponseMessage> ProjectAsync(TestTenant tenant, string name) => tenant.Admin.PostAsJsonAsync(tenant.Route("projects"), new { name }, Ct);

    private static Task<HttpResponseMessage> RestoreAsync(TestTenant tenant, Guid project) => tenant.Admin.PostAsync(tenant.Route($"projects/{project}/restore"), null, Ct);

    private static async Task<string> InviteAsync(TestTenant tenant)
    {
        var answer = await tenant.Admin.PostAsJsonAsync(tenant.Route("invitations"), new { role = "member" }, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("token").GetString()!;
    }

    private async Task<HttpResponseMessage> AcceptAsync(string token)
    {
        using var newcomer = api.AsPerson(Guid.NewGuid());
        return await newcomer.PostAsJsonAsync(new Uri(selling.Address, "/api/invitations/accept"), new { token }, Ct);
    }

    private async Task<(TestTenant Tenant, HttpClient Pipeline)> PipelineAsync()
    {
        var tenant = await selling.NewTenantAsync();
        return (tenant, await tenant.PipelineAsync(tenant.ProjectId));
    }

    private static JsonArray Report(Guid project, int from, int count, string run) =>
        [.. Enumerable.Range(from, count).Select(n => Rows.Universal(project, run, rule: $"B{n}", path: $"app/{n}.py"))];

    private static Task<HttpResponseMessage> SendAsync(HttpClient pipeline, TestTenant tenant, int from, int count, string run = "run", Guid? project = null) =>
        pipeline.PostAsync("universal", Report(project ?? tenant.ProjectId, from, count, run));

    private static async Task<int> FindingsAsync(TestTenant tenant) => (await tenant.PlanAsync()).GetProperty("usage").GetProperty("findings").GetInt32();
}
