using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

public sealed class TriageTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Page<FindingItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?" + query), Ct))!;

    private async Task<TestTenant> TenantWithFindingsAsync()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal",
            [.. Enumerable.Range(1, 30).Select(line => Rows.Universal(tenant.ProjectId, "1", line: line, severity: (line % 3) switch { 0 => "HIGH", 1 => "LOW", _ => "CRITICAL" }))]);
        await pipeline.IngestAsync("semgrep", Rows.Semgrep(tenant.ProjectId, "1", "CWE-79"));
        return tenant;
    }

    [Fact]
    public async Task Pages_hold_every_finding_once_worst_first()
    {
        var tenant = await TenantWithFindingsAsync();
        var seen = new List<FindingItem>();
        string? after = null;
        do
        {
            var page = await ListAsync(tenant, $"limit=7{(after is null ? "" : "&after=" + after)}");
            Assert.InRange(page.Items.Count, 1, 7);
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(31, seen.DistinctBy(finding => finding.Id).Count());
        Assert.Equal(seen.Select(finding => finding.Severity).OrderDescending(), seen.Select(finding => finding.Severity));
    }

    [Theory]
    [InlineData("severity=HIGH", 11)]
    [InlineData("severity=HIGH&severity=LOW", 21)]
    [InlineData("scanner=semgrep", 1)]
    [InlineData("scanner=semgrep&severity=LOW", 0)]
    [InlineData("status=open", 31)]
    [InlineData("status=false-positive&status=wont-fix", 0)]
    [InlineData("text=SHELL%3Dtrue", 30)]
    [InlineData("text=server.js", 1)]
    [InlineData("text=%25", 0)]
    [InlineData("text=_", 0)]
    [InlineData("projectId=00000000-0000-4000-8000-000000000001", 0)]
    [InlineData("rule=javascript.express.xss", 1)]
    [InlineData("pathPrefix=app/", 30)]
    [InlineData("pathPrefix=%25", 0)]
    [InlineData("cwe=CWE-79&cwe=CWE-1", 1)]
    [InlineData("unassigned=true", 31)]
    [InlineData("assignee=00000000-0000-4000-8000-000000000001", 0)]
    [InlineData("overdue=true", 0)]
    [InlineData("overdue=false", 31)]
    [InlineData("detected=false", 0)]
    [InlineData("ignoredInSource=false", 31)]
    [InlineData("endsWithinDays=30", 0)]
    public async Task Filters_narrow(string query, int expected) =>
        Assert.Equal(expected, (await ListAsync(await TenantWithFindingsAsync(), "limit=200&" + query)).Items.Count);

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=x")]
    [InlineData("after=nonsense")]
    [InlineData("after=!!!")]
    [InlineData("severity=banana")]
    [InlineData("projectId=7")]
    [InlineData("status=suppressed")]
    [InlineData("overdue=perhaps")]
    [InlineData("endsWithinDays=-1")]
    public async Task A_query_that_makes_no_sense_is_refused(string query)
    {
        var tenant = await api.NewTenantAsync();

        var response = await tenant.Member.GetAsync(tenant.Route("findings?" + query), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_decision_stands_with_its_reason_in_the_history()
    {
        var tenant = await TenantWithFindingsAsync();
        var finding = (await ListAsync(tenant, "limit=1")).Items[0];
        var route = tenant.Route($"findings/{finding.Id}");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var response = await tenant.Member.PutAsJsonAsync(route + "/status",
                new SetFindingStatusRequest(FindingStatus.RiskAccepted, "behind the firewall"), Ct);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }
        var detail = (await tenant.Admin.GetFromJsonAsync<FindingDetail>(route, Ct))!;

        Assert.Equal((FindingStatus.RiskAccepted, FindingStatus.RiskAccepted, "behind the firewall"), (detail.Status, detail.Suppression!.Kind, detail.Suppression.Reason));
        var entry = Assert.Single(detail.History);
        Assert.Equal(("Mia Member", "finding.status-changed", "open", "risk-accepted"), (entry.Actor, entry.Action, entry.Data["from"], entry.Data["to"]));
    }

    [Theory]
    [InlineData("""{"status":"risk-accepted"}""")]
    [InlineData("""{"status":"false-positive","reason":" "}""")]
    [InlineData("""{"status":"wont-fix","reason":"x","expiresAt":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"status":"open","untilFixed":true}""")]
    [InlineData("""{"status":"resolved","expiresAt":"2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"status":"suppressed","reason":"x"}""")]
    [InlineData("""{"status":"fixed"}""")]
    [InlineData("""{"status":7}""")]
    [InlineData("""{}""")]
    public async Task A_decision_without_its_reason_is_refused(string body)
    {
        var tenant = await TenantWithFindingsAsync();
        var finding = (await ListAsync(tenant, "limit=1")).Items[0];

        var response = await tenant.Member.PutAsync(tenant.Route($"findings/{finding.Id}/status"), new StringContent(body, null, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_tenant_sees_none_of_it_and_gets_the_answer_for_what_does_not_exist()
    {
        var (ours, theirs) = (await TenantWithFindingsAsync(), await api.NewTenantAsync());
        var finding = (await ListAsync(ours, "limit=1")).Items[0].Id;

        var absent = await theirs.Owner.GetAsync(theirs.Route($"findings/{Guid.NewGuid()}"), Ct);
        var foreign = await theirs.Owner.GetAsync(theirs.Route($"findings/{finding}"), Ct);
        var through = await theirs.Owner.GetAsync(ours.Route($"findings/{finding}"), Ct);
        var nowhere = await theirs.Owner.GetAsync($"/api/tenants/{Guid.NewGuid()}/findings/{finding}", Ct);

        Assert.All([absent, foreign, through, nowhere], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
        Assert.Single((await Task.WhenAll(new[] { absent, foreign, through, nowhere }.Select(WithoutTraceAsync))).Distinct());
        Assert.Empty((await ListAsync(theirs, "")).Items);
        Assert.Empty((await ListAsync(theirs, $"projectId={ours.ProjectId}")).Items);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.PutAsJsonAsync(theirs.Route($"findings/{finding}/status"), new SetFindingStatusRequest(FindingStatus.WontFix, "x"), Ct)).StatusCode);
    }

    private static async Task<string> WithoutTraceAsync(HttpResponseMessage response)
    {
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
