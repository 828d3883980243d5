using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Discussion;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>What people say of a finding beside its status.</summary>
public sealed class CareTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_severity_counts_in_the_gate_until_it_is_taken_back_and_a_scan_does_not_undo_it()
    {
        var (tenant, finding, pipeline) = await FindingAsync();

        Assert.Equal("400 severity-reason-missing", await SayAsync(tenant, finding, "severity", new SetFindingSeverityRequest(Severity.Low)));
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("204", await SayAsync(tenant, finding, "severity", new SetFindingSeverityRequest(Severity.Low, "needs a local user")));
        Assert.Equal("false", await pipeline.BlockingAsync("1"));
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "2", severity: "CRITICAL"));
        var detail = await DetailAsync(tenant, finding);
        Assert.Equal((Severity.Low, Severity.Critical, "needs a local user"), (detail.Severity, detail.ToolSeverity, detail.SeverityReason));

        Assert.Equal("204", await SayAsync(tenant, finding, "severity", new SetFindingSeverityRequest(null)));
        Assert.Equal((Severity.Critical, null), ((await DetailAsync(tenant, finding)).Severity, (await DetailAsync(tenant, finding)).SeverityReason));
        Assert.Equal("true", await pipeline.BlockingAsync("1"));
        Assert.Equal(2, (await tenant.TrailAsync(AuditActions.FindingSeverityChanged)).Count);
    }

    [Fact]
    public async Task Another_severity_ends_what_lasted_until_it_changes()
    {
        var (tenant, finding, _) = await FindingAsync();
        await SayAsync(tenant, finding, "status", new SetFindingStatusRequest(FindingStatus.RiskAccepted, "as long as it is high", UntilChanged: true));

        await SayAsync(tenant, finding, "severity", new SetFindingSeverityRequest(Severity.High, "the same"));
        Assert.Equal(FindingStatus.RiskAccepted, (await DetailAsync(tenant, finding)).Status);
        await SayAsync(tenant, finding, "severity", new SetFindingSeverityRequest(Severity.Critical, "worse"));

        Assert.Equal(FindingStatus.Open, (await DetailAsync(tenant, finding)).Status);
        Assert.Contains("severity-changed", Assert.Single(await tenant.TrailAsync(AuditActions.SuppressionEnded)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_sees_to_a_finding_and_nobody_of_another_tenant()
    {
        var (tenant, finding, _) = await FindingAsync();
        var (stranger, member) = (await api.NewTenantAsync(), await tenant.MemberIdAsync(tenant.Member));

        Assert.Equal("400 assignee-unknown", await SayAsync(tenant, finding, "assignee", new SetFindingAssigneeRequest(await stranger.MemberIdAsync(stranger.Owner))));
        Assert.Equal("204", await SayAsync(tenant, finding, "assignee", new SetFindingAssigneeRequest(member)));
        Assert.Equal(new Assignee(member, "Mia Member"), (await DetailAsync(tenant, finding)).Assignee);
        Assert.Single(await ListAsync(tenant, $"assignee={member}"));
        Assert.Empty(await ListAsync(tenant, "unassigned=true"));
        Assert.Equal("204", await SayAsync(tenant, finding, "assignee", new SetFindingAssigneeRequest(null)));
        Assert.Null((await DetailAsync(tenant, finding)).Assignee);
    }

    [Fact]
    public async Task Due_dates_follow_the_days_of_the_project_and_the_severity()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));
        var finding = Assert.Single(await ListAsync(tenant, ""));

        Assert.Equal("204", await SetDueDaysAsync(tenant, new(Critical: 3, High: 10)));
        Assert.Equal(finding.FirstSeenAt.AddDays(10), (await DetailAsync(tenant, finding.Id)).DueAt);
        await SayAsync(tenant, finding.Id, "severity", new SetFindingSeverityRequest(Severity.Critical, "worse"));
        Assert.Equal(finding.FirstSeenAt.AddDays(3), (await DetailAsync(tenant, finding.Id)).DueAt);
        Assert.Empty(await ListAsync(tenant, "overdue=true"));

        clocked.Clock.Move(TimeSpan.FromDays(4));
        Assert.Single(await ListAsync(tenant, "overdue=true"));
        await SayAsync(tenant, finding.Id, "status", new SetFindingStatusRequest(FindingStatus.FalsePositive, "no"));
        Assert.Empty(await ListAsync(tenant, "overdue=true"));
        await SayAsync(tenant, finding.Id, "status", new SetFindingStatusRequest(FindingStatus.Open));
        Assert.Equal("204", await SetDueDaysAsync(tenant, new()));
        Assert.Null((await DetailAsync(tenant, finding.Id)).DueAt);
        Assert.Equal(2, (await tenant.TrailAsync(AuditActions.ProjectSettingsChanged)).Count);
    }

    [Fact]
    public async Task Comments_are_listed_newest_first_and_their_text_is_not_in_the_trail()
    {
        var (tenant, finding, _) = await FindingAsync();
        foreach (var n in Enumerable.Range(1, 52))
            Assert.Equal("201", await tenant.Member.SendAsync("POST", tenant.Route($"findings/{finding}/comments"), new AddCommentRequest($"comment {n}")).SaysAsync());

        var first = (await tenant.Admin.GetFromJsonAsync<Page<FindingComment>>(tenant.Route($"findings/{finding}/comments"), Ct))!;
        var second = (await tenant.Admin.GetFromJsonAsync<Page<FindingComment>>(tenant.Route($"findings/{finding}/comments?after={first.Next}"), Ct))!;

        Assert.Equal(Enumerable.Range(1, 52).Reverse().Select(n => $"comment {n}"), first.Items.Concat(second.Items).Select(comment => comment.Comment));
        Assert.All(first.Items, comment => Assert.Equal("Mia Member", comment.CreatedBy));
        var entries = await tenant.TrailAsync(AuditActions.FindingCommented);
        Assert.Equal(52, entries.Count);
        Assert.DoesNotContain(entries, entry => entry.Contains("comment 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://tracker.example/1", "201")]
    [InlineData("http://tracker.example/1", "400 link-invalid")]
    [InlineData("javascript:alert(1)", "400 link-invalid")]
    [InlineData("https://user:word@tracker.example", "400 link-invalid")]
    [InlineData("/findings", "400 link-invalid")]
    public async Task A_link_is_a_whole_address_under_https(string url, string expected)
    {
        var (tenant, finding, _) = await FindingAsync();

        Assert.Equal(expected, await tenant.Member.SendAsync("POST", tenant.Route($"findings/{finding}/links"), new AddLinkRequest(url, "issue 1")).SaysAsync());
        Assert.Equal(expected == "201" ? 1 : 0, (await DetailAsync(tenant, finding)).Links.Count);
    }

    [Fact]
    public async Task A_link_is_removed_once_and_there_are_at_most_twenty()
    {
        var (tenant, finding, _) = await FindingAsync();
        foreach (var n in Enumerable.Range(1, 20))
            Assert.Equal("201", await tenant.Member.SendAsync("POST", tenant.Route($"findings/{finding}/links"), new AddLinkRequest($"https://tracker.example/{n}", "x")).SaysAsync());
        Assert.Equal("409 too-many-links", await tenant.Member.SendAsync("POST", tenant.Route($"findings/{finding}/links"), new AddLinkRequest("https://tracker.example/21", "x")).SaysAsync());

        var link = (await DetailAsync(tenant, finding)).Links[0].Id;
        Assert.Equal("204", await tenant.Member.SendAsync("DELETE", tenant.Route($"findings/{finding}/links/{link}")).SaysAsync());
        Assert.Equal("404 not-found", await tenant.Member.SendAsync("DELETE", tenant.Route($"findings/{finding}/links/{link}")).SaysAsync());
    }

    private async Task<(TestTenant Tenant, Guid Finding, HttpClient Pipeline)> FindingAsync()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));
        return (tenant, Assert.Single(await ListAsync(tenant, "")).Id, pipeline);
    }

    private static Task<string> SetDueDaysAsync(TestTenant tenant, DueDays days) =>
        tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), new ProjectSettings(null, false, days)).SaysAsync();

    private static Task<string> SayAsync(TestTenant tenant, Guid finding, string what, object request) =>
        tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding}/{what}"), request).SaysAsync();

    private static async Task<FindingDetail> DetailAsync(TestTenant tenant, Guid finding) =>
        (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!;

    private static async Task<IReadOnlyList<FindingItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?" + query), Ct))!.Items;
}
