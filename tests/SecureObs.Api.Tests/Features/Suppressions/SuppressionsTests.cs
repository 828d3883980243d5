using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Suppressions;

public sealed class SuppressionsTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_path_is_suppressed_and_lifted_with_one_entry_each()
    {
        var tenant = await TenantAsync();

        var created = await CreateAsync(tenant.Admin, tenant, OfPath(tenant, "app/**"));
        Assert.Equal((false, 2), (created.Waiting, created.Findings));
        Assert.Equal("FalsePositive FalsePositive Open", await StatusesAsync(tenant));
        Assert.Equal(created, await CreateAsync(tenant.Admin, tenant, OfPath(tenant, "app/**")));   // repeating it is no new decision

        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{created.Id}/lift")).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{created.Id}/lift")).SaysAsync());
        Assert.Equal("Open Open Open", await StatusesAsync(tenant));
        Assert.Single(await tenant.TrailAsync(AuditActions.WideSuppressionCreated));
        Assert.Single(await tenant.TrailAsync(AuditActions.SuppressionLifted));
    }

    [Fact]
    public async Task A_rule_is_suppressed_in_its_project_or_everywhere()
    {
        var tenant = await TenantAsync();
        var other = await tenant.AddProjectAsync("other");
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(other, "1", rule: "B1", path: "app/a.py"));

        var inProject = await CreateAsync(tenant.Admin, tenant, new(SuppressionScope.RuleInProject, FindingStatus.WontFix, "tests", tenant.ProjectId, "bandit", "B1"));
        Assert.Equal(2, inProject.Findings);
        var everywhere = await CreateAsync(tenant.Owner, tenant, new(SuppressionScope.RuleInTenant, FindingStatus.RiskAccepted, "known", null, "bandit", "B1", null, DateTimeOffset.UtcNow.AddYears(1)));
        Assert.Equal(1, everywhere.Findings);   // the one that lasts longest is noted

        var item = Assert.Single((await ListAsync(tenant, "state=in-force")).Items, item => item.Id == everywhere.Id);
        Assert.Equal((SuppressionScope.RuleInTenant, "Olu Owner", 1L, null, null), (item.Scope, item.CreatedBy, item.Findings, item.ProjectId, item.EndedAt));
    }

    [Theory]
    [InlineData("""{"scope":"finding","kind":"wont-fix","reason":"x"}""", "400 suppression-scope-invalid")]
    [InlineData("""{"scope":"path","kind":"wont-fix","reason":"x","pathPattern":"a/**"}""", "400 suppression-scope-invalid")]
    [InlineData("""{"scope":"rule","kind":"wont-fix","reason":"x","scanner":"bandit","ruleId":"B1","projectId":"$"}""", "400 suppression-scope-invalid")]
    [InlineData("""{"scope":"rule-in-project","kind":"wont-fix","reason":"x","projectId":"$","scanner":"bandit"}""", "400 suppression-scope-invalid")]
    [InlineData("""{"scope":"path","kind":"resolved","reason":"x","projectId":"$","pathPattern":"a/**"}""", "400 suppression-kind-invalid")]
    [InlineData("""{"scope":"path","kind":"wont-fix","reason":" ","projectId":"$","pathPattern":"a/**"}""", "400")]
    [InlineData("""{"scope":"path","kind":"wont-fix","reason":"x","projectId":"$","pathPattern":"**"}""", "400 path-pattern-invalid")]
    [InlineData("""{"scope":"path","kind":"wont-fix","reason":"x","projectId":"$","pathPattern":"a/**","expiresAt":"2020-01-01T00:00:00Z"}""", "400 expiry-in-past")]
    public async Task What_makes_no_sense_is_refused(string body, string expected)
    {
        var tenant = await api.NewTenantAsync();
        var content = new StringContent(body.Replace("$", $"{tenant.ProjectId}", StringComparison.Ordinal), null, "application/json");

        Assert.Equal(expected, await tenant.Admin.PostAsync(tenant.Route("suppressions"), content, Ct).SaysAsync());
    }

    [Fact]
    public async Task Members_suppress_findings_and_admins_what_is_wide()
    {
        var tenant = await TenantAsync();
        var finding = (await FindingsAsync(tenant))[0].Id;

        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("POST", tenant.Route("suppressions"), OfPath(tenant, "app/**")).SaysAsync());
        Assert.Equal("204", await SetAsync(tenant.Member, tenant, finding, new(FindingStatus.WontFix, "mine")));
        var own = Assert.Single((await ListAsync(tenant, "")).Items);
        Assert.Equal("204", await tenant.Member.SendAsync("POST", tenant.Route($"suppressions/{own.Id}/lift")).SaysAsync());
        var wide = await CreateAsync(tenant.Admin, tenant, OfPath(tenant, "app/**"));
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("POST", tenant.Route($"suppressions/{wide.Id}/lift")).SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("POST", tenant.Route($"suppressions/{wide.Id}/approve")).SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), FourEyes).SaysAsync());
    }

    [Fact]
    public async Task What_a_wide_suppression_holds_is_not_opened_alone_and_the_refusal_names_the_scope()
    {
        var tenant = await TenantAsync();
        var finding = (await FindingsAsync(tenant)).Single(finding => finding.FilePath == "app/a.py").Id;
        var wide = await CreateAsync(tenant.Admin, tenant, OfPath(tenant, "app/**"));

        foreach (var status in new[] { FindingStatus.Open, FindingStatus.InReview, FindingStatus.Resolved })
        {
            var refused = await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding}/status"), new SetFindingStatusRequest(status));
            await refused.AssertRefusedAsync(HttpStatusCode.Conflict, "suppressed-widely");
            var text = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Contains("a path of the project", text, StringComparison.Ordinal);
            Assert.Contains($"{wide.Id}", text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(await tenant.TrailAsync(), entry => entry.StartsWith("finding.status-changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_four_eyes_nothing_is_suppressed_until_somebody_else_approves()
    {
        var tenant = await TenantAsync();
        await SetFourEyesAsync(tenant);
        var finding = (await FindingsAsync(tenant)).Single(finding => finding.FilePath == "app/a.py").Id;

        Assert.Equal("204", await SetAsync(tenant.Admin, tenant, finding, new(FindingStatus.RiskAccepted, "asked")));
        Assert.Equal("204", await SetAsync(tenant.Admin, tenant, finding, new(FindingStatus.RiskAccepted, "asked")));
        var waiting = Assert.Single((await ListAsync(tenant, "state=waiting")).Items);
        Assert.Equal("Open Open Open", await StatusesAsync(tenant));
        Assert.Equal("403 second-person-needed", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{waiting.Id}/approve")).SaysAsync());
        Assert.Equal("Open Open Open", await StatusesAsync(tenant));

        Assert.Equal("204", await tenant.Owner.SendAsync("POST", tenant.Route($"suppressions/{waiting.Id}/approve")).SaysAsync());
        Assert.Equal("204", await tenant.Owner.SendAsync("POST", tenant.Route($"suppressions/{waiting.Id}/approve")).SaysAsync());
        Assert.Equal("RiskAccepted Open Open", await StatusesAsync(tenant));
        var detail = (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!;
        Assert.Equal(("Ada Admin", "Olu Owner", null), (detail.Suppression!.CreatedBy, detail.Suppression.ApprovedBy, detail.Asked));
        Assert.Equal(["suppression.approved", "finding.suppression-asked"], detail.History.Select(entry => entry.Action));
    }

    [Fact]
    public async Task With_four_eyes_what_held_before_holds_until_the_answer()
    {
        var tenant = await TenantAsync();
        var finding = (await FindingsAsync(tenant)).Single(finding => finding.FilePath == "app/a.py").Id;
        await SetAsync(tenant.Member, tenant, finding, new(FindingStatus.WontFix, "before"));
        await SetFourEyesAsync(tenant);

        await SetAsync(tenant.Member, tenant, finding, new(FindingStatus.RiskAccepted, "asked"));
        Assert.Equal("WontFix Open Open", await StatusesAsync(tenant));
        var waiting = Assert.Single((await ListAsync(tenant, "state=waiting")).Items);
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{waiting.Id}/refuse")).SaysAsync());
        Assert.Equal("409 suppression-over", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{waiting.Id}/approve")).SaysAsync());
        Assert.Equal("WontFix Open Open", await StatusesAsync(tenant));

        await SetAsync(tenant.Member, tenant, finding, new(FindingStatus.RiskAccepted, "asked again"));
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"suppressions/{(await ListAsync(tenant, "state=waiting")).Items[0].Id}/approve")).SaysAsync());
        Assert.Equal("RiskAccepted Open Open", await StatusesAsync(tenant));
        Assert.Single((await ListAsync(tenant, "state=in-force")).Items);
    }

    [Fact]
    public async Task Four_eyes_of_one_project_are_asked_for_the_whole_organisation()
    {
        var tenant = await TenantAsync();
        await tenant.AddProjectAsync("other");
        await SetFourEyesAsync(tenant);

        var created = await CreateAsync(tenant.Admin, tenant, new(SuppressionScope.RuleInTenant, FindingStatus.WontFix, "x", null, "bandit", "B1"));

        Assert.Equal((true, 0), (created.Waiting, created.Findings));
        Assert.Equal("Open Open Open", await StatusesAsync(tenant));
        Assert.Equal("204", await tenant.Owner.SendAsync("POST", tenant.Route($"suppressions/{created.Id}/approve")).SaysAsync());
        Assert.Equal("WontFix Open WontFix", await StatusesAsync(tenant));
    }

    [Fact]
    public async Task Who_joins_again_is_the_same_person()
    {
        var tenant = await TenantAsync();
        await SetFourEyesAsync(tenant);
        var person = await api.JoinAsync(tenant, RoleName.Admin);
        var created = await CreateAsync(person, tenant, OfPath(tenant, "app/**"));
        Assert.Equal("204", await person.SendAsync("DELETE", tenant.Route("members/me")).SaysAsync());
        Assert.Equal("200", await person.AcceptAsync((await tenant.InviteAsync(RoleName.Admin)).Token).SaysAsync());

        Assert.Equal("403 second-person-needed", await person.SendAsync("POST", tenant.Route($"suppressions/{created.Id}/approve")).SaysAsync());
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_ends_nor_approves_and_its_rules_hold_nothing_here()
    {
        var (ours, theirs) = (await TenantAsync(), await TenantAsync());
        await SetFourEyesAsync(theirs);
        var waiting = await CreateAsync(theirs.Admin, theirs, OfPath(theirs, "app/**"));
        await CreateAsync(ours.Admin, ours, new(SuppressionScope.RuleInTenant, FindingStatus.WontFix, "x", null, "bandit", "B1"));

        foreach (var verb in new[] { "lift", "approve", "refuse" })
            Assert.Equal("404 not-found", await ours.Owner.SendAsync("POST", ours.Route($"suppressions/{waiting.Id}/{verb}")).SaysAsync());
        Assert.Equal("404 not-found", await ours.Owner.SendAsync("POST", ours.Route("suppressions"), OfPath(theirs, "app/**")).SaysAsync());
        Assert.DoesNotContain((await ListAsync(ours, "")).Items, item => item.Id == waiting.Id);
        Assert.DoesNotContain((await ListAsync(ours, $"projectId={theirs.ProjectId}")).Items, item => item.ProjectId is not null);
        Assert.Equal("Open Open Open", await StatusesAsync(theirs));
        Assert.Equal(SuppressionState.Waiting, Assert.Single((await ListAsync(theirs, "")).Items).State);
    }

    private static readonly ProjectSettings FourEyes = new(null, true, new());

    private static CreateSuppressionRequest OfPath(TestTenant tenant, string pattern) =>
        new(SuppressionScope.Path, FindingStatus.FalsePositive, "generated", tenant.ProjectId, PathPattern: pattern);

    /// <summary>Three findings: rule B1 in app/a.py and lib/c.py, rule B2 in app/b.py.</summary>
    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal",
            Rows.Universal(tenant.ProjectId, "1", rule: "B1", path: "app/a.py"), Rows.Universal(tenant.ProjectId, "1", rule: "B2", path: "app/b.py"),
            Rows.Universal(tenant.ProjectId, "1", rule: "B1", path: "lib/c.py"));
        return tenant;
    }

    private static async Task SetFourEyesAsync(TestTenant tenant) =>
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), FourEyes).SaysAsync());

    private static Task<CreatedSuppression> CreateAsync(HttpClient person, TestTenant tenant, CreateSuppressionRequest request) =>
        person.SendAsync("POST", tenant.Route("suppressions"), request).ReadAsync<CreatedSuppression>(HttpStatusCode.Created);

    private static Task<string> SetAsync(HttpClient person, TestTenant tenant, Guid finding, SetFindingStatusRequest request) =>
        person.SendAsync("PUT", tenant.Route($"findings/{finding}/status"), request).SaysAsync();

    private static async Task<Page<SuppressionItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<SuppressionItem>>(tenant.Route("suppressions?" + query), Ct))!;

    private static async Task<IReadOnlyList<FindingItem>> FindingsAsync(TestTenant tenant) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?projectId={tenant.ProjectId}"), Ct))!.Items;

    /// <summary>In the order of the paths.</summary>
    private static async Task<string> StatusesAsync(TestTenant tenant) =>
        string.Join(' ', (await FindingsAsync(tenant)).OrderBy(finding => finding.FilePath, StringComparer.Ordinal).Select(finding => finding.Status));
}
