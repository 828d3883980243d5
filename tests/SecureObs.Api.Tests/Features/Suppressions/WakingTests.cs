using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Suppressions;

/// <summary>What ends by itself, with a clock that the test moves.</summary>
public sealed class WakingTests(TestApi api) : IAsyncLifetime
{
    private ClockedApi clocked = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => clocked = await ClockedApi.StartAsync(api);

    public ValueTask DisposeAsync() => clocked.DisposeAsync();

    [Fact]
    public async Task When_the_date_has_come_the_status_says_so_at_once_and_the_history_says_why()
    {
        var tenant = clocked.Tenant;
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var finding = await FindingAsync(tenant, pipeline);
        await SetAsync(tenant, finding, new(FindingStatus.RiskAccepted, "until the release", clocked.Clock.GetUtcNow().AddDays(30)));
        Assert.Equal("false", await pipeline.BlockingAsync("1"));
        Assert.Equal(0, await clocked.WakeAsync());

        clocked.Clock.Move(TimeSpan.FromDays(30));
        Assert.Equal(FindingStatus.Open, (await DetailAsync(tenant, finding)).Status);
        Assert.Null((await DetailAsync(tenant, finding)).Suppression);
        Assert.Equal("true", await pipeline.BlockingAsync("1"));
        Assert.Single(await ListedAsync(tenant, "status=open"));
        Assert.Empty(await ListedAsync(tenant, "status=risk-accepted"));

        await WokenAsync();
        Assert.Equal(0, await clocked.WakeAsync());
        var entry = (await DetailAsync(tenant, finding)).History[0];
        Assert.Equal(("SecureObs", AuditActions.SuppressionEnded, "expired", "risk-accepted", "open"), (entry.Actor, entry.Action, entry.Data["because"], entry.Data["from"], entry.Data["to"]));
    }

    [Fact]
    public async Task A_wide_one_that_expires_wakes_each_of_its_findings_with_an_entry_and_none_of_another_tenant()
    {
        var (tenant, other) = (clocked.Tenant, await clocked.NewTenantAsync(api));
        foreach (var one in new[] { tenant, other })
        {
            await (await one.PipelineAsync(one.ProjectId)).IngestAsync("universal", [.. Enumerable.Range(1, 3).Select(line => Rows.Universal(one.ProjectId, "1", line: line))]);
            var request = new CreateSuppressionRequest(SuppressionScope.RuleInTenant, FindingStatus.WontFix, "x", null, "bandit", "B602", null, one == tenant ? clocked.Clock.GetUtcNow().AddDays(1) : null);
            Assert.Equal(3, (await one.Admin.SendAsync("POST", one.Route("suppressions"), request).ReadAsync<CreatedSuppression>(HttpStatusCode.Created)).Findings);
        }

        clocked.Clock.Move(TimeSpan.FromDays(1));
        await WokenAsync();

        Assert.Equal(3, (await tenant.TrailAsync(AuditActions.SuppressionEnded)).Count);
        Assert.Contains("\"findings\": \"3\"", Assert.Single(await tenant.TrailAsync(AuditActions.WideSuppressionEnded)), StringComparison.Ordinal);
        Assert.Equal(3, (await ListedAsync(tenant, "status=open")).Count);
        Assert.Equal(3, (await ListedAsync(other, "status=wont-fix")).Count);
        Assert.Empty(await other.TrailAsync(AuditActions.SuppressionEnded));
    }

    [Theory]
    [InlineData(EndReason.Fixed, true, false, 1)]
    [InlineData(EndReason.Fixed, false, true, 0)]
    [InlineData(EndReason.CodeChanged, false, true, 1)]
    [InlineData(EndReason.SeverityChanged, false, true, 1)]
    [InlineData(EndReason.SeverityChanged, true, false, 0)]
    public async Task Until_fixed_or_changed_ends_for_its_reason_alone(EndReason because, bool untilFixed, bool untilChanged, int expected)
    {
        var tenant = clocked.Tenant;
        var finding = await FindingAsync(tenant, await tenant.PipelineAsync(tenant.ProjectId));
        await SetAsync(tenant, finding, new(FindingStatus.RiskAccepted, "x", null, untilFixed, untilChanged));

        var ended = await tenant.RunAsync(tx => SuppressionEnds.EndAsync(tx, [finding], because, clocked.Clock.GetUtcNow(), Ct));

        Assert.Equal(expected, ended);
        Assert.Equal(expected == 1 ? FindingStatus.Open : FindingStatus.RiskAccepted, (await DetailAsync(tenant, finding)).Status);
        Assert.Equal(expected, (await tenant.TrailAsync(AuditActions.SuppressionEnded)).Count);
    }

    [Fact]
    public async Task A_decision_after_the_date_is_not_undone_when_it_is_noted()
    {
        var tenant = clocked.Tenant;
        var finding = await FindingAsync(tenant, await tenant.PipelineAsync(tenant.ProjectId));
        await SetAsync(tenant, finding, new(FindingStatus.RiskAccepted, "a day", clocked.Clock.GetUtcNow().AddDays(1)));
        clocked.Clock.Move(TimeSpan.FromDays(2));

        await SetAsync(tenant, finding, new(FindingStatus.WontFix, "for good"));
        await clocked.WakeAsync();

        Assert.Equal(FindingStatus.WontFix, (await DetailAsync(tenant, finding)).Status);
        Assert.Equal([EndReason.Expired], (await tenant.Member.GetFromJsonAsync<Page<SuppressionItem>>(tenant.Route("suppressions?state=ended"), Ct))!.Items.Select(item => item.EndedBecause!.Value));
    }

    /// <summary>By this call, or by the background a moment before it.</summary>
    private async Task WokenAsync()
    {
        await clocked.WakeAsync();
        Assert.Equal(0, await clocked.WakeAsync());
    }

    private static async Task<Guid> FindingAsync(TestTenant tenant, HttpClient pipeline)
    {
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));
        return Assert.Single(await ListedAsync(tenant, "")).Id;
    }

    private static async Task SetAsync(TestTenant tenant, Guid finding, SetFindingStatusRequest request) =>
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding}/status"), request).SaysAsync());

    private static async Task<FindingDetail> DetailAsync(TestTenant tenant, Guid finding) =>
        (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!;

    private static async Task<IReadOnlyList<FindingItem>> ListedAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?" + query), Ct))!.Items;
}
