using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Many;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Changes of many findings at once, and taking them back.</summary>
public sealed class ManyTests(TestApi api)
{
    private static readonly SetFindingStatusRequest Accepted = new(FindingStatus.RiskAccepted, "until the rewrite");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_filter_finds_is_counted_changed_and_restored_with_an_entry_for_each_finding()
    {
        var tenant = await TenantAsync();
        var filter = new FindingFilter { Severity = ["LOW"] };

        Assert.Equal(new ChangedFindings(null, 10, 10, 0, 0, null), await ChangeAsync(tenant, new(Filter: filter, DryRun: true, Status: Accepted)));
        Assert.Equal(20, await CountAsync(tenant, "status=open"));
        var changed = await ChangeAsync(tenant, new(Filter: filter, Status: Accepted));
        Assert.Equal((10, 10, 0), (changed.Matched, changed.Changed, changed.Held));
        Assert.Equal((10, 10), (await CountAsync(tenant, "status=open"), await CountAsync(tenant, "status=risk-accepted&severity=LOW")));
        Assert.Equal(new ChangedFindings(null, 10, 0, 0, 0, null), await ChangeAsync(tenant, new(Filter: filter, Status: Accepted)));
        Assert.Equal(10, (await tenant.TrailAsync(AuditActions.FindingStatusChanged)).Count);

        Assert.Equal(new UndoneChange(10, 0), await UndoAsync(tenant.Member, tenant, changed));
        Assert.Equal(20, await CountAsync(tenant, "status=open"));
        Assert.Equal(20, (await tenant.TrailAsync(AuditActions.FindingStatusChanged)).Count);
        Assert.Equal("409 change-undone", await tenant.Member.SendAsync("POST", tenant.Route($"findings/changes/{changed.ChangeId}/undo")).SaysAsync());
    }

    [Fact]
    public async Task Only_what_is_still_as_the_change_left_it_is_restored()
    {
        var tenant = await TenantAsync();
        var ids = (await ListAsync(tenant, "severity=LOW")).Select(item => item.Id).ToArray();
        await SetAsync(tenant, ids[0], new(FindingStatus.WontFix, "before"));
        await SetAsync(tenant, ids[1], new(FindingStatus.InReview));
        var changed = await ChangeAsync(tenant, new(ids, Status: Accepted));
        await SetAsync(tenant, ids[2], new(FindingStatus.FalsePositive, "since"));
        await SetAsync(tenant, ids[3], new(FindingStatus.Open));

        Assert.Equal(new UndoneChange(8, 2), await UndoAsync(tenant.Member, tenant, changed));

        var statuses = (await ListAsync(tenant, "severity=LOW")).ToDictionary(item => item.Id, item => item.Status);
        Assert.Equal([FindingStatus.WontFix, FindingStatus.InReview, FindingStatus.FalsePositive, FindingStatus.Open, FindingStatus.Open], ids[..5].Select(id => statuses[id]));
        Assert.Equal("before", (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{ids[0]}"), Ct))!.Suppression!.Reason);
    }

    [Fact]
    public async Task Severity_and_assignee_are_changed_and_restored()
    {
        var tenant = await TenantAsync();
        var (ids, member) = ((await ListAsync(tenant, "severity=HIGH")).Select(item => item.Id).ToArray(), await tenant.MemberIdAsync(tenant.Member));
        await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{ids[0]}/severity"), new SetFindingSeverityRequest(Severity.Medium, "before"));

        var severity = await ChangeAsync(tenant, new(ids, Severity: new(Severity.Critical, "exploited")));
        var assignee = await ChangeAsync(tenant, new(ids, Assignee: new(member)));
        Assert.Equal((10, 10), (await CountAsync(tenant, "severity=CRITICAL"), await CountAsync(tenant, $"assignee={member}")));

        Assert.Equal(new UndoneChange(10, 0), await UndoAsync(tenant.Member, tenant, severity));
        Assert.Equal(new UndoneChange(10, 0), await UndoAsync(tenant.Member, tenant, assignee));
        Assert.Equal((9, 1, 0), (await CountAsync(tenant, "severity=HIGH"), await CountAsync(tenant, "severity=MEDIUM"), await CountAsync(tenant, $"assignee={member}")));
    }

    [Fact]
    public async Task What_a_wide_suppression_holds_is_left_alone_and_counted()
    {
        var tenant = await TenantAsync();
        await tenant.Admin.SendAsync("POST", tenant.Route("suppressions"), new CreateSuppressionRequest(SuppressionScope.RuleInTenant, FindingStatus.WontFix, "x", null, "bandit", "B-LOW"));

        var changed = await ChangeAsync(tenant, new(Filter: new(), Status: new(FindingStatus.InReview)));

        Assert.Equal((20, 10, 10), (changed.Matched, changed.Changed, changed.Held));
        Assert.Equal(10, await CountAsync(tenant, "status=wont-fix"));
    }

    /// <summary>Undoing must be no way around the second person.</summary>
    [Fact]
    public async Task With_four_eyes_a_change_asks_and_undoing_brings_nothing_back_that_nobody_approved()
    {
        var tenant = await TenantAsync();
        var ids = (await ListAsync(tenant, "severity=LOW")).Select(item => item.Id).ToArray();
        await SetAsync(tenant, ids[0], new(FindingStatus.WontFix, "before four eyes"));
        var opened = await ChangeAsync(tenant, new(ids, Status: new(FindingStatus.InReview)));
        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/settings"), new ProjectSettings(null, true, new())).SaysAsync());

        Assert.Equal(new UndoneChange(9, 1), await UndoAsync(tenant.Member, tenant, opened));
        var asked = await ChangeAsync(tenant, new(ids, Status: Accepted));

        Assert.Equal((10, 0), (asked.Changed, await CountAsync(tenant, "status=risk-accepted&status=wont-fix")));
        Assert.Equal(new UndoneChange(10, 0), await UndoAsync(tenant.Member, tenant, asked));
        Assert.Empty((await tenant.Member.GetFromJsonAsync<Page<SuppressionItem>>(tenant.Route("suppressions?state=waiting"), Ct))!.Items);
    }

    [Fact]
    public async Task Somebody_elses_change_is_taken_back_by_an_admin_alone_and_never_from_another_tenant()
    {
        var (tenant, theirs) = (await TenantAsync(), await TenantAsync());
        var changed = await ChangeAsync(tenant, new(Filter: new(), Status: Accepted), tenant.Owner);

        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("POST", tenant.Route($"findings/changes/{changed.ChangeId}/undo")).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("POST", theirs.Route($"findings/changes/{changed.ChangeId}/undo")).SaysAsync());
        var foreign = await ChangeAsync(theirs, new([.. (await ListAsync(tenant, "")).Select(item => item.Id)], Status: Accepted));
        Assert.Equal(new ChangedFindings(null, 0, 0, 0, 0, null), foreign);
        Assert.Equal(20, await CountAsync(tenant, "status=risk-accepted"));
        Assert.Equal(new UndoneChange(20, 0), await UndoAsync(tenant.Admin, tenant, changed));
    }

    [Fact]
    public async Task What_would_be_done_is_what_is_done()
    {
        var tenant = await TenantAsync();
        var other = await tenant.AddProjectAsync("four eyes");
        await (await tenant.PipelineAsync(other)).IngestAsync("universal", [.. Enumerable.Range(1, 3).Select(line => Rows.Universal(other, "1", rule: "B-EYES", line: line))]);
        await tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{other}/settings"), new ProjectSettings(null, true, new()));
        await tenant.Admin.SendAsync("POST", tenant.Route("suppressions"), new CreateSuppressionRequest(SuppressionScope.RuleInTenant, FindingStatus.WontFix, "x", null, "bandit", "B-LOW"));
        var ids = (await ListAsync(tenant, "severity=HIGH&status=open")).Select(item => item.Id).ToArray();
        await SetAsync(tenant, ids[0], new(FindingStatus.InReview));
        await ChangeAsync(tenant, new([ids[1]], Assignee: new(await tenant.MemberIdAsync(tenant.Member))));
        await ChangeAsync(tenant, new([ids[2]], Severity: new(Severity.Low, "seen")));

        foreach (var change in new ChangeFindingsRequest[]
        {
            new(Filter: new(), Status: new(FindingStatus.InReview)),
            new(Filter: new(), Status: Accepted),
            new(Filter: new(), Assignee: new(await tenant.MemberIdAsync(tenant.Member))),
            new(Filter: new(), Severity: new(Severity.Low, "seen")),
        })
        {
            var would = await ChangeAsync(tenant, change with { DryRun = true });
            var did = await ChangeAsync(tenant, change);
            Assert.True(would.Changed > 0);
            Assert.Equal(would with { ChangeId = did.ChangeId }, did);
        }
        Assert.Equal(new ChangedFindings(null, 3, 3, 0, 3, null), await ChangeAsync(tenant, new(Filter: new() { ProjectId = other }, DryRun: true, Status: new(FindingStatus.WontFix, "other"))));
    }

    [Fact]
    public async Task Nothing_is_changed_when_another_number_matches_than_was_expected()
    {
        var tenant = await TenantAsync();

        var refused = await tenant.Member.SendAsync("POST", tenant.Route("findings/changes"), new ChangeFindingsRequest(Filter: new(), Expected: 19, Status: Accepted)).SaysAsync();

        Assert.Equal("409 selection-changed", refused);
        Assert.Equal(20, await CountAsync(tenant, "status=open"));
        Assert.Equal(20, (await ChangeAsync(tenant, new(Filter: new(), Expected: 20, Status: Accepted))).Changed);
    }

    [Fact]
    public async Task A_large_selection_is_changed_in_parts_and_each_part_is_taken_back()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        foreach (var part in Enumerable.Range(1, 5_003).Chunk(4_000))
            await pipeline.IngestAsync("universal", [.. part.Select(line => Rows.Universal(tenant.ProjectId, "1", line: line, path: $"app/{line}.py"))]);
        var all = new ChangeFindingsRequest(Filter: new(), Status: Accepted);

        Assert.Equal("400 too-many-findings", await tenant.Member.SendAsync("POST", tenant.Route("findings/changes"), all).SaysAsync());
        Assert.Equal((5_003, 5_003), Counts(await ChangeAsync(tenant, all with { After = Guid.Empty, DryRun = true })));
        var first = await ChangeAsync(tenant, all with { After = Guid.Empty, Expected = 5_003 });
        var second = await ChangeAsync(tenant, all with { After = first.Next });

        Assert.Equal((5_000, 5_000), Counts(first));
        Assert.Equal((3, 3), Counts(second));
        Assert.Null(second.Next);
        Assert.Equal(new UndoneChange(5_000, 0), await UndoAsync(tenant.Member, tenant, first));
        Assert.Equal(new UndoneChange(3, 0), await UndoAsync(tenant.Member, tenant, second));

        static (int, int) Counts(ChangedFindings of) => (of.Matched, of.Changed);
    }

    [Fact]
    public async Task A_change_that_is_unclear_is_refused()
    {
        var tenant = await api.NewTenantAsync();

        foreach (var (request, expected) in new (ChangeFindingsRequest, string)[]
        {
            (new(Status: Accepted), "400 change-unclear"),
            (new([]), "400 change-unclear"),
            (new([], Status: Accepted, Assignee: new(null)), "400 change-unclear"),
            (new([], Status: new(FindingStatus.WontFix)), "400 reason-missing"),
            (new([], Severity: new(Severity.Low)), "400 severity-reason-missing"),
            (new([], Assignee: new(Guid.NewGuid())), "400 assignee-unknown"),
            (new([.. Enumerable.Range(0, 5_001).Select(_ => Guid.NewGuid())], Status: Accepted), "400 too-many-findings"),
            (new(Filter: new() { Severity = ["BAD"] }, Status: Accepted), "400 query-invalid"),
        })
            Assert.Equal(expected, await tenant.Member.SendAsync("POST", tenant.Route("findings/changes"), request).SaysAsync());
    }

    /// <summary>Ten of rule B-LOW, ten of rule B-HIGH.</summary>
    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", [.. Enumerable.Range(1, 20).Select(line =>
            Rows.Universal(tenant.ProjectId, "1", rule: line > 10 ? "B-LOW" : "B-HIGH", line: line, severity: line > 10 ? "LOW" : "HIGH", path: $"app/{line}.py"))]);
        return tenant;
    }

    private static Task<ChangedFindings> ChangeAsync(TestTenant tenant, ChangeFindingsRequest request, HttpClient? by = null) =>
        (by ?? tenant.Member).SendAsync("POST", tenant.Route("findings/changes"), request).ReadAsync<ChangedFindings>();

    private static Task<UndoneChange> UndoAsync(HttpClient by, TestTenant tenant, ChangedFindings changed) =>
        by.SendAsync("POST", tenant.Route($"findings/changes/{changed.ChangeId}/undo")).ReadAsync<UndoneChange>();

    private static async Task SetAsync(TestTenant tenant, Guid finding, SetFindingStatusRequest request) =>
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding}/status"), request).SaysAsync());

    private static async Task<int> CountAsync(TestTenant tenant, string query) => (await ListAsync(tenant, query)).Count;

    private static async Task<IReadOnlyList<FindingItem>> ListAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?limit=200&" + query), Ct))!.Items;
}
